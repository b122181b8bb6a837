"""What the list's page shows around its entries: filters with counts, what is in force, the order.

All of it is links: every state of the list has an address that can be kept and sent on.
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from catalog import choices
from catalog.facets import NAMES
from catalog.filters import SORTS, CodeFilter
from catalog.listing import CODE

#: So many values of a facet are shown at once, the others behind "more".
MOST_SHOWN = 8
_VOCABULARIES = {"class": choices.ReplyClass, "actor": choices.Actor, "retry": choices.Retry}


class Choice(NamedTuple):
    """One value of a facet: following ``href`` chooses it, or takes the choice back."""

    label: str
    count: int
    href: str
    is_chosen: bool


class Facet(NamedTuple):
    """A filter: its name, its values, the most frequent first, and those behind "more"."""

    name: str
    label: str
    choices: list[Choice]
    more: list[Choice]


class Chip(NamedTuple):
    """A filter in force: its label, what was chosen, the list's address without it, and how many entries that has."""

    label: str
    value: str
    href: str
    count: int


class Sort(NamedTuple):
    """An order of the list."""

    label: str
    href: str
    is_chosen: bool


class ListPage:
    """The list's page without its entries, for a ``CodeFilter``."""

    def __init__(self, code_filter: CodeFilter):
        self.filter = code_filter
        self._labels = {facet: str(code_filter.form.fields[facet].label) for facet in NAMES}

    @property
    def facets(self) -> Iterator[Facet]:
        """The filters with counts, those without any value to choose left out."""
        return (facet for facet in map(self._facet, NAMES) if facet.choices)

    def _facet(self, name: str) -> Facet:
        chosen = self.filter.chosen.get(name)
        others = self._query(without=name)
        counts = self.filter.counts(name)
        values = sorted(counts, key=lambda value: (value != chosen, -counts[value], value))
        found = [
            Choice(
                self._value_label(name, value),
                counts[value],
                f"?{others}" if value == chosen else f"?{others}{'&' * bool(others)}{name}={value}",
                value == chosen,
            )
            for value in values
        ]
        return Facet(name, self._labels[name], found[:MOST_SHOWN], found[MOST_SHOWN:])

    @property
    def chips(self) -> list[Chip]:
        """What is in force, the search first."""
        searched = [Chip(_("Search"), self.filter.values.get("q", ""), f"?{self._query(without='q')}", 0)]
        chosen = [
            Chip(
                self._labels[name],
                self._value_label(name, value),
                f"?{self._query(without=name)}",
                self.filter.count_without(name),
            )
            for name, value in self.filter.chosen.items()
        ]
        return (searched if self.filter.query else []) + chosen

    @property
    def sorts(self) -> list[Sort]:
        """The orders to choose from; by how well an entry answers only where something is searched for."""
        default = "" if self.filter.query else CODE
        present = self.filter.values.get("sort", default)
        names = ([("", _("Best match"))] if self.filter.query else []) + list(SORTS)
        others = self._query(without="sort")
        return [
            Sort(
                str(label),
                f"?{others}" if sort == default else f"?{others}{'&' * bool(others)}sort={sort}",
                sort == present,
            )
            for sort, label in names
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that another search keeps."""
        return [(name, value) for name, value in self.filter.values.items() if name != "q"]

    def _query(self, without: str) -> str:
        return urlencode({name: value for name, value in self.filter.values.items() if name != without})

    def _value_label(self, name: str, value: str) -> str:
        if vocabulary := _VOCABULARIES.get(name):
            return str(vocabulary(value).label)
        rows = self.filter.catalog.providers if name == "provider" else self.filter.catalog.reasons
        return rows[value].name
