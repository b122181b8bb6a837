"""The sitemap: every page that stands for something, in both languages, each naming the other (hreflang).

``x-default`` is Django's: the address without a language, which leads to the reader's (LocaleMiddleware).
"""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from catalog.models import Code, Provider, Reason, Remedy


class Bilingual(Sitemap):
    i18n = alternates = x_default = True
    limit = 1000


class Pages(Bilingual):
    """The pages that are no row's, by the names of their addresses."""

    def items(self):
        lists = ("code-list", "provider-list", "reason-list", "remedy-list")
        return ["home", "diagnose", *lists, "guide"]

    def location(self, item):
        return reverse(f"catalog:{item}")


class Rows(Bilingual):
    """The pages of ``queryset``."""

    def __init__(self, queryset):
        self.queryset = queryset

    def items(self):
        return self.queryset.all()


class Entries(Rows):
    def lastmod(self, code):
        return code.changed

    def get_latest_lastmod(self):
        return self.queryset.aggregate(latest=Max("changed"))["latest"]


class Decoded(Bilingual):
    """The codes that entries have, each taken apart: reply codes and enhanced codes by themselves."""

    def items(self):
        replies, enhanced, _counts = zip(*Code.objects.code_pairs(), strict=True)
        return sorted({*replies, *enhanced} - {""})

    def location(self, item):
        return reverse("catalog:decode", args=[item])


SITEMAPS = {
    "pages": Pages(),
    "codes": Entries(Code.objects.only("slug", "changed").order_by("slug")),
    "providers": Rows(Provider.objects.filter(codes__isnull=False).only("slug").distinct().order_by("slug")),
    "reasons": Rows(Reason.objects.only("slug").order_by("slug")),
    "remedies": Rows(Remedy.objects.only("slug").order_by("slug")),
    "decode": Decoded(),
}
