"""What was recognised, marked in the pasted text. Gives segments, no HTML: the template escapes and draws them."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from catalog.wording import normalise

#: Of a longer text this much is shown.
LONGEST_SHOWN = 20000

WORDING, RECIPIENT, CODE = "wording", "recipient", "code"
_WORD = re.compile(r"\S+")
_AROUND_CODE = "<>()[]:;,.\"'#"


class Segment(NamedTuple):
    """A stretch of the text as pasted, and what was recognised in it; ``kind`` is ``""`` for the rest."""

    text: str
    kind: str = ""


class Wanted(NamedTuple):
    """What to look for: literal pieces of normalised text, addresses, codes."""

    pieces: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def mark(text: str, wanted: Wanted) -> list[Segment]:
    """``text``, its first ``LONGEST_SHOWN`` characters, cut into segments in order. Whole words are marked."""
    text = text[:LONGEST_SHOWN]
    words = list(_WORD.finditer(text))
    kinds = [_kind_of_word(word[0], wanted) for word in words]
    for first, last in _runs(words, kinds, wanted):
        for number in range(first, last + 1):
            kinds[number] = kinds[number] or WORDING
    return _segments(text, words, kinds)


def _kind_of_word(word: str, wanted: Wanted) -> str:
    if any(address and address.lower() in word.lower() for address in wanted.recipients):
        return RECIPIENT
    bare = word.strip(_AROUND_CODE)
    return CODE if bare.strip("-") and set(bare.strip("-").split("-", 1)) <= {*wanted.codes} else ""


def _runs(words: list[re.Match], kinds: list[str], wanted: Wanted) -> Iterable[tuple[int, int]]:
    """The first and last word of each piece where it first stands; codes between its words are passed over."""
    numbers, normal = [], []
    for number, word in enumerate(words):
        plain = normalise(word[0])
        if plain.strip(">|") and kinds[number] != CODE:
            numbers.append(number)
            normal.append(plain)
    starts = list(accumulate((len(plain) + 1 for plain in normal), initial=0))
    joined = " ".join(normal)
    for piece in wanted.pieces:
        start = joined.find(piece.strip())
        if piece.strip() and start >= 0:
            end = start + len(piece.strip()) - 1
            yield numbers[bisect_right(starts, start) - 1], numbers[bisect_right(starts, end) - 1]


def _segments(text: str, words: list[re.Match], kinds: list[str]) -> list[Segment]:
    """Neighbouring words of one kind become one segment, with what stands between them."""
    segments, at = [], 0
    for number, (word, kind) in enumerate(zip(words, kinds, strict=True)):
        continues = number and kind and kind == kinds[number - 1]
        if kind and continues:
            segments[-1] = Segment(segments[-1].text + text[at : word.end()], kind)
        elif kind:
            segments += [Segment(text[at : word.start()]), Segment(word[0], kind)]
        else:
            continue
        at = word.end()
    return [segment for segment in [*segments, Segment(text[at:])] if segment.text]
