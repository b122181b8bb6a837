"""The catalog's verbs: what pages, API and commands ask of the rows."""

from django.db import models
from django.db.models import Count, Q

from catalog.choices import ReplyClass

FIRST_DIGIT = {ReplyClass.TEMPORARY: "4", ReplyClass.PERMANENT: "5"}


class SlugQuerySet(models.QuerySet):
    """Rows known by their slug, the natural key of fixtures and URLs."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class ProviderQuerySet(SlugQuerySet):
    def with_code_counts(self):
        """Each row with ``code_count``, how many entries it has."""
        return self.annotate(code_count=Count("codes"))


class ReasonQuerySet(SlugQuerySet):
    def with_code_counts(self):
        """Each row with ``code_count``, how many entries give it."""
        return self.annotate(code_count=Count("codes"))


class CodeQuerySet(SlugQuerySet):
    def for_list(self):
        """With what a line of a list shows, in one query."""
        return self.select_related("provider", "reason")

    def for_page(self):
        """With what an entry's page shows, in three queries."""
        return self.for_list().prefetch_related("code_remedies__remedy", "provider__links")

    def of_class(self, reply_class):
        """Entries whose reply code, or else enhanced code, is temporary (4) or permanent (5)."""
        digit = FIRST_DIGIT[ReplyClass(reply_class)]
        by_enhanced = Q(reply_code="", enhanced_code__startswith=f"{digit}.")
        return self.filter(Q(reply_code__startswith=digit) | by_enhanced)

    def acted_on_by(self, actor):
        """Entries with a remedy that ``actor`` carries out."""
        return self.filter(remedies__actor=actor).distinct()

    def with_retry(self, retry):
        """Entries whose first remedy says ``retry`` of sending again."""
        return self.filter(code_remedies__position=1, code_remedies__remedy__retry=retry)

    def same_code_elsewhere(self, code):
        """Entries of other providers with the same reply and enhanced code as the row ``code``."""
        same = self.filter(reply_code=code.reply_code, enhanced_code=code.enhanced_code)
        return same.exclude(provider=code.provider).for_list()
