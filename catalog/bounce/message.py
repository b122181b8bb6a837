"""Pasted text or bytes to the parts of a mail, mending what pasting breaks.

The standard library's parser wants a whole mail: it finds no parts where the top headers were not copied, and it
nests a call for each level of parts. What people paste needs one pass over the lines instead, which sees a
delimiter where a boundary was declared or where a line ``--...`` is followed by a ``Content-`` header, and whose
work grows with the size alone. RFC 5322, RFC 2045 and 2046 are followed where the mail follows them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile

from catalog.bounce.decoding import decode_bytes, decode_transfer, decode_words, html_to_text

#: Delimiters beyond this number, and mails in mails beyond this depth, are passed over: a bomb has them.
MOST_PARTS = 5000
DEEPEST = 20

EMBEDDED = ("message/rfc822", "message/global")

# Of the lines at the start, "Name: value", these tell a mail's header from a sentence or a report's fields.
_MAIL_FIELDS = {
    "from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version", "content-type"
}  # fmt: skip

# Control characters that no text holds; tab, line ends, form feed and the escape of ISO-2022-JP are left out.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))

_HEADER = re.compile(r"(?m:^)([!-9;-~]{1,80})[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)\n?")
_DELIMITER = re.compile(
    r"^--(?!\s)(.{0,199}?[^ \t\n])(--)?[ \t]*+$(?=(\n(?:Content-[\w-]+|MIME-Version):)?)", re.MULTILINE | re.I
)
_BOUNDARY = re.compile(r"boundary\s*=\s*(?:\"([^\"\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_CHARSET = re.compile(r"charset\*?\s*=\s*\"?(?:[\w-]*'[\w-]*')?([\w.:-]{1,40})", re.IGNORECASE)
_MARKUP_START = re.compile(
    r"\s{0,200}<(?:!doctype html|html|head|body|div|table|p|span|meta|style|h[1-6]|br|font)\b", re.I
)
_FOLD = re.compile(r"\n[ \t]+")


class Headers(dict):
    """Field names in lower case to raw values, the first of each; ``text`` decodes one."""

    @classmethod
    def parse(cls, block: str) -> "Headers":
        """The fields of a raw header ``block``, a character a byte; lines that are none are passed over."""
        fields = cls()
        if not block.isascii():
            block = decode_bytes(block.encode("latin-1", "replace"))
        for name, value in cls.pairs(block):
            fields.setdefault(name, value)
        return fields

    @staticmethod
    def pairs(block: str) -> Iterator[tuple[str, str]]:
        """Every field of ``block`` in order, repeated ones too: name in lower case, raw value."""
        return ((match[1].lower(), match[2]) for match in _HEADER.finditer(block))

    def text(self, name: str) -> str:
        """The value of ``name`` on one line, encoded words decoded; ``""`` where the field is missing."""
        value = self.get(name, "")
        return decode_words((_FOLD.sub(" ", value) if "\n" in value else value).strip())

    @cached_property
    def content_type(self) -> str:
        """The media type in lower case, ``""`` where none is declared, or a word alone ("text", before MIME)."""
        declared = self.get("content-type", "").split(";")[0].strip().lower()
        return declared if "/" in declared else ""


#: What stands before the first and after the last part of a multipart (RFC 2046, 5.1.1).
_MARGIN = Headers({"content-type": "text/x-margin"})
#: What a part of a digest is unless it says otherwise (RFC 2046, 5.1.5).
_IN_DIGEST = Headers({"content-type": "message/rfc822"})


@dataclass(frozen=True)
class Part:
    """A leaf of the mail; ``depth`` counts the message/rfc822 parts around it, 0 for the bounce itself."""

    headers: Headers
    body: str
    depth: int = 0

    @cached_property
    def content_type(self) -> str:
        return self.headers.content_type or "text/plain"

    @cached_property
    def text(self) -> str:
        """The body decoded, HTML as plain text."""
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        charset = _CHARSET.search(self.headers.get("content-type", ""))
        text = decode_bytes(decode_transfer(self.body, encoding), charset[1] if charset else "")
        return html_to_text(text) if self.is_html(text) else text

    def is_html(self, text: str) -> bool:
        """Whether ``text``, the body decoded, is markup: declared so, or pasted from a page's source."""
        return self.content_type == "text/html" or _MARKUP_START.match(text) is not None


@dataclass(frozen=True)
class Mail:
    """A mail or a fragment of one: its top headers (empty for a fragment) and its leaf parts in order."""

    headers: Headers
    parts: tuple[Part, ...]

    @cached_property
    def prose(self) -> str:
        """The words for people: the text parts of the bounce itself, plain text before HTML."""
        by_type: dict[str, list[Part]] = {"text/plain": [], "text/html": [], "text/x-margin": []}
        for part in self.parts:
            if part.depth == 0 and part.content_type in by_type:
                by_type[part.content_type].append(part)
        by_type["text/plain"] = [part for part in by_type["text/plain"] if part.body.strip()]
        return "\n".join(part.text for part in next(filter(None, by_type.values()), ()))

    def parts_of(self, *content_types: str) -> list[Part]:
        """The parts of these media types, the bounce's own before those of mails inside it."""
        found = [part for part in self.parts if part.content_type in content_types]
        return sorted(found, key=lambda part: part.depth)


