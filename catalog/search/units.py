"""A Query read with the catalog's words: the units that an entry must have."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf
from typing import NamedTuple

from catalog.search.folding import compact, fold, fold_letter, is_cjk, is_hiragana, parts
from catalog.search.index import Hit, Phrase, SearchIndex, Synonyms
from catalog.search.query import Kind, Query, Term

#: What a code is worth.
CODE_WORTH = {Kind.REPLY: 60, Kind.ENHANCED: 70, Kind.REPLY_START: 30, Kind.ENHANCED_START: 30}
COMPATIBLE_WORTH = 20
#: What another form, a part or a synonym of a word is worth, the word itself being 1.
FORM, PART, ALIKE, SYNONYM = 0.6, 0.4, 0.4, 0.7
#: A code tells more than a word that as many entries have: by so much it is taken for rarer.
CODES_TELL = 8
#: What differs from mail to mail, as an address, an IP address, a queue's number, tells nothing of the cause.
_VARIABLE = re.compile(r"@|\d\.\d+\.\d+\.\d|^(?=.*\d)[0-9a-z]{9,}$")
#: A phrase has at most so many terms.
MOST_TERMS = 6


class Unit(NamedTuple):
    """One thing that an entry must have: ``mask`` are the entries that do, ``hits`` what each place is worth."""

    text: str
    mask: int
    hits: tuple[Hit, ...] = ()
    is_code: bool = False
    ignored: bool = False
    read_as: str = ""
    words: tuple[str, ...] = ()

    @property
    def commonness(self) -> float:
        """How little it tells."""
        if _VARIABLE.search(self.text) and not self.is_code:
            return inf
        return self.mask.bit_count() / (CODES_TELL if self.is_code else 1)

    @property
    def first_word(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def last_word(self) -> str:
        return self.words[-1] if self.words else ""


def read(index: SearchIndex, query: Query) -> list[Unit]:
    """The units of ``query`` in their order: of several terms that are one phrase, one."""
    units: list[Unit] = []
    at, terms = 0, query.terms
    while at < len(terms):
        count = _phrase_length(index, query, at)
        if count:
            units.append(_of_phrase(index, [term.text for term in terms[at : at + count]]))
        else:
            units += _of_term(index, query, terms[at])
        at += count or 1
    return list({unit.text: unit for unit in units}.values())


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
        return _of_japanese(index, term.text)
    return [_joined(term.text, [_of_word(index, word) for word in parts(fold(term.text))])]


def _of_code(index: SearchIndex, query: Query, term: Term) -> Unit:
    """A code. Beside an enhanced code, an entry fits that has that one and no reply code; beside a reply code, what
    the standards say of that one."""
    hits = [Hit(_code_mask(index, term), CODE_WORTH[term.kind])]
    if term.kind == Kind.REPLY:
        alone = index.without_code(Kind.REPLY)
        hits += [Hit(index.code(Kind.ENHANCED, code) & alone, COMPATIBLE_WORTH) for code in query.enhanced_codes]
    elif term.kind == Kind.ENHANCED:
        alone = index.without_code(Kind.ENHANCED) & index.standard
        hits += [Hit(index.code(Kind.REPLY, code) & alone, COMPATIBLE_WORTH) for code in query.reply_codes]
    return Unit(term.text, _union(hits), tuple(hits), is_code=True)


def _of_phrase(index: SearchIndex, texts: list[str]) -> Unit:
    """A known phrase: entries that it names, entries that have its words, entries that have a synonym's."""
    phrase = index.phrases[compact(fold("".join(texts)))]
    own = _with_words(index, texts)
    hits = [*index.named(phrase), *own.hits]
    for synonyms in phrase.synonyms:
        hits += _of_synonyms(index, synonyms, phrase)
    text = "".join(texts) if is_cjk(texts[0]) else " ".join(texts)
    return Unit(text, _union(hits), tuple(hits), ignored=phrase.ignored and not phrase.groups, words=own.words)


def _of_synonyms(index: SearchIndex, synonyms: Synonyms, phrase: Phrase) -> Iterator[Hit]:
    for word in synonyms.words:
        other = index.phrases[compact(word)]
        if other is not phrase:
            hits = (*index.named(other), *_with_words(index, [word]).hits)
            yield from (Hit(hit.mask, max(1, round(hit.worth * SYNONYM))) for hit in hits)


