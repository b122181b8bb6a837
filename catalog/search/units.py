"""The units that a query is read as, and the entries that have them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from catalog.search.folding import compact, fold, is_cjk, parts
from catalog.search.index import Hit, Phrase, SearchIndex

#: What another form, a part or a synonym of a word is worth, the word itself being 1.
FORM, PART, SYNONYM = 0.6, 0.4, 0.7
#: The units of so many phrases are remembered with the index: most searches are for the same few.
MOST_REMEMBERED = 500
#: What differs from mail to mail, as an address, an IP address, a queue's number, tells nothing of the cause.
_VARIABLE = re.compile(r"@|\d\.\d+\.\d+\.\d|^(?=.*\d)[0-9a-z]{9,}$")


class Unit(NamedTuple):
    """One thing that an entry must have: ``mask`` are the entries that do, ``hits`` what each place is worth."""

    text: str
    mask: int
    hits: tuple[Hit, ...] = ()
    is_code: bool = False
    is_phrase: bool = False
    ignored: bool = False
    read_as: str = ""
    words: tuple[str, ...] = ()

    @property
    def commonness(self) -> tuple[int, int]:
        """How little it tells: codes and known phrases least, then words, then what differs from mail to mail."""
        known = self.is_code or self.is_phrase
        return 0 if known else 2 if _VARIABLE.search(self.text) else 1, self.mask.bit_count()

    @property
    def first_word(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def last_word(self) -> str:
        return self.words[-1] if self.words else ""


def of_phrase(index: SearchIndex, texts: Iterable[str]) -> Unit:
    """A known phrase: entries that it names, entries that have its words, entries that have a synonym's."""
    texts = tuple(texts)
    unit = index.known_units.get(texts)
    if unit is None:
        if len(index.known_units) >= MOST_REMEMBERED:
            index.known_units.clear()
        # Another thread may clear them at any time: what was made is given back, not what is found then.
        unit = index.known_units[texts] = _of_phrase(index, texts)
    return unit


def _of_phrase(index: SearchIndex, texts: tuple[str, ...]) -> Unit:
    phrase = index.phrases[compact(fold("".join(texts)))]
    own = _with_words(index, texts)
    hits = (*index.named(phrase), *own.hits, *_of_synonyms(index, phrase))
    text = "".join(texts) if is_cjk(texts[0]) else " ".join(texts)
    ignored = phrase.ignored and not phrase.groups
    return Unit(text, union(hits), hits, is_phrase=True, ignored=ignored, words=own.words)


def _of_synonyms(index: SearchIndex, phrase: Phrase) -> Iterator[Hit]:
    """Where the synonyms of ``phrase`` stand; several of them in one place are worth no more than one."""
    masks: dict[float, int] = defaultdict(int)
    for word in dict.fromkeys(word for synonyms in phrase.synonyms for word in synonyms.words):
        other = index.phrases[compact(word)]
        if other is not phrase:
            for hit in (*index.named(other), *_with_words(index, [word]).hits):
                masks[hit.worth] |= hit.mask
    return (Hit(mask, max(1, round(worth * SYNONYM))) for worth, mask in masks.items())


def _with_words(index: SearchIndex, texts: Iterable[str]) -> Unit:
    """The entries that have all words of a phrase, those in which they stand side by side before the others."""
    words = [word for text in texts for word in parts(fold(text))]
    every = joined("", [whole(index, word) for word in words])
    beside = [hit for one, other in pairwise(words) for hit in index.side_by_side(one, other)]
    hits = [Hit(hit.mask & every.mask, hit.worth) for hit in (*every.hits, *beside)]
    return Unit("", every.mask, tuple(hits), words=tuple(words) if words and not is_cjk(words[0]) else ())


def joined(text: str, units: list[Unit]) -> Unit:
    """The unit of entries that have all of ``units``."""
    mask = units[0].mask if units else 0
    for unit in units:
        mask &= unit.mask
    hits = tuple(Hit(hit.mask & mask, hit.worth) for unit in units for hit in unit.hits)
    read_as = " ".join(unit.read_as or unit.text for unit in units) if any(unit.read_as for unit in units) else ""
    return Unit(text, mask, hits, read_as=read_as, words=tuple(unit.text for unit in units))


def whole(index: SearchIndex, word: str) -> Unit:
    """A word whole, in its forms; a run of Japanese as it stands."""
    hits = index.word(word)
    for form in () if is_cjk(word) else index.lexicon.forms(word):
        hits += index.word(form, FORM)
    return Unit(word, union(hits), tuple(hits))


def of_word(index: SearchIndex, word: str) -> Unit:
    """A word whole; else as a part of words."""
    if (found := whole(index, word)).mask:
        return found
    hits = [hit for other in index.lexicon.containing(word) for hit in index.word(other, PART)]
    return Unit(word, union(hits), tuple(hits))


def union(hits: Iterable[Hit]) -> int:
    found = 0
    for hit in hits:
        found |= hit.mask
    return found