def parse(source: str | bytes) -> Mail:
    """The mail in ``source``: a whole mail, some parts of one, or plain text. Never raises."""
    raw = _latin1_lines(source)
    headers, body = _split_headers(raw)
    return Mail(headers, tuple(_split_parts(headers, body)))


def embedded(mail: Mail) -> Iterator[Mail]:
    """The mails that are attached to ``mail``, each with its own parts, in their order."""
    for number, part in enumerate(mail.parts):
        if part.depth or part.content_type not in EMBEDDED:
            continue
        headers, _ = _split_headers(part.body)
        inner = [replace(each, depth=each.depth - 1) for each in takewhile(_is_inside, mail.parts[number + 1 :])]
        # Nothing is inside where the mail is encoded, which RFC 2046, 5.2.1 forbids and some programs do.
        yield Mail(headers, tuple(inner)) if headers else parse(part.text)


def _is_inside(part: Part) -> bool:
    return part.depth > 0


def _latin1_lines(source: str | bytes) -> str:
    """``source`` as one character a byte, lines ended by LF: what structure is looked for in."""
    if isinstance(source, str):
        source = source.encode("utf-8", "replace")
    elif source.startswith((b"\xff\xfe", b"\xfe\xff")):
        source = source.decode("utf-16", "replace").encode()
    raw = source.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw


def _split_headers(raw: str) -> tuple[Headers, str]:
    """The header block at the start of ``raw`` and what follows it; no headers where ``raw`` starts otherwise."""
    start = len(raw) - len(raw.lstrip("\n"))
    if raw.startswith("From ", start):
        start = raw.find("\n", start) + 1 or len(raw)
    headers, at = _fields_at(raw, start)
    if not headers.keys() & _MAIL_FIELDS:
        return Headers(), raw
    return headers, raw[at:].removeprefix("\n")


def _fields_at(raw: str, start: int) -> tuple[Headers, int]:
    """The fields that stand in ``raw`` from ``start`` on, one behind the other, and where they end."""
    headers, at = Headers(), start
    while match := _HEADER.match(raw, at):
        headers.setdefault(match[1].lower(), match[2])
        at = match.end()
    block = raw[start:at]
    return headers if block.isascii() else Headers.parse(block), at


def _split_parts(headers: Headers, body: str) -> Iterator[Part]:
    """The leaf parts of a body in order, in one pass over its delimiter lines."""
    depths = dict.fromkeys(_boundaries(headers), 0)
    digests = set(depths) if headers.content_type == "multipart/digest" else set()
    guessing = not headers or headers.content_type.startswith("multipart/")
    section, depth, start = headers, 0, 0
    for line in islice(_DELIMITER.finditer(body), MOST_PARTS):
        if line[1] not in depths and not (guessing and line[3]):
            continue
        yield from _leaves(section, body[start : line.start()], depth, depths)
        depth = depths.setdefault(line[1], depth)
        section, start = (_MARGIN, line.end()) if line[2] else _section_after(line, body)
        section = _IN_DIGEST if not section and line[1] in digests else section
    yield from _leaves(section, body[start:], depth, depths)


def _section_after(line: re.Match, body: str) -> tuple[Headers, int]:
    """The headers of the part after a delimiter ``line``, and where its body starts."""
    start = line.end() + 1
    headers, at = _fields_at(body, start)
    return headers, at + 1 if body[at : at + 1] == "\n" else at


def _leaves(headers: Headers, body: str, depth: int, depths: dict[str, int]) -> Iterator[Part]:
    """The parts of one section: itself, and the mail inside it; notes the boundaries it declares in ``depths``."""
    for _ in range(DEEPEST):
        depths.update(dict.fromkeys(_boundaries(headers), depth))
        is_container = headers.content_type.startswith("multipart/")
        yield Part(_MARGIN if is_container else headers, body, depth)
        if headers.content_type not in EMBEDDED:
            break
        headers, body = _split_headers(body)
        depth += 1


def _boundaries(headers: Headers) -> list[str]:
    """The boundary that the Content-Type of ``headers`` declares, if it does."""
    match = _BOUNDARY.search(headers.get("content-type", ""))
    return [(match[1] or match[2]).rstrip()] if match else []


def is_binary(raw: bytes) -> bool:
    """Whether ``raw`` is no text: NUL bytes without UTF-16's mark, or control characters all over its start."""
    start = raw[:4096]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return b"\0" in start or controls * 20 > len(start)
