"""``manage.py dump_catalog``: the database back into the fixtures, so that a diff shows what editors did."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalog.fixtures import FixtureError, read_rows, steady, write_folder


class Command(BaseCommand):
    help = (
        "Writes the catalog to the fixtures, byte for byte the same where nothing was edited. The ledger of "
        "load_catalog is left alone: loading the written files adopts what they bring."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--fixtures",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            metavar="DIR",
            help="default: %(default)s",
        )

    def handle(self, *, fixtures, verbosity, **options):
        with steady():
            rows = read_rows()
        try:
            write_folder(rows, fixtures)
        except (FixtureError, OSError) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            counts = ", ".join(f"{len(of_kind)} {kind}" for kind, of_kind in rows.items())
            self.stdout.write(f"Wrote to {fixtures}: {counts}")
