"""Remedies in the admin."""

from django.contrib import admin

from catalog.admin.base import CatalogAdmin, both_languages
from catalog.models import Remedy


@admin.register(Remedy)
class RemedyAdmin(CatalogAdmin):
    slug_from = ("title_en",)
    list_display = ["slug", "title_ja", "title_en", "actor", "retry"]
    list_filter = ["actor", "retry", "only_for"]
    search_fields = ["slug", "title_ja", "title_en", "steps_ja", "steps_en"]
    fieldsets = [
        both_languages("title", "steps"),
        (None, {"fields": ["slug", ("actor", "retry", "only_for")]}),
    ]
