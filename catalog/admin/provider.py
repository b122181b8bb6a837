"""Providers in the admin, with their clues and links."""

from django import forms
from django.contrib import admin
from django.db import models

from catalog.admin.base import CatalogAdmin, LanguageMixin, WithCodeCount, both_languages
from catalog.models import Provider, ProviderClue, ProviderLink


class ClueInline(admin.TabularInline):
    model = ProviderClue
    extra = 1


class LinkInline(LanguageMixin, admin.TabularInline):
    model = ProviderLink
    fields = ["kind", "title_ja", "title_en", "url"]
    # The admin's own widget shows the address a second time, and makes the lines wider than the page.
    formfield_overrides = {models.URLField: {"widget": forms.URLInput(attrs={"class": "vURLField"})}}
    extra = 1


@admin.register(Provider)
class ProviderAdmin(WithCodeCount, CatalogAdmin):
    slug_from = ("name_en",)
    list_display = ["slug", "name_ja", "name_en", "kind", "code_count"]
    list_filter = ["kind"]
    search_fields = ["slug", "name_ja", "name_en", "aliases", "clues__value"]
    inlines = [ClueInline, LinkInline]
    fieldsets = [
        both_languages("name", "description"),
        (None, {"fields": ["slug", "kind", "aliases"]}),
    ]
