"""The search box to a Query, and an index of the entries that answers it. Knows no database.

Every word of the query must be found, codes in any notation; the result is ranked by where they were found.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from catalog.wording import normalise

#: Words beyond this number are not looked for: a pasted reply is longer than a question.
MOST_WORDS = 24

_CODES = re.compile(
    r"(?<![\w.])(?:(?P<pair_reply>[2-5]\d\d)[- ]#?(?P<pair_enhanced>[245]\.\d{1,3}\.\d{1,3})"
    r"|#?(?P<enhanced>[245]\.\d{1,3}\.\d{1,3})|(?P<reply>[2-5]\d\d))(?![\w]|\.\d)"
)
_WORD = re.compile(r"[^\s\"“”「」、。,;()<>]+")
_LETTERS_THEN_DIGITS = re.compile(r"^([a-z]{2,4})[-_ ]?(\d{2,4})$")


class Query(NamedTuple):
    """What is looked for; all of it must be found."""

    reply_codes: tuple[str, ...] = ()
    enhanced_codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self):
        return bool(self.reply_codes or self.enhanced_codes or self.words)


class Fields(NamedTuple):
    """What an entry is searched by, each as shown; ``codes`` are matched whole, the others by parts of words."""

    id: int
    reply_code: str
    enhanced_code: str
    vendor_code: str
    names: str
    title: str
    message: str
    meaning: str


#: What a word found there is worth.
WEIGHTS = {"vendor_code": 60, "names": 12, "title": 20, "message": 16, "meaning": 4}
CODE_WEIGHT = 40


def parse(text: str) -> Query:
    """The Query of a search box's ``text``, in any width and notation: ``５５０``, ``#5.1.1``, ``550-5.7.26``."""
    text = unicodedata.normalize("NFKC", text).casefold()
    reply, enhanced = [], []
    for match in _CODES.finditer(text):
        reply.append(match["pair_reply"] or match["reply"])
        enhanced.append(match["pair_enhanced"] or match["enhanced"])
    # Word by word: in the normal form of a whole sentence, Japanese words have no space between them.
    words = (normalise(word) for word in _WORD.findall(_CODES.sub(" ", text)))
    return Query(_once(reply), _once(enhanced), _once(words)[:MOST_WORDS])


def _once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


class SearchIndex:
    """The entries' texts in normal form, ready to be searched."""

    def __init__(self, rows: Iterable[Fields]):
        self._rows = [_normal(row) for row in rows]

    def search(self, query: Query) -> list[int]:
        """The ids of the entries in which all of ``query`` is found, best first."""
        ranked = [(score, row.id) for row in self._rows if (score := _score(row, query))]
        return [row_id for _, row_id in sorted(ranked, key=lambda pair: (-pair[0], pair[1]))]


def _normal(row: Fields) -> Fields:
    texts = [normalise(text) for text in row[4:]]
    return Fields(row.id, row.reply_code, row.enhanced_code, _plain_code(normalise(row.vendor_code)), *texts)


def _plain_code(code: str) -> str:
    """A vendor code without the mark between letters and digits: ``sc001`` for SC-001."""
    match = _LETTERS_THEN_DIGITS.match(code)
    return match[1] + match[2] if match else code


def _score(row: Fields, query: Query) -> int:
    """How well ``row`` answers; 0 where anything that was asked for is missing."""
    scores = [CODE_WEIGHT if code == row.reply_code else 0 for code in query.reply_codes]
    scores += [CODE_WEIGHT if code == row.enhanced_code else 0 for code in query.enhanced_codes]
    scores += [_word_score(row, word) for word in query.words]
    return 0 if 0 in scores else sum(scores)


def _word_score(row: Fields, word: str) -> int:
    score = WEIGHTS["vendor_code"] if _plain_code(word) == row.vendor_code else 0
    return score + sum(
        weight for name, weight in WEIGHTS.items() if name != "vendor_code" and word in getattr(row, name)
    )
