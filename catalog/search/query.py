"""The search box to a Query: what was typed, in its order, codes told from words."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from catalog.search.folding import CJK, parts
from catalog.wording import normalise

#: Terms beyond this number are not looked for: a pasted reply is longer than a question.
MOST_TERMS = 40

_END = r"(?![0-9a-z_]|\.\d)"
_TERMS = re.compile(
    rf"(?<![0-9a-z_.])(?:(?P<pair_reply>[2-5]\d\d)[- ]#?(?P<pair_enhanced>[245]\.\d{{1,3}}\.\d{{1,3}}){_END}"
    rf"|#?(?P<enhanced>[245]\.\d{{1,3}}\.\d{{1,3}}){_END}"
    rf"|#?(?P<enhanced_start>[245]\.\d{{1,3}})(?:\.[x*])?{_END}"
    rf"|#?(?P<reply>[2-5]\d\d){_END}"
    rf"|(?P<reply_start>[2-5]\d?)x{{1,2}}{_END})"
    rf"|(?P<word>[{CJK}]+|[^\s\"“”„「」『』、。,;:=/|()<>\[\]{{}}!?{CJK}]+)",
    re.ASCII,
)


class Kind(StrEnum):
    """What a term of a query is; a start stands for all codes that begin so (``5xx``, ``5.7``)."""

    REPLY = "reply"
    ENHANCED = "enhanced"
    REPLY_START = "reply_start"
    ENHANCED_START = "enhanced_start"
    WORD = "word"


class Term(NamedTuple):
    """One thing that was typed."""

    kind: Kind
    text: str


class Query(NamedTuple):
    """What is looked for, in the order in which it was typed; each code once."""

    terms: tuple[Term, ...] = ()

    def __bool__(self):
        return bool(self.terms)

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The texts of the terms of one ``kind``."""
        return tuple(term.text for term in self.terms if term.kind == kind)

    @property
    def reply_codes(self) -> tuple[str, ...]:
        return self.of(Kind.REPLY)

    @property
    def enhanced_codes(self) -> tuple[str, ...]:
        return self.of(Kind.ENHANCED)


def parse(text: str) -> Query:
    """The Query of a search box's ``text``, in any width and notation: ``５５０``, ``#5.1.1``, ``550-5.7.26``."""
    text = unicodedata.normalize("NFKC", text).casefold()
    terms = (term for match in _TERMS.finditer(text) for term in _terms(match))
    return Query(tuple(_each_code_once(terms))[:MOST_TERMS])


def _each_code_once(terms: Iterator[Term]) -> Iterator[Term]:
    """``terms`` without the codes that a folded reply repeats on every line."""
    seen = set()
    for term in terms:
        if term.kind == Kind.WORD or term not in seen:
            yield term
        seen.add(term)


def _terms(match: re.Match) -> Iterator[Term]:
    for name, text in match.groupdict().items():
        if text:
            kind = Kind(name.removeprefix("pair_"))
            # A start of 5.7 ends where the number does: 5.70 is another subject.
            text = normalise(text) if kind == Kind.WORD else text + "." * (kind == Kind.ENHANCED_START)
            if parts(text):
                yield Term(kind, text)
