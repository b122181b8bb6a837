"""The catalog's verbs: what pages, API and commands ask of the rows."""

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import NullIf

from catalog.choices import FIRST_DIGIT, ProviderKind, ReplyClass


class SlugQuerySet(models.QuerySet):
    """Rows known by their slug, the natural key of fixtures and URLs."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class ProviderQuerySet(SlugQuerySet):
    def for_page(self):
        """With what a provider's page shows, in two queries."""
        return self.prefetch_related("links")

    def with_code_counts(self):
        """Each row with ``code_count``, how many entries it has, in the order of the slugs."""
        return self.annotate(code_count=Count("codes", distinct=True)).order_by("slug")


class RemedyQuerySet(SlugQuerySet):
    def for_page(self):
        """With what a remedy's page shows, in two queries."""
        return self.prefetch_related("reasons")

    def with_code_counts(self):
        """Each row with ``code_count``, how many entries it is for, the most used first."""
        return self.annotate(code_count=Count("codes", distinct=True)).order_by("-code_count", "slug")


class ReasonQuerySet(SlugQuerySet):
    def for_page(self):
        """With what a reason's page shows, in two queries."""
        return self.prefetch_related("reason_remedies__remedy")

    def with_code_counts(self):
        """Each row with ``code_count``, how many entries give it, in the order of the vocabulary."""
        return self.annotate(code_count=Count("codes", distinct=True)).order_by("position", "slug")


class CodeQuerySet(SlugQuerySet):
    def for_list(self):
        """With what a line of a list shows, in one query."""
        return self.select_related("provider", "reason")

    def for_lines(self):
        """With the columns that a line of a list shows; provider and reason are known to ``compiled``."""
        codes = ("slug", "provider_id", "reason_id", "reply_code", "enhanced_code", "vendor_code")
        return self.only(*codes, "message", "title_ja", "title_en")

    def by_code(self):
        """In the order of their codes: failures before successes, those without a reply code last."""
        is_success = Q(reply_code__startswith="2") | Q(reply_code__startswith="3") | Q(enhanced_code__startswith="2.")
        last = Case(When(is_success, then=1), default=0)
        reply_code = NullIf("reply_code", Value(""))
        return self.order_by(last, reply_code.asc(nulls_last=True), "enhanced_code", "provider__slug", "slug")

    def for_page(self):
        """With what an entry's page shows, in three queries."""
        return self.for_list().prefetch_related("code_remedies__remedy", "provider__links")

    def of_class(self, reply_class):
        """Entries whose reply code, or else enhanced code, is temporary (4) or permanent (5)."""
        digit = FIRST_DIGIT[ReplyClass(reply_class)]
        by_enhanced = Q(reply_code="", enhanced_code__startswith=f"{digit}.")
        return self.filter(Q(reply_code__startswith=digit) | by_enhanced)

    def featured(self):
        """What the home page shows as the most met."""
        return self.filter(featured=True).by_code()

    def latest_changed(self):
        """With what a feed tells, the last changed first; of those that came together, the newest facts first."""
        return self.for_list().order_by("-changed", "-as_of", "slug")

    def with_codes(self, reply_code, enhanced_code):
        """Entries with these codes; one that is ``""`` may be any."""
        asked = {"reply_code": reply_code, "enhanced_code": enhanced_code}
        return self.filter(**{name: code for name, code in asked.items() if code})

    def standard_of(self, reply_code, enhanced_code):
        """What the standards say of each of the two codes, the more precise first."""
        asked = Q(reply_code="", enhanced_code=enhanced_code) | Q(reply_code=reply_code, enhanced_code="")
        found = self.filter(asked, provider__kind=ProviderKind.STANDARD, message="").for_list()
        return found.order_by(F("enhanced_code").desc(), "slug")

    def with_vendor_code(self, vendor_code):
        """Entries with a provider's own code, in any case."""
        return self.filter(vendor_code__iexact=vendor_code)

    def code_pairs(self):
        """Every pair of reply code and enhanced code that entries have, with how many."""
        pairs = self.order_by().values_list("reply_code", "enhanced_code").annotate(Count("pk"))
        return list(pairs)

    def same_code_elsewhere(self, code):
        """Entries of other providers with the same codes as the row ``code``; none where it has no code.

        Those that give the same reason stand first, then those that most people meet.
        """
        if not (code.reply_code or code.enhanced_code):
            return self.none()
        same = self.filter(reply_code=code.reply_code, enhanced_code=code.enhanced_code)
        other_reason = Case(When(reason=code.reason_id, then=0), default=1)
        return same.exclude(provider=code.provider).for_list().order_by(other_reason, "-featured", "slug")

    def related(self, code):
        """The other entries of the provider of ``code`` that give the same reason."""
        same = self.filter(provider=code.provider, reason=code.reason)
        return same.exclude(pk=code.pk).for_list().by_code()
