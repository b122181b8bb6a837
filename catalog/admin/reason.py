"""Reasons in the admin, with their phrases and default remedies."""

from django.contrib import admin

from catalog.admin.base import CatalogAdmin, RemedyInline, WithCodeCount, both_languages
from catalog.models import Reason, ReasonPhrase, ReasonRemedy


class PhraseInline(admin.TabularInline):
    model = ReasonPhrase
    extra = 1


class ReasonRemedyInline(RemedyInline):
    model = ReasonRemedy


@admin.register(Reason)
class ReasonAdmin(WithCodeCount, CatalogAdmin):
    slug_from = ("name_en",)
    list_display = ["slug", "name_ja", "name_en", "group", "position", "code_count"]
    list_filter = ["group"]
    search_fields = ["slug", "name_ja", "name_en", "aliases", "phrases__wording"]
    inlines = [ReasonRemedyInline, PhraseInline]
    fieldsets = [
        both_languages("name", "meaning"),
        (None, {"fields": ["slug", ("group", "position"), "aliases"]}),
    ]
