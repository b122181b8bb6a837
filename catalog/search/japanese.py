"""A run of Japanese, which has no spaces, read as units: known phrases, and what stands between them."""

import re
from collections.abc import Iterator

from catalog.search.folding import fold_letter, is_hiragana
from catalog.search.index import SearchIndex
from catalog.search.units import PART, Unit, joined, of_phrase, union, whole

_KATAKANA = re.compile(r"[\u30a1-\u30ff]{4,}")


class Run:
    """A run of Japanese: ``folded``, and as it was typed."""

    def __init__(self, typed: str):
        places = [(place, folded) for place, letter in enumerate(typed) if (folded := fold_letter(letter))]
        self.folded = "".join(folded for _, folded in places)
        self._typed, self._places = typed, [place for place, _ in places] + [len(typed)]

    def typed(self, start: int, end: int) -> str:
        """What was typed for the folded letters from ``start`` up to ``end``."""
        return self._typed[self._places[start] : self._places[end]]

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches without hiragana: of what stands between phrases, particles and endings tell nothing."""
        first = start
        for at in range(start, end + 1):
            if at == end or is_hiragana(self._typed[self._places[at]]):
                if first < at:
                    yield first, at
                first = at + 1


def of_japanese(index: SearchIndex, typed: str) -> list[Unit]:
    """The units of the run ``typed``: known phrases, the longest first, and the pieces between them."""
    if misspelled := _misspelled_whole(index, typed):
        return [misspelled]
    run = Run(typed)
    units, at, rest = [], 0, 0
    while at < len(run.folded):
        length = _known_length(index, run.folded, at)
        if length:
            units += _pieces(index, run, rest, at)
            units.append(of_phrase(index, [run.folded[at : at + length]])._replace(text=run.typed(at, at + length)))
            rest = at + length
        at += length or 1
    units += _pieces(index, run, rest, at)
    return units or [_piece(index, run.folded, typed)]


def _known_length(index: SearchIndex, folded: str, at: int) -> int:
    longest = min(index.longest_phrase, len(folded) - at)
    return next((n for n in range(longest, 1, -1) if folded[at : at + n] in index.phrases), 0)


def _misspelled_whole(index: SearchIndex, typed: str) -> Unit | None:
    """A word of katakana that no text has and a known phrase is like; its beginning may be another word."""
    if not _KATAKANA.fullmatch(typed):
        return None
    folded = Run(typed).folded
    if folded in index.phrases or index.word(folded):
        return None
    meant = _misspelled(index, folded, typed)
    return meant if meant.mask else None


def _pieces(index: SearchIndex, run: Run, start: int, end: int) -> list[Unit]:
    return [_piece(index, run.folded[first:last], run.typed(first, last)) for first, last in run.between(start, end)]


def _piece(index: SearchIndex, piece: str, typed: str) -> Unit:
    """A piece as it stands; else as words of two Chinese characters; else as a misspelling."""
    if (found := whole(index, piece)).mask:
        return found._replace(text=typed)
    if len(piece) >= 4 and len(piece) % 2 == 0:
        halves = [piece[at : at + 2] for at in range(0, len(piece), 2)]
        hits = [index.word(half, PART) for half in halves]
        both = joined(
            typed, [Unit(half, union(found), tuple(found)) for half, found in zip(halves, hits, strict=True)]
        )
        if both.mask:
            return both._replace(words=())
    return _misspelled(index, piece, typed)


def _misspelled(index: SearchIndex, piece: str, typed: str) -> Unit:
    """The known phrases that a piece may be meant to be."""
    alike = [other for other in index.lexicon.alike(piece) if other in index.phrases]
    hits = [hit for other in alike for hit in of_phrase(index, [other]).hits]
    names = ", ".join(index.phrases[other].shown for other in alike)
    return Unit(typed, union(hits), tuple(hits), read_as=names if hits else "")
