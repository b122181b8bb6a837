"""A Query read with the catalog's words: the units that an entry must have."""

from collections.abc import Iterable, Mapping

from catalog.search.folding import compact, fold, is_cjk, parts
from catalog.search.index import Hit, SearchIndex
from catalog.search.japanese import of_japanese
from catalog.search.query import Kind, Query, Term
from catalog.search.units import Unit, joined, of_phrase, of_word, union, whole

#: What a code is worth.
CODE_WORTH = {Kind.REPLY: 60, Kind.ENHANCED: 70, Kind.REPLY_START: 30, Kind.ENHANCED_START: 30}
COMPATIBLE_WORTH = 20
#: A phrase has at most so many terms.
MOST_TERMS = 6


def read(index: SearchIndex, query: Query) -> list[Unit]:
    """The units of ``query`` in their order: of several terms that are one phrase, one."""
    meant = {term.text: word for term in query.terms if (word := _meant(index, term))}
    query = Query(tuple(term._replace(text=meant.get(term.text, term.text)) for term in query.terms))
    typed = {word: text for text, word in meant.items()}
    units = {unit.text: unit for unit in _units(index, query)}
    return [_corrected(unit, typed) for unit in units.values()]


def _meant(index: SearchIndex, term: Term) -> str:
    """The word that ``term`` is a misspelling of; ``""`` where it is a word, or like none."""
    if term.kind != Kind.WORD or is_cjk(term.text) or len(parts(term.text)) != 1:
        return ""
    word = fold(term.text)
    if word in index.phrases or of_word(index, word).mask:
        return ""
    return max(index.lexicon.alike(word), key=lambda other: whole(index, other).mask.bit_count(), default="")


def _corrected(unit: Unit, typed: Mapping[str, str]) -> Unit:
    """``unit`` with what was typed, where a word of it is a misspelling."""
    wrong = [word for word in unit.words if word in typed]
    text = " ".join(typed.get(word, word) for word in unit.words)
    return unit._replace(text=text, read_as=unit.text) if wrong else unit


def _units(index: SearchIndex, query: Query) -> list[Unit]:
    units: list[Unit] = []
    at, terms = 0, query.terms
    while at < len(terms):
        count = _phrase_length(index, query, at)
        if count:
            units.append(of_phrase(index, [term.text for term in terms[at : at + count]]))
        else:
            units += _of_term(index, query, terms[at])
        at += count or 1
    return units


def _phrase_length(index: SearchIndex, query: Query, at: int) -> int:
    """How many terms from ``at`` on are the longest known phrase, 0 where none is; a known code is never in it."""
    terms = query.terms[at : at + MOST_TERMS]
    first_code = next((number for number, term in enumerate(terms) if _is_known_code(index, term)), len(terms))
    for count in range(first_code, 0, -1):
        if compact(fold("".join(term.text for term in terms[:count]))) in index.phrases:
            return count
    return 0


def _is_known_code(index: SearchIndex, term: Term) -> bool:
    return term.kind != Kind.WORD and bool(_code_mask(index, term))


def _code_mask(index: SearchIndex, term: Term) -> int:
    if term.kind in (Kind.REPLY_START, Kind.ENHANCED_START):
        return index.codes_starting(term.kind.removesuffix("_start"), term.text)
    return index.code(term.kind, term.text)


def _of_term(index: SearchIndex, query: Query, term: Term) -> Iterable[Unit]:
    if _is_known_code(index, term):
        return [_of_code(index, query, term)]
    if is_cjk(term.text):
        return of_japanese(index, term.text)
    return [joined(term.text, [of_word(index, word) for word in parts(fold(term.text))])]


def _of_code(index: SearchIndex, query: Query, term: Term) -> Unit:
    """A code. Beside an enhanced code, an entry fits, too, that has that one and states no reply code."""
    hits = [Hit(_code_mask(index, term), CODE_WORTH[term.kind])]
    if term.kind == Kind.REPLY:
        alone = index.without_code(Kind.REPLY)
        hits += [Hit(index.code(Kind.ENHANCED, code) & alone, COMPATIBLE_WORTH) for code in query.enhanced_codes]
    return Unit(term.text, union(hits), tuple(hits), is_code=True)
