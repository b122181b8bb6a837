"""Pasted text or bytes to the parts of a mail."""

import base64
import time

import pytest

from catalog.bounce.decoding import decode_bytes, decode_words, html_to_text
from catalog.bounce.message import is_binary, parse

JAPANESE = "宛先が見つかりません"


def types(source):
    return [(part.content_type, part.depth) for part in parse(source).parts if part.content_type != "text/x-margin"]


TWO_PARTS = """\
From: a@example.jp
Content-Type: multipart/mixed; boundary="x y"

preamble
--x y
Content-Type: text/plain

one
--x y
Content-Type: message/rfc822

Subject: inner
Content-Type: multipart/mixed; boundary=z

--z
Content-Type: text/html

<p>two</p>
--z--
--x y--
epilogue
"""


@pytest.mark.parametrize(
    "source",
    [
        TWO_PARTS,
        TWO_PARTS.replace("\n", "\r\n"),
        TWO_PARTS.replace("\n", "\r"),
        "\ufeff" + TWO_PARTS,
        "From a@example.jp Mon Nov 23\n" + TWO_PARTS,
        TWO_PARTS.encode(),
        TWO_PARTS.encode("utf-16"),
    ],
    ids=["LF", "CRLF", "CR", "BOM", "mbox", "bytes", "UTF-16"],
)
def test_parts_and_their_depth(source):
    assert types(source) == [("text/plain", 0), ("message/rfc822", 0), ("text/html", 1)]


def test_parts_are_found_where_the_top_headers_were_not_copied():
    fragment = TWO_PARTS.split("\n", 3)[3]
    assert ("text/plain", 0) in types(fragment)
    assert parse(fragment).headers == {}


def test_a_rule_of_dashes_is_no_delimiter():
    assert types("Subject: x\n\n-- \nsig\n--------\nContent\n--x\nno header\n") == [("text/plain", 0)]


def test_a_sentence_with_a_colon_is_no_header():
    mail = parse("Error: it failed\nand went on\n")
    assert mail.headers == {}
    assert mail.prose == "Error: it failed\nand went on\n"


BODIES = [
    ("", "iso-2022-jp", JAPANESE.encode("iso-2022-jp")),
    ("", "", JAPANESE.encode("iso-2022-jp")),
    ("", "us-ascii", JAPANESE.encode()),
    ("", "utf-8", JAPANESE.encode("cp932")),
    ("", "", JAPANESE.encode("euc_jp")),
    ("", "shift_jis", JAPANESE.encode("cp932")),
    ("base64", "utf-8", base64.b64encode(JAPANESE.encode())),
    ("base64", "utf-8", base64.b64encode(JAPANESE.encode())[:-1]),
    ("quoted-printable", "utf-8", "".join(f"={byte:02X}" for byte in JAPANESE.encode()).encode()),
    ("8bit", "no-such-charset", JAPANESE.encode()),
]


@pytest.mark.parametrize(("encoding", "charset", "body"), BODIES)
def test_bodies_are_decoded(encoding, charset, body):
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    assert parse(head.encode() + body).prose.strip()[:9] == JAPANESE[:9]


def test_latin_text_is_not_taken_for_japanese_where_its_charset_is_told():
    assert decode_bytes("Empfänger unbekannt".encode("latin-1"), "iso-8859-1") == "Empfänger unbekannt"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?B?44Ko44Op44O8?=", "エラー"),
        ("=?iso-2022-jp?B?GyRCJSglaSE8GyhC?=", "エラー"),
        ("=?utf-8?Q?a=C3=A9?= b", "aé b"),
        ("=?utf-8?B?broken", "=?utf-8?B?broken"),
        ("=?no-such?Q?abc?=", "abc"),
        ("plain", "plain"),
    ],
)
def test_encoded_words(value, text):
    assert decode_words(value) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Hi <b>you</b></p><p>there</p>", "Hi you\n\nthere"),
        ("<head><title>no</title></head>a<style>b</style>c<!-- <p>d -->e", "ace"),
        ("to <user@example.jp>:<br>no", "to <user@example.jp>:\nno"),
        ("a &lt;b&gt; &amp;&nbsp;c", "a <b> & c"),
        ("a\nb", "a b"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_html_to_text(markup, text):
    assert html_to_text(markup).strip() == text


@pytest.mark.parametrize(
    ("raw", "binary"),
    [
        (b"plain text", False),
        (JAPANESE.encode("iso-2022-jp"), False),
        (JAPANESE.encode("cp932"), False),
        ("text".encode("utf-16"), False),
        (b"\x89PNG\r\n\x1a\n\x00\x00", True),
        (bytes(range(32)) * 4, True),
    ],
)
def test_is_binary(raw, binary):
    assert is_binary(raw) is binary


LEVELS = 5000
HOSTILE = {
    "levels": b"Content-Type: multipart/mixed; boundary=a0\n\n"
    + b"".join(b"--a%d\nContent-Type: multipart/mixed; boundary=a%d\n\n" % (i, i + 1) for i in range(LEVELS)),
    "parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: text/plain\n\n" * 70000,
    "embedded": b"Content-Type: message/rfc822\n\n" * 60000,
    "one letter": b"a" * 2_000_000,
    "empty lines": b"\n" * 2_000_000,
    "headers": b"a: b\n" * 400_000,
    "folds": b"a:" + b"\n " * 900_000,
    "tags": b"<html>" + b"<" * 1_900_000,
    "comments": b"<html>" + b"<!--" * 480_000,
    "styles": b"<html>" + b"<style>" * 280_000,
    "long tag": b"<html><" + b"a" * 1_900_000,
    "brackets": b"<html>" + b"<a@" * 600_000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mail_takes_bounded_time(source):
    start = time.process_time()
    assert isinstance(parse(source).prose, str)
    assert time.process_time() - start < 2
