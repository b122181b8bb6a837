"""Reasons in the admin with their default remedies; their thousands of phrases have pages of their own."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, RemedyInline, WithCodeCount, both_languages
from catalog.models import Reason, ReasonPhrase, ReasonRemedy


class ReasonRemedyInline(RemedyInline):
    model = ReasonRemedy


@admin.register(Reason)
class ReasonAdmin(WithCodeCount, CatalogAdmin):
    slug_from = ("name_en",)
    list_display = ["slug", "name_ja", "name_en", "group", "position", "code_count"]
    list_filter = ["group"]
    search_fields = ["slug", "name_ja", "name_en", "aliases", "phrases__wording"]
    inlines = [ReasonRemedyInline]
    fieldsets = [
        both_languages("name", "meaning"),
        (None, {"fields": ["slug", ("group", "position"), "aliases", "phrases_of"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), "phrases_of")

    @admin.display(description=_("phrases"))
    def phrases_of(self, reason):
        """Where the reason's phrases are: more of them than one form can hold."""
        if not reason.pk:
            return "-"
        address = f"{reverse('admin:catalog_reasonphrase_changelist')}?reason__id__exact={reason.pk}"
        return format_html('<a href="{}">{}</a>', address, reason.phrases.count())


@admin.register(ReasonPhrase)
class ReasonPhraseAdmin(admin.ModelAdmin):
    list_display = ["wording", "reason", "frame"]
    list_filter = ["frame", "reason"]
    list_select_related = ["reason"]
    list_per_page = 100
    search_fields = ["wording"]
    autocomplete_fields = ["reason"]
    save_on_top = True
