"""What was recognised, marked in the pasted text. Gives segments, no HTML: the template escapes and draws them."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from catalog.wording import normalise

#: Of a longer text this much is shown, see ``window``.
LONGEST_SHOWN = 20000

WORDING, RECIPIENT, CODE = "wording", "recipient", "code"
_WORD = re.compile(r"\S+")
_AROUND_CODE = "<>()[]{}:;,.\"'#「」（）"
#: "smtp;550", "dsn=5.1.1,", "error:550": a code with a name before it in one word.
_BEFORE_CODE = re.compile(r"[;=:(#]")


class Segment(NamedTuple):
    """A stretch of the text as pasted, and what was recognised in it; ``kind`` is ``""`` for the rest."""

    text: str
    kind: str = ""


class Wanted(NamedTuple):
    """What to look for: literal pieces of normalised text, addresses, codes."""

    pieces: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def window(text: str, wanted: Wanted) -> tuple[int, int]:
    """What of a long ``text`` is shown, ``LONGEST_SHOWN`` characters: the beginning, or where a recipient first
    stands, or where the first of the pieces does, if that is further behind."""
    if len(text) <= LONGEST_SHOWN:
        return 0, len(text)
    lower = text.lower()
    found = [lower.find(each.lower()) for each in (*wanted.recipients, *wanted.pieces[:1]) if each]
    first = min((at for at in found if at >= 0), default=0)
    start = 0 if first < LONGEST_SHOWN // 2 else lower.rfind("\n", 0, first - LONGEST_SHOWN // 4) + 1
    return start, start + LONGEST_SHOWN


def mark(text: str, wanted: Wanted) -> list[Segment]:
    """``text`` cut into segments in order. Whole words are marked."""
    words = list(_WORD.finditer(text))
    kinds = [_kind_of_word(word[0], wanted) for word in words]
    for first, last in _runs(words, kinds, wanted):
        for number in range(first, last + 1):
            kinds[number] = kinds[number] or WORDING
    return _segments(text, words, kinds)


def _kind_of_word(word: str, wanted: Wanted) -> str:
    if any(address and address.lower() in word.lower() for address in wanted.recipients):
        return RECIPIENT
    bare = _BEFORE_CODE.split(word.strip(_AROUND_CODE))[-1].strip(_AROUND_CODE + "-")
    return CODE if bare and (bare in wanted.codes or set(bare.split("-", 1)) <= {*wanted.codes}) else ""


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
