"""Synonyms in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin
from catalog.models import Synonym


@admin.register(Synonym)
class SynonymAdmin(CatalogAdmin):
    list_display = ["slug", "listed_words", "ignored"]
    list_filter = ["ignored"]
    search_fields = ["slug", "words"]
    fieldsets = [(None, {"fields": ["slug", "words", "ignored"]})]

    @admin.display(description=_("words"))
    def listed_words(self, synonym):
        return str(synonym)
