"""A Query to its entries, ranked.

A query is read as units: a code, a known phrase (a name, a synonym), a word, a piece of Japanese. All of its units
must be found. Where no entry has all of them, the most telling are kept, those that the fewest entries have, and the
others are named as left out; they still count for the rank.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from catalog.search.bits import Rank
from catalog.search.folding import is_cjk, pairs, parts
from catalog.search.index import Hit, SearchIndex
from catalog.search.query import Kind, Query
from catalog.search.reading import read
from catalog.search.units import Unit

#: What is said of a bare code first: what the standards say of it.
STANDARD_WORTH = 120
#: What it is worth to be named by the caller: more than all that words can bring.
CHOSEN_WORTH = 1 << 12


class Answer(NamedTuple):
    """The entries that answer, and their rank.

    ``dropped`` are the words that were left out, ``read_as`` pairs of a misspelled word and what it was taken for.
    ``nearest`` says that no word was found, and that the entries are what comes nearest.
    """

    mask: int
    rank: Rank
    dropped: tuple[str, ...] = ()
    read_as: tuple[tuple[str, str], ...] = ()
    nearest: bool = False


def answer(index: SearchIndex, query: Query, chosen: Iterable[int] = ()) -> Answer:
    """What ``query`` finds; ``chosen`` are the numbers of entries that stand first, in their order."""
    chosen = list(chosen)
    units = read(index, query)
    telling = [unit for unit in units if not unit.ignored] or units
    kept, found = _kept(index, telling, bool(chosen))
    dropped = tuple(unit.text for unit in telling if unit not in kept)
    if chosen:
        found, dropped = (found if not dropped else 0), ()
    if not found and not chosen:
        return _nearest(index, query)
    rank = _ranked(index, units)
    if all(unit.is_code for unit in telling):
        rank.add(_meanings(index, query), STANDARD_WORTH)
    for place, number in enumerate(reversed(chosen), 1):
        rank.add(1 << number, CHOSEN_WORTH * place)
    found |= sum(1 << number for number in chosen)
    read_as = tuple((unit.text, unit.read_as) for unit in kept if unit.read_as)
    return Answer(found, rank.then(index.standing), dropped, read_as)


def _kept(index: SearchIndex, units: list[Unit], all_or_none: bool) -> tuple[list[Unit], int]:
    """The units that entries have together, the most telling first, and those entries."""
    kept, found = [], index.everything if units else 0
    for unit in sorted(units, key=lambda unit: unit.commonness):
        if found & unit.mask:
            kept.append(unit)
            found &= unit.mask
        elif all_or_none:
            return [], 0
    return kept, found if kept else 0


def _meanings(index: SearchIndex, query: Query) -> int:
    """The entries of the standards that state no other kind of code than the query."""
    found = index.standard
    for kind, asked in ((Kind.REPLY, query.reply_codes), (Kind.ENHANCED, query.enhanced_codes)):
        found &= index.everything if asked else index.without_code(kind)
    return found


def _ranked(index: SearchIndex, units: list[Unit]) -> Rank:
    rank = Rank()
    for hit in (*_hits(index, units), *index.priors):
        rank.add(*hit)
    return rank


def _hits(index: SearchIndex, units: list[Unit]) -> Iterator[Hit]:
    for number, unit in enumerate(units):
        yield from unit.hits
        before = units[number - 1] if number else None
        if before and before.last_word and unit.first_word:
            yield from index.side_by_side(before.last_word, unit.first_word)


def _nearest(index: SearchIndex, query: Query) -> Answer:
    """The entries that share the most pieces with what was typed; what most people look up where none does."""
    rank, found = Rank(), 0
    for part in (part for term in query.terms for part in parts(term.text)):
        for piece in pairs(part) if is_cjk(part) else index.lexicon.containing(part[:4]):
            for hit in index.word(piece):
                rank.add(*hit)
                found |= hit.mask
    for hit in index.priors:
        rank.add(*hit)
    return Answer(found or index.everything, rank.then(index.standing), nearest=True)
