"""``manage.py count_catalog``: how many entries there are, of which providers, for which reasons."""

from django.core.management.base import BaseCommand

from catalog.models import Code, Provider, Reason, Remedy


class Command(BaseCommand):
    help = "Prints how many entries the catalog has, by provider and by reason."

    def handle(self, **options):
        self.stdout.write(f"{Code.objects.count()} entries, {Remedy.objects.count()} remedies")
        unsourced = Code.objects.filter(source="").count()
        self.stdout.write(
            f"{unsourced} entries without a source, {Code.objects.filter(verbatim=False).count()} not as sent"
        )
        for title, rows in (("providers", Provider.objects), ("reasons", Reason.objects)):
            self._counts(title, rows.with_code_counts().order_by("-code_count", "slug"))

    def _counts(self, title, rows):
        """One line a row that has entries, the most first."""
        counted = [row for row in rows if row.code_count]
        self.stdout.write(f"\n{len(counted)} {title} with entries, of {len(rows)}")
        for row in counted:
            self.stdout.write(f"{row.code_count:6} {row.slug}")
