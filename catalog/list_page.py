"""What the list's page shows around its entries: filters with counts, what is in force, the order; and the entries.

All of it is links: every state of the list has an address that can be kept and sent on.
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog import choices
from catalog.facets import NAMES
from catalog.filters import SORTS, CodeFilter, Rows
from catalog.lines import entry_line
from catalog.listing import CODE
from catalog.localized import active_language

#: So many values of a facet are shown at once, the others behind "more".
MOST_SHOWN = 8
_TAKE_BACK = '<span aria-hidden="true">×</span>'
_COUNT, _END = '</a> <span class="count">', "</span></li>\n"
_VOCABULARIES = {"class": choices.ReplyClass, "actor": choices.Actor, "retry": choices.Retry}


class Facet(NamedTuple):
    """A filter: its name as shown, its values as list items, the most frequent first, and those behind "more"."""

    label: str
    choices: SafeString
    more: SafeString
    more_count: int


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
    """The list's page for a ``CodeFilter`` and the ``rows`` of one page of it."""

    def __init__(self, code_filter: CodeFilter, rows: Rows):
        self.filter, self.rows = code_filter, rows

    @property
    def lines(self) -> SafeString:
        """The entries as list items."""
        return self._lines(self.rows)

    @property
    def nearest(self) -> SafeString:
        """Where nothing is found, the first of what comes nearest."""
        return self._lines(self.filter.suggestions[:5])

    def _lines(self, rows: Rows) -> SafeString:
        """Drawn once for a state of the catalog and a language: lines are most of a page, and most of its time."""
        language = active_language()

        def draw(missing):
            wanted = {code_id for _, code_id in missing}
            return {(language, code.pk): entry_line(code) for code in rows if code.pk in wanted}

        keys = [(language, code_id) for code_id in rows.ids]
        return mark_safe("".join(self.filter.catalog.lines.get_all(keys, draw)))  # noqa: S308

    @property
    def named(self) -> list:
        """The providers and reasons whose name is what was typed: each has a page of its own."""
        catalog, found = self.filter.catalog, []
        for group in catalog.listing.index.groups_named(self.filter.values.get("q", "")):
            kind, _colon, slug = group.partition(":")
            found.append({"provider": catalog.providers, "reason": catalog.reasons}.get(kind, {}).get(slug))
        return [row for row in found if row]

    @property
    def facets(self) -> Iterator[Facet]:
        """The filters with counts, those without any value to choose left out."""
        return (self._facet(name, counts) for name in NAMES if (counts := self.filter.counts(name)))

    def _facet(self, name: str, counts: dict[str, int]) -> Facet:
        """No template draws the values: there are hundreds. They are slugs, which stand in an address as they are."""
        chosen, labels, without = self.filter.chosen.get(name), self._labels(name), escape(self._without(name))
        values = sorted(counts, key=lambda value: (value != chosen, -counts[value], value))
        start = f'<li><a href="?{without}{"&amp;" * bool(without)}{name}='
        found = [f'{start}{each}" rel="nofollow">{labels[each]}{_COUNT}{counts[each]}{_END}' for each in values]
        if chosen in counts:
            found[0] = f'<li><a href="?{without}" rel="nofollow" aria-current="true">{labels[chosen]} {_TAKE_BACK}'
            found[0] += f"{_COUNT}{counts[chosen]}{_END}"
        label = str(self.filter.form.fields[name].label)
        return Facet(label, _joined(found[:MOST_SHOWN]), _joined(found[MOST_SHOWN:]), len(found[MOST_SHOWN:]))

    @property
    def chips(self) -> list[Chip]:
        """What is in force, the search first."""
        chips = [Chip(_("Search"), self.filter.values["q"], f"?{self._without('q')}", 0)] if self.filter.query else []
        for name, value in self.filter.chosen.items():
            label, shown = str(self.filter.form.fields[name].label), self._labels(name)[value]
            chips.append(Chip(label, shown, f"?{self._without(name)}", self.filter.count_without(name)))
        return chips

    @property
    def sorts(self) -> list[Sort]:
        """The orders to choose from; by how well an entry answers only where something is searched for."""
        default = "" if self.filter.query else CODE
        present = self.filter.values.get("sort", default)
        names = [("", _("Best match")), *SORTS] if self.filter.query else SORTS
        without = self._without("sort")
        return [
            Sort(str(label), f"?{without if sort == default else _with(without, 'sort', sort)}", sort == present)
            for sort, label in names
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that another search keeps."""
        return [(name, value) for name, value in self.filter.values.items() if name != "q"]

    def _without(self, name: str) -> str:
        return urlencode({other: value for other, value in self.filter.values.items() if other != name})

    def _labels(self, name: str) -> dict[str, SafeString]:
        """Value -> its name, escaped, for a state of the catalog and a language."""
        key = active_language(), name
        return self.filter.catalog.labels.get_all([key], lambda _missing: {key: self._named_values(name)})[0]

    def _named_values(self, name: str) -> dict[str, SafeString]:
        if vocabulary := _VOCABULARIES.get(name):
            return {each.value: escape(each.label) for each in vocabulary}
        rows = self.filter.catalog.providers if name == "provider" else self.filter.catalog.reasons
        return {slug: escape(row.name) for slug, row in rows.items()}


def _with(query: str, name: str, value: str) -> str:
    return f"{query}{'&' * bool(query)}{name}={value}"


def _joined(items: list[str]) -> SafeString:
    return mark_safe("".join(items))  # noqa: S308
