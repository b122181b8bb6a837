"""What the commands around ``fixtures/`` have in common."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand


class FolderCommand(BaseCommand):
    """A command that is given a folder of fixtures, the project's own unless told otherwise."""

    def add_arguments(self, parser):
        default = settings.BASE_DIR / "fixtures"
        parser.add_argument("--fixtures", type=Path, default=default, metavar="DIR", help="default: %(default)s")
