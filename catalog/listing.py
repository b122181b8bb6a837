"""One state of the entries, ready to be listed: searched, filtered, counted, sorted, without asking the database.

Entries go by their number in the standing order, that of their codes; ``ids`` leads back to the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import override

from catalog.choices import ProviderKind, ReplyClass, reply_class_of
from catalog.facets import NAMES, Facets
from catalog.localized import LANGUAGES
from catalog.models import Code, CodeRemedy, Provider, Reason, Synonym
from catalog.search import Fields, SearchIndex
from catalog.search.bits import Rank
from catalog.search.index import Synonyms

#: Of entries that fit equally well: what most people meet, what holds everywhere, then what one provider says.
FEATURED, STANDARD, MTA = 9, 5, 1
CODE, PROVIDER, NEWEST = "code", "provider", "newest"

_COLUMNS = (
    *("id", "reply_code", "enhanced_code", "vendor_code", "message"),
    *("title_ja", "title_en", "meaning_ja", "meaning_en"),
    *("as_of", "featured", "provider__slug", "provider__kind", "reason__slug"),
)


class Listing:
    """The entries, ready to be listed."""

    def __init__(self, providers: Mapping[str, Provider], reasons: Mapping[str, Reason]):
        self._rows = list(Code.objects.by_code().values(*_COLUMNS))
        self.ids = [row["id"] for row in self._rows]
        self.numbers = {code_id: number for number, code_id in enumerate(self.ids)}
        self.facets = Facets(self._facet_numbers(), len(self._rows))
        synonyms = [Synonyms(tuple(each.word_list), each.ignored) for each in Synonym.objects.all()]
        self.index = SearchIndex(map(_fields, self._rows), dict(_names(providers, reasons)), synonyms)
        self._sorts = {CODE: self.index.standing, PROVIDER: self._by_provider(), NEWEST: self._by_date()}
        del self._rows

    def order(self, sort: str) -> Rank:
        """The rank of a sort: ``CODE``, ``PROVIDER`` or ``NEWEST``."""
        return self._sorts[sort]

    def _facet_numbers(self):
        found = {facet: defaultdict(list) for facet in NAMES}
        for number, row in enumerate(self._rows):
            found["reason"][row["reason__slug"]].append(number)
            found["provider"][row["provider__slug"]].append(number)
            if reply_class := reply_class_of(row["reply_code"], row["enhanced_code"]):
                found["class"][reply_class].append(number)
        for code_id, position, actor, retry in _remedies():
            if code_id in self.numbers:
                found["actor"][actor].append(self.numbers[code_id])
                if position == 1:
                    found["retry"][retry].append(self.numbers[code_id])
        return found

    def _by_provider(self) -> Rank:
        return Rank.by_order(sorted(range(len(self._rows)), key=lambda number: self._rows[number]["provider__slug"]))

    def _by_date(self) -> Rank:
        dates = sorted({row["as_of"] for row in self._rows})
        places = {date: place for place, date in enumerate(dates)}
        return Rank.of([places[row["as_of"]] for row in self._rows]).then(self.index.standing)


def _remedies() -> Iterable[tuple]:
    return CodeRemedy.objects.order_by("code", "position").values_list(
        "code_id", "position", "remedy__actor", "remedy__retry"
    )


def _fields(row: dict) -> Fields:
    kind = row["provider__kind"]
    groups = (f"provider:{row['provider__slug']}", f"reason:{row['reason__slug']}", f"kind:{kind}")
    if reply_class := reply_class_of(row["reply_code"], row["enhanced_code"]):
        groups += (f"class:{reply_class}",)
    return Fields(
        row["id"],
        row["reply_code"],
        row["enhanced_code"],
        row["vendor_code"],
        title=f"{row['title_ja']}\n{row['title_en']}",
        message=row["message"],
        meaning=f"{row['meaning_ja']}\n{row['meaning_en']}",
        groups=groups,
        prior=FEATURED * row["featured"] + {ProviderKind.STANDARD: STANDARD, ProviderKind.MTA: MTA}.get(kind, 0),
    )


def _names(providers: Mapping[str, Provider], reasons: Mapping[str, Reason]) -> Iterator[tuple[str, list[str]]]:
    """Each group of entries with its names: provider, reason, class."""
    for kind, rows in (("provider", providers), ("reason", reasons)):
        for slug, row in rows.items():
            yield f"{kind}:{slug}", [slug, row.name_ja, row.name_en, *row.aliases.splitlines()]
    for reply_class in ReplyClass:
        yield f"class:{reply_class.value}", list(_in_all_languages(reply_class))


def _in_all_languages(choice) -> Iterator[str]:
    for language in LANGUAGES:
        with override(language):
            yield str(choice.label)
