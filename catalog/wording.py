"""The literal text of a reply: one normal form for rows and bounces, and wordings with placeholders.

Both sides pass ``normalise``. A message such as ``<{address}>: User unknown`` is cut at its placeholders into
literal pieces; it occurs in a text when all the pieces stand there in order, each gap no longer than its
placeholder may be. No regular expression is made from a row.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

#: The closed list of placeholders, and how many characters each may stand for. An address has at most 254
#: characters and a domain 253 (RFC 5321, 4.5.3.1); the others are what such values need in the facts.
PLACEHOLDERS = {
    "ip": 60,
    "domain": 255,
    "address": 330,
    "host": 255,
    "id": 120,
    "n": 24,
    "url": 300,
    "date": 60,
    "text": 400,
    # A few words of one sentence, for the phrases of reasons: "mailbox {words} is full".
    "words": 40,
}

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")
_LOOKALIKES = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
# Japanese and Chinese are written without spaces: one stands there because a line was wrapped.
_CJK = "\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uff01-\uff60"
_SPACES_AT_CJK = re.compile(rf"(?<=[{_CJK}]) | (?=[{_CJK}])")
# A folded reply repeats its codes on every line, with a hyphen on all but the last (RFC 5321, 4.2.1).
_FOLD = re.compile(r"(?<![\w.-])([245]\d\d)-((?:[245]\.\d{1,3}\.\d{1,3}(?!\w))?)")
_SENTENCE_END = re.compile(r"(?<=[.!?]) |(?<=[。！？])")
_END_PUNCTUATION = " .,;:!。"


def normalise(text: str) -> str:
    """The form in which wordings are compared.

    Compatibility characters, quotes and dashes become ASCII, letters lose their case, a folded reply's repeated
    codes are taken out, runs of white space become one space.
    """
    text = _unfold(text)
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    text = unicodedata.normalize("NFKC", text.translate(_LOOKALIKES)).translate(_LOOKALIKES).casefold()
    return _SPACES_AT_CJK.sub("", " ".join(text.split()))


def _unfold(text: str) -> str:
    """``text`` without the codes that a folded reply repeats; only the codes of the first fold are meant.

    The last line has a space for the hyphen, and so may a code that the text quotes ("said: 550 ..."): the last one
    that nothing announces is the line's.
    """
    fold = _FOLD.search(text)
    if not fold or text.count(fold[1]) < 2:
        return text
    reply, enhanced = fold.groups()
    if enhanced:
        return re.sub(rf"(?<![\w.-]){reply}(?:-|\s+){re.escape(enhanced)}\s?", " ", text)
    last = max(
        (match.start() for match in re.finditer(rf"(?<![\w.:;-])(?<![:;] ){reply}\s", text)), default=len(text)
    )
    return re.sub(rf"(?<![\w.-]){reply}-", " ", text[:last] + text[last + len(reply) :])


def unknown_placeholders(message: str) -> list[str]:
    """The names in braces in ``message`` that are no placeholder, in their order."""
    return [name for name in _PLACEHOLDER.findall(message) if name not in PLACEHOLDERS]


class Span(NamedTuple):
    """A stretch of a normalised text: from ``start`` up to, not including, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A message cut at its placeholders: ``pieces`` in order, ``gaps[i]`` the room between pieces i and i+1.

    ``open_starts[i]`` and ``open_ends[i]`` say that piece i may begin or end inside a word: a placeholder touches it.
    ``anchor`` is the index of the longest piece, the one that is looked for first.
    """

    pieces: tuple[str, ...]
    gaps: tuple[int, ...]
    open_starts: tuple[bool, ...]
    open_ends: tuple[bool, ...]
    anchor: int = field(init=False, compare=False)

    @classmethod
    def parse(cls, message: str) -> "Wording | None":
        """The wording of a row's ``message``; None where nothing literal is left of it.

        A full stop at the very end is not part of it: senders' logs and web pages drop it as they like.
        """
        if "{" not in message:
            piece = normalise(message)
            return cls.literal(piece.rstrip(_END_PUNCTUATION) or piece) if piece else None
        raw, names = cut(message)
        literals = [normalise(literal) for literal in raw]
        literals[-1] = literals[-1].rstrip(_END_PUNCTUATION) or literals[-1]
        kept = [i for i, literal in enumerate(literals) if literal]
        if not kept:
            return None
        starts = tuple(i > 0 and not raw[i][0].isspace() for i in kept)
        ends = tuple(i < len(names) and not raw[i][-1].isspace() for i in kept)
        return cls(*_close_gaps(literals, names), starts, ends)

    @classmethod
    def literal(cls, piece: str) -> "Wording":
        """The wording of one ``piece``, already in normal form."""
        return cls((piece,), (), (False,), (False,))

    def __post_init__(self):
        lengths = [len(piece) for piece in self.pieces]
        object.__setattr__(self, "anchor", lengths.index(max(lengths)))

    @property
    def is_plain(self) -> bool:
        """Whether it is one piece that stands at the edges of words."""
        return len(self.pieces) == 1 and not (self.open_starts[0] or self.open_ends[0])

    @property
    def literal_length(self) -> int:
        """How many characters are literal."""
        return sum(map(len, self.pieces))

    @property
    def sentences(self) -> list[str]:
        """The sentences of its pieces, which may stand in a text that has not all of it."""
        return [sentence.strip(_END_PUNCTUATION) for piece in self.pieces for sentence in _SENTENCE_END.split(piece)]

    def occurs_at(self, text: str, anchor_start: int) -> tuple[Span, ...]:
        """Where the pieces stand in the normalised ``text`` when the anchor stands at ``anchor_start``.

        Empty when they do not. Every other piece is taken where it is nearest to its neighbour and stands whole, so
        the work is bounded by the gaps.
        """
        anchor = self.anchor
        spans = [Span(anchor_start, anchor_start + len(self.pieces[anchor]))]
        if not self._fits(anchor, text, anchor_start):
            return ()
        for i in range(anchor - 1, -1, -1):
            lowest = spans[0].start - self.gaps[i] - len(self.pieces[i])
            start = self._before(i, text, max(0, lowest), spans[0].start)
            if start < 0:
                return ()
            spans.insert(0, Span(start, start + len(self.pieces[i])))
        for i in range(anchor + 1, len(self.pieces)):
            end = spans[-1].end
            start = self._after(i, text, end, end + self.gaps[i - 1] + len(self.pieces[i]))
            if start < 0:
                return ()
            spans.append(Span(start, start + len(self.pieces[i])))
        return tuple(spans)

    def _before(self, i: int, text: str, lowest: int, end: int) -> int:
        """The last place from ``lowest`` up to ``end`` where piece ``i`` stands whole; -1 where there is none."""
        while (start := text.rfind(self.pieces[i], lowest, end)) >= 0 and not self._fits(i, text, start):
            end = start + len(self.pieces[i]) - 1
        return start

    def _after(self, i: int, text: str, start: int, end: int) -> int:
        """The first place from ``start`` up to ``end`` where piece ``i`` stands whole; -1 where there is none."""
        while (found := text.find(self.pieces[i], start, end)) >= 0 and not self._fits(i, text, found):
            start = found + 1
        return found

    def _fits(self, i: int, text: str, start: int) -> bool:
        """Whether piece ``i``, standing at ``start``, begins and ends at the edges of words where it has to."""
        begins = self.open_starts[i] or not _same_word(text, start)
        return begins and (self.open_ends[i] or not _same_word(text, start + len(self.pieces[i])))

    def find(self, text: str) -> tuple[Span, ...]:
        """Where the pieces first stand in the normalised ``text``; empty when they do not."""
        piece, start = self.pieces[self.anchor], -1
        while (start := text.find(piece, start + 1)) >= 0:
            if spans := self.occurs_at(text, start):
                return spans
        return ()


def cut(message: str) -> tuple[list[str], list[str]]:
    """The literals of ``message``, one more than placeholders, and the names of the placeholders between them."""
    literals, names, at = [], [], 0
    for match in _PLACEHOLDER.finditer(message):
        if match[1] in PLACEHOLDERS:
            literals.append(message[at : match.start()])
            names.append(match[1])
            at = match.end()
    return [*literals, message[at:]], names


def _close_gaps(literals: list[str], names: list[str]):
    """The pieces and gaps of a Wording: empty literals dropped, the room of the placeholders beside them added up.

    Room is left for a space at either side, since normalising the whole text may have kept one there.
    """
    pieces, gaps, room = [], [], 0
    for i, literal in enumerate(literals):
        if literal:
            if pieces:
                gaps.append(room)
            pieces.append(literal)
            room = 0
        if i < len(names):
            room += PLACEHOLDERS[names[i]] + 2
    return tuple(pieces), tuple(gaps)


def stands_whole(text: str, start: int, end: int) -> bool:
    """Whether what stands in ``text`` from ``start`` up to ``end`` begins and ends at the edges of words."""
    return not (_same_word(text, start) or _same_word(text, end))


def _same_word(text: str, edge: int) -> bool:
    """Whether the place ``edge`` lies inside a word of a script that puts spaces between words."""
    if not 0 < edge < len(text):
        return False
    before, after = text[edge - 1], text[edge]
    return before.isalnum() and after.isalnum() and max(before, after) < "\u2e80"
