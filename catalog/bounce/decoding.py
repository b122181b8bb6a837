"""Bytes to text: transfer encodings and charsets, declared or not, and HTML to plain text."""

import binascii
import html
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header

# Japanese mail is undeclared or mislabelled most often; UTF-8 is tried first, since other text is hardly ever
# valid UTF-8 by accident. What fits nothing is read as Windows-1252's superset of Latin-1.
_GUESSES = ("cp932", "euc_jp", "gb18030")
_ISO_2022_JP_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([JI])")

_MARKUP = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,4000}>|<!(--)?[^<>]{0,200}>?|-->")
_UNSEEN = {"style", "script", "head", "title"}
_BLOCKS = [
    "br",
    "p",
    "div",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "hr",
    "pre",
    "ul",
    "ol",
    "dt",
    "dd",
]
#: What an element's edge looks like in plain text; the cells of a row stand beside each other.
_EDGES = dict.fromkeys(_BLOCKS, "\n") | dict.fromkeys(("td", "th"), " ")
# Angle brackets of an address are not a tag: "<user@example.jp>".
_ADDRESS_IN_BRACKETS = re.compile(r"<([^<>\s@]{1,254}@[^<>\s]{1,254})>")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def decode_bytes(raw: bytes, charset: str = "") -> str:
    """``raw`` as text, by its escapes, as UTF-8, as declared (``charset``), else by guessing; never raises."""
    if _ISO_2022_JP_ESCAPE.search(raw):
        return raw.decode("iso2022_jp_ext", "replace")
    if raw.isascii() and not charset.lower().startswith(("utf-7", "utf-16", "hz")):
        return raw.decode("ascii")
    for candidate in ("utf-8", charset, *_GUESSES):
        try:
            return raw.decode(candidate)
        except UnicodeDecodeError as error:
            # Cut off in the middle of its last character.
            if candidate == "utf-8" and error.start >= max(1, len(raw) - 3):
                return raw.decode("utf-8", "replace")
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")


def decode_transfer(body: str, encoding: str) -> bytes:
    """The bytes of a part's ``body`` (Latin-1 text) under its Content-Transfer-Encoding; broken input as it is."""
    raw = body.encode("latin-1", "replace")
    if encoding == "base64":
        return _decode_base64(raw)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(raw)
    return raw


def _decode_base64(raw: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return raw


def decode_words(value: str) -> str:
    """A header's ``value`` with its encoded words (RFC 2047) as text; as it stands where they are broken."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, binascii.Error, ValueError, UnicodeError):
        return value
    return "".join(text if isinstance(text, str) else decode_bytes(text, charset or "") for text, charset in pieces)


def html_to_text(markup: str) -> str:
    """The words of an HTML body, a line for each block; good enough to read a bounce in."""
    markup = _ADDRESS_IN_BRACKETS.sub(r"&lt;\1&gt;", markup)
    if "<pre" not in markup.lower():
        markup = re.sub(r"\s+", " ", markup)
    text = html.unescape("".join(_seen(markup))).replace("\xa0", " ")
    return _BLANK_LINES.sub("\n\n", text).strip()


def _seen(markup: str) -> Iterator[str]:
    """What a reader sees of ``markup``, in one pass: text, and a line break at the edges of blocks."""
    at, waiting_for = 0, ""
    for tag in _MARKUP.finditer(markup):
        if not waiting_for:
            yield markup[at : tag.start()]
        at = tag.end()
        if not waiting_for:
            yield _EDGES.get((tag[2] or "").lower(), "")
        waiting_for = _still_unseen(tag, waiting_for)
    if not waiting_for:
        yield markup[at:]


def _still_unseen(tag: re.Match, waiting_for: str) -> str:
    """The mark that ends what is unseen after ``tag``, ``""`` where the text is seen."""
    name = (tag[2] or "").lower()
    if waiting_for:
        return "" if waiting_for in (tag[1] and name, tag[0]) else waiting_for
    if tag[3] and not tag[0].endswith("-->"):
        return "-->"
    return name if name in _UNSEEN and not tag[1] else ""
