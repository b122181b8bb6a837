"""The list's filters, from the query string of page and API alike (CONTRACT.md)."""

from functools import cached_property

import django_filters
from django.utils.translation import gettext_lazy as _

from catalog import choices, search
from catalog.compiled import compiled
from catalog.models import Code, Provider, Reason

FilterSet = django_filters.FilterSet


class CodeFilter(FilterSet):
    """The entries that a reader asked for; ``results`` is what a paginator takes, best first."""

    q = django_filters.CharFilter(label=_("Search"), method="leave_to_results", max_length=2000)
    provider = django_filters.ModelChoiceFilter(
        label=_("Provider"), queryset=lambda request: Provider.objects.order_by("name_en"), to_field_name="slug"
    )
    reason = django_filters.ModelChoiceFilter(
        label=_("Reason"), queryset=lambda request: Reason.objects.all(), to_field_name="slug"
    )
    actor = django_filters.ChoiceFilter(
        label=_("Who must act"),
        choices=choices.Actor.choices,
        method=lambda rows, _name, actor: rows.acted_on_by(actor),
    )
    retry = django_filters.ChoiceFilter(
        label=_("Sending again"),
        choices=choices.Retry.choices,
        method=lambda rows, _name, retry: rows.with_retry(retry),
    )

    class Meta:
        model = Code
        fields = []

    def leave_to_results(self, rows, _name, _value):
        """The search ranks; it is applied after the filters, by ``results``."""
        return rows

    @cached_property
    def query(self) -> search.Query:
        """What stands in the search box; empty where the form has faults."""
        return search.parse(self.form.cleaned_data.get("q") or "") if self.form.is_valid() else search.Query()

    @cached_property
    def results(self):
        """The entries, a queryset by code or, for a search, a sequence by rank."""
        if self.query:
            return self.qs.ranked(compiled().search_index.search(self.query))
        return self.qs.by_code()


# "class" is the parameter's name in the contract and no name in Python.
CodeFilter.base_filters["class"] = django_filters.ChoiceFilter(
    label=_("Class"), choices=choices.ReplyClass.choices, method=lambda rows, _name, value: rows.of_class(value)
)
