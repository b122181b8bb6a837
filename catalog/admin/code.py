"""Entries in the admin."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from catalog.admin.base import CatalogAdmin, RemedyInline, both_languages
from catalog.choices import ReplyClass
from catalog.models import Code, CodeRemedy


class CodeRemedyInline(RemedyInline):
    model = CodeRemedy


class ReplyClassFilter(admin.SimpleListFilter):
    title = _("class")
    parameter_name = "class"

    def lookups(self, request, model_admin):
        return ReplyClass.choices

    def queryset(self, request, queryset):
        return queryset.of_class(self.value()) if self.value() in ReplyClass.values else queryset


@admin.register(Code)
class CodeAdmin(CatalogAdmin):
    slug_from = ("reply_code", "vendor_code", "title_en")
    list_display = ["codes", "title", "provider", "reason", "wording", "as_of"]
    list_display_links = ["codes", "title"]
    list_select_related = ["provider", "reason"]
    list_filter = [ReplyClassFilter, "verbatim", "featured", "provider", "reason"]
    search_fields = [
        *("slug", "reply_code", "enhanced_code", "vendor_code", "message"),
        *("title_ja", "title_en", "provider__slug", "reason__slug"),
    ]
    autocomplete_fields = ["provider", "reason"]
    inlines = [CodeRemedyInline]
    fieldsets = [
        (None, {"fields": ["slug", ("provider", "reason"), ("reply_code", "enhanced_code", "vendor_code")]}),
        (_("The reply"), {"classes": ["full-width"], "fields": ["message", "verbatim", "example"]}),
        both_languages("title", "meaning"),
        (_("Where it is from, where it is shown"), {"fields": [("source", "as_of"), "featured"]}),
    ]

    @admin.display(description=_("codes"), ordering="reply_code", empty_value="-")
    def codes(self, code):
        return code.label or None

    @admin.display(description=_("title"))
    def title(self, code):
        return code.title

    @admin.display(description=_("message"), ordering="message")
    def wording(self, code):
        return Truncator(code.message).chars(80)
