"""The list's parameters, from the query string of page and API alike, and the entries they ask for."""

from collections.abc import Sequence
from functools import cache, cached_property

import django_filters
from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog import choices, pasted
from catalog.compiled import Compiled, compiled
from catalog.facets import NAMES
from catalog.listing import CODE, NEWEST, PROVIDER
from catalog.models import Code
from catalog.search import Query, parse
from catalog.search.answer import Answer, answer
from catalog.search.bits import Rank

SORTS = ((CODE, _("By code")), (PROVIDER, pgettext_lazy("order", "By provider")), (NEWEST, _("Newest first")))
UNKNOWN = ModelChoiceField.default_error_messages["invalid_choice"]


class _Shared(dict):
    """Fields and filters that each request uses without copying them: none changes them, and to copy them takes
    longer than all that is done with them."""

    def __deepcopy__(self, _memo):
        return self


class CodeFilter(django_filters.FilterSet):
    """The entries that a reader asked for; ``results`` is what a paginator takes, best first.

    django-filter reads and checks the parameters. Which entries they let through is known in memory, for the state of
    the catalog that this request sees: the database is asked for the entries of one page only.
    """

    q = django_filters.CharFilter(label=_("Search"), max_length=2000)
    provider = django_filters.CharFilter(label=_("Provider"), max_length=100)
    reason = django_filters.CharFilter(label=_("Reason"), max_length=100)
    actor = django_filters.ChoiceFilter(label=_("Who must act"), choices=choices.Actor.choices)
    retry = django_filters.ChoiceFilter(label=_("Sending again"), choices=choices.Retry.choices)
    sort = django_filters.ChoiceFilter(label=_("Order"), choices=SORTS)

    class Meta:
        model = Code
        fields = []

    def __init__(self, data=None, *, catalog: Compiled | None = None):
        """``catalog``: the state that the request sees; the present one where none is given."""
        super().__init__(data)
        self.catalog = catalog or compiled()

    @classmethod
    @cache
    def get_form_class(cls):
        """The form, made once: its fields are the same for every request, and no request changes them."""
        form = type(
            "CodeFilterForm", (cls._meta.form,), {name: each.field for name, each in cls.base_filters.items()}
        )
        form.base_fields = _Shared(form.base_fields)
        return form

    @cached_property
    def values(self) -> dict[str, str]:
        """The parameters that are given and valid; the form names the fault of each other."""
        for name, known in (("provider", self.catalog.providers), ("reason", self.catalog.reasons)):
            if (asked := self._cleaned.get(name)) and asked not in known:
                self.form.add_error(name, UNKNOWN)
        return {name: value for name, value in self._cleaned.items() if value}

    @property
    def _cleaned(self) -> dict[str, str]:
        return self.form.cleaned_data if self.form.errors is not None else {}

    def is_valid(self):
        """Whether all parameters are valid."""
        return self.values is not None and not self.form.errors

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters in force, in the order in which they are shown."""
        return {name: self.values[name] for name in NAMES if name in self.values}

    @cached_property
    def query(self) -> Query:
        """What stands in the search box."""
        return parse(self.values.get("q", ""))

    @cached_property
    def answer(self) -> Answer | None:
        """What the search finds, whatever the filters; None where nothing is searched for."""
        if not self.query:
            return None
        quoted = pasted.entries_quoted_in(self.values["q"], self.query, self.catalog)
        return answer(self.catalog.listing.index, self.query, quoted)

    @cached_property
    def found(self) -> int:
        """The entries that the search finds, as a set."""
        if self.answer is None:
            return self.catalog.listing.index.everything
        return 0 if self.answer.nearest else self.answer.mask

    @property
    def rank(self) -> Rank:
        """The order of the entries: as asked for; else by how well they answer, or by code."""
        if "sort" in self.values or self.answer is None:
            return self.catalog.listing.order(self.values.get("sort", CODE))
        return self.answer.rank

    @cached_property
    def results(self) -> "Results":
        """The entries that search and filters let through."""
        mask = self.found & self.catalog.listing.facets.mask(self.chosen)
        return Results(self.catalog, mask, self.rank)

    @cached_property
    def suggestions(self) -> "Results":
        """Where nothing is found: what comes nearest; what the search finds without the filters; or without one."""
        if self.answer:
            return Results(self.catalog, self.answer.mask, self.rank)
        wider = (self.catalog.listing.facets.mask(self.chosen, but=facet) for facet in self.chosen)
        return Results(self.catalog, next(filter(None, wider), self.found), self.rank)

    def counts(self, facet: str) -> dict[str, int]:
        """Value -> the number of entries that choosing it for ``facet`` would show."""
        return self.catalog.listing.facets.counts(facet, self.found, self.chosen)

    def count_without(self, facet: str) -> int:
        """The number of entries without the filter ``facet``."""
        return (self.found & self.catalog.listing.facets.mask(self.chosen, but=facet)).bit_count()


# "class" is the parameter's name in the contract and no name in Python.
CodeFilter.base_filters["class"] = django_filters.ChoiceFilter(label=_("Class"), choices=choices.ReplyClass.choices)
CodeFilter.base_filters = _Shared(CodeFilter.base_filters)


class Results(Sequence):
    """All entries that were asked for, in their order; a slice of them is ``Rows``."""

    def __init__(self, catalog: Compiled, mask: int, rank: Rank):
        self._catalog, self._mask, self._rank = catalog, mask, rank

    def __len__(self):
        return self._mask.bit_count()

    def __getitem__(self, index):
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(len(self))
        return Rows(
            self._catalog, [self._catalog.listing.ids[number] for number in self._rank.page(self._mask, start, stop)]
        )


class Rows(Sequence):
    """The entries ``ids`` in this order, asked for in one query when they are looked at."""

    def __init__(self, catalog: Compiled, ids: list[int]):
        self.ids, self._catalog = ids, catalog

    @cached_property
    def _rows(self) -> list[Code]:
        return self._catalog.rows(self.ids)

    def __len__(self):
        return len(self.ids)

    def __getitem__(self, index):
        return self._rows[index]