def _with_words(index: SearchIndex, texts: Iterable[str]) -> Unit:
    """The entries that have all words of a phrase, those in which they stand side by side before the others."""
    words = [word for text in texts for word in parts(fold(text))]
    joined = _joined("", [_whole(index, word) for word in words])
    beside = [hit for one, other in pairwise(words) for hit in index.side_by_side(one, other)]
    hits = [Hit(hit.mask & joined.mask, hit.worth) for hit in (*joined.hits, *beside)]
    return Unit("", joined.mask, tuple(hits), words=tuple(words) if words and not is_cjk(words[0]) else ())


def _joined(text: str, units: list[Unit]) -> Unit:
    """The unit of entries that have all of ``units``."""
    mask = units[0].mask if units else 0
    for unit in units:
        mask &= unit.mask
    hits = tuple(Hit(hit.mask & mask, hit.worth) for unit in units for hit in unit.hits)
    read_as = " ".join(unit.read_as or unit.text for unit in units) if any(unit.read_as for unit in units) else ""
    return Unit(text, mask, hits, read_as=read_as, words=tuple(unit.text for unit in units))


def _whole(index: SearchIndex, word: str) -> Unit:
    """A word whole, in its forms; a run of Japanese as it stands."""
    hits = index.word(word)
    for form in () if is_cjk(word) else index.lexicon.forms(word):
        hits += index.word(form, FORM)
    return Unit(word, _union(hits), tuple(hits))


def _of_word(index: SearchIndex, word: str) -> Unit:
    """A word whole; else as a part of words; else as a misspelling."""
    if (whole := _whole(index, word)).mask:
        return whole
    hits = [hit for whole in index.lexicon.containing(word) for hit in index.word(whole, PART)]
    return Unit(word, _union(hits), tuple(hits)) if hits else _misspelled(index, word)


def _misspelled(index: SearchIndex, word: str) -> Unit:
    """What ``word`` may be meant to be: a phrase that is known, or a word."""
    alike = index.lexicon.alike(word)
    hits = []
    for other in alike:
        known = other in index.phrases
        hits += _of_phrase(index, [other]).hits if known else index.word(other, ALIKE)
    return Unit(word, _union(hits), tuple(hits), read_as=", ".join(alike) if hits else "")


def _of_japanese(index: SearchIndex, run: str) -> list[Unit]:
    """The units of a run of Japanese: known phrases, the longest first, and what stands between them."""
    letters = [(folded, letter) for letter in run if (folded := fold_letter(letter))]
    folded = "".join(pair[0] for pair in letters)
    units, at, rest = [], 0, 0
    while at < len(folded):
        length = _known_length(index, folded, at)
        if length:
            units += [*_between(index, letters[rest:at]), _of_phrase(index, [folded[at : at + length]])]
            at = rest = at + length
        else:
            at += 1
    units += _between(index, letters[rest:])
    return units or [_piece(index, folded)]


def _known_length(index: SearchIndex, folded: str, at: int) -> int:
    longest = min(index.longest_phrase, len(folded) - at)
    return next((n for n in range(longest, 1, -1) if folded[at : at + n] in index.phrases), 0)


def _between(index: SearchIndex, letters: list[tuple[str, str]]) -> list[Unit]:
    """What stands between phrases: of it, particles and endings, which hiragana are written for, tell nothing."""
    pieces, piece = [], ""
    for folded, letter in [*letters, ("", "あ")]:
        if is_hiragana(letter):
            pieces += [piece] if piece else []
            piece = ""
        else:
            piece += folded
    return [_piece(index, piece) for piece in pieces]


def _piece(index: SearchIndex, piece: str) -> Unit:
    """A piece of Japanese as it stands; else as words of two Chinese characters; else as a misspelling."""
    if (whole := _whole(index, piece)).mask:
        return whole
    if len(piece) >= 4 and len(piece) % 2 == 0:
        halves = [piece[at : at + 2] for at in range(0, len(piece), 2)]
        joined = _joined(piece, [Unit(half, _union(hits := index.word(half, PART)), tuple(hits)) for half in halves])
        if joined.mask:
            return joined
    return _misspelled(index, piece)


def _union(hits: Iterable[Hit]) -> int:
    found = 0
    for hit in hits:
        found |= hit.mask
    return found
