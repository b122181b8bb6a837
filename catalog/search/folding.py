"""Texts as a search compares them.

Upon ``normalise``, kana have one spelling: hiragana becomes katakana, small kana large, long vowels and middle dots
go (サーバー and サーバ, ウィルス and ウイルス). Words of scripts with spaces are found whole; Japanese is cut into
overlapping pairs of characters.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from catalog.wording import normalise

CJK = "\u3005\u3041-\u30ff\u3400-\u9fff"
_SMALL_TO_LARGE = dict(zip(map(ord, "ァィゥェォッャュョヮヵヶ"), "アイウエオツヤユヨワカケ", strict=True))
_HIRAGANA = {code: chr(code + 0x60) for code in range(0x3041, 0x3097)}
_KANA = (
    {code: _SMALL_TO_LARGE.get(ord(large), large) for code, large in _HIRAGANA.items()}
    | _SMALL_TO_LARGE
    | dict.fromkeys(map(ord, "ー・"))
)
_PARTS = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
_IS_CJK = re.compile(rf"[{CJK}]")
_KANJI = re.compile(r"[\u3400-\u9fff]")


def fold(text: str) -> str:
    """``text`` in the spelling in which texts are compared."""
    normal = normalise(text)
    return normal if normal.isascii() else normal.translate(_KANA)


def fold_letter(letter: str) -> str:
    """One character of a normalised text in that spelling; ``""`` where it goes."""
    return letter.translate(_KANA)


def parts(folded: str) -> list[str]:
    """The words of a folded text and its runs of Japanese, in their order."""
    return _PARTS.findall(folded)


def compact(folded: str) -> str:
    """A folded text without spaces and punctuation: ``SC-001`` and ``sc001``, ``e-mail`` and ``email`` are one."""
    return "".join(parts(folded))


def is_cjk(part: str) -> bool:
    """Whether a part is a run of Japanese."""
    return bool(_IS_CJK.match(part))


def is_hiragana(letter: str) -> bool:
    """Whether a character is hiragana, which particles and endings are written in."""
    return "\u3041" <= letter <= "\u3096"


def pairs(run: str) -> list[str]:
    """The overlapping pairs of characters of a run of Japanese; the character itself where it is one."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def tokens(folded: str) -> Iterator[str]:
    """What a folded text is found by: words, pairs of characters, single Chinese characters."""
    for part in parts(folded):
        if is_cjk(part):
            yield from pairs(part)
            yield from _KANJI.findall(part)
        else:
            yield part


def neighbours(folded: str) -> Iterator[str]:
    """Each two words that stand side by side, as one token."""
    words = parts(folded)
    return (f"{one} {other}" for one, other in pairwise(words))
