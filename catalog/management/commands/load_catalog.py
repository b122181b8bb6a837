"""``manage.py load_catalog``: the fixtures into the database, around what editors did."""

from django.core.management.base import CommandError

from catalog.fixtures import FixtureError, read_folder
from catalog.ledger import KEPT, Action, Plan, load
from catalog.management.folder import FolderCommand


class Command(FolderCommand):
    help = "Loads the fixtures; what an editor changed, made or deleted stays so and is named (quiet: --verbosity 0)."

    def handle(self, *, fixtures, verbosity, **options):
        try:
            plan = load(read_folder(fixtures))
        except FixtureError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        if verbosity:
            for line in (summary(plan), *(line for step in plan.steps for line in step.lines())):
                self.stdout.write(line)


def summary(plan: Plan) -> str:
    """One line: how many rows became what."""
    counts = {
        "created": plan.count(Action.CREATE),
        "updated": plan.count(Action.UPDATE),
        "deleted": plan.count(Action.DELETE),
        "unchanged": plan.count(Action.NOTHING, Action.ADOPT),
        "kept": plan.count(*KEPT),
    }
    return "Catalog: " + ", ".join(f"{count} {name}" for name, count in counts.items())
