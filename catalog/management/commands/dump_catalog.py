"""``manage.py dump_catalog``: the database back into the fixtures, so that a diff shows what editors did."""

from django.core.management.base import CommandError

from catalog.fixtures import FixtureError, read_rows, steady, write_folder
from catalog.management.folder import FolderCommand


class Command(FolderCommand):
    help = (
        "Writes the catalog to the fixtures, byte for byte the same where nothing was edited. The ledger of "
        "load_catalog is left alone: loading the written files adopts what they bring."
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
