"""The grammar of codes in a text."""

import pytest

from catalog.bounce.codes import find_codes, find_loose_reply, find_vendor_code

CODES = [
    ("550 5.1.1 <user@example.jp>: User unknown", "550", "5.1.1"),
    ("550-5.7.26 This mail is unauthenticated", "550", "5.7.26"),
    ("smtp; 550 5.1.1 no", "550", "5.1.1"),
    ("host mx.example.jp[192.0.2.1] said: 554 5.7.1 Denied (in reply to RCPT TO command)", "554", "5.7.1"),
    ("Remote host said: 550 sorry", "550", ""),
    ("Sorry, no mailbox here by that name. (#5.1.1)", "", "5.1.1"),
    ("5.7.26", "", "5.7.26"),
    ("450", "450", ""),
    ("452: size 5521 bytes", "452", ""),
    ("454 5.5.1 STARTTLS may not be repeated", "454", "5.5.1"),
    ("#5.1.1 SMTP; 550 no", "550", "5.1.1"),
    ("<<< 421 4.7.0 Try again later", "421", "4.7.0"),
    ("refused by 192.0.2.550", "", ""),
    ("Exim 4.90.1 at 5.9.0.1", "", ""),
    ("at 5.1.1.7 the server", "", ""),
    ("550 bytes were 5500", "550", ""),
    ("user 550@example.jp", "", ""),
    ("one@example.jp 550 SPF: not allowed", "550", ""),
    ("SMTP error, RCPT TO: host example.jp 550 User not found", "550", ""),
    ("<one@example.jp>... 550 gone", "550", ""),
    ("one@example.jp -> ERR 553 unknown here", "553", ""),
    # Numbers of something else.
    ("line too long (RFC 2822 section 2.1.1)", "", ""),
    ("the list server fml 4.0.3, Mailman 2.1.14", "", ""),
    ("2.1.5 delivered", "", "2.1.5"),
    ("as was told in 2.1.5 before", "", ""),
    ("no code at all", "", ""),
]


@pytest.mark.parametrize(("text", "reply", "enhanced"), CODES)
def test_codes(text, reply, enhanced):
    assert find_codes(text) == (reply, enhanced)


@pytest.mark.parametrize(
    ("text", "reply"), [("error 550 here", "550"), ("in 2550 ways", ""), ("10.550 items", ""), ("$550-600", "")]
)
def test_loose_reply(text, reply):
    assert find_loose_reply(text) == reply


@pytest.mark.parametrize(
    ("text", "vendor"),
    [
        ("550 5.7.1 blocked (S3150)", "S3150"),
        ("421 4.7.0 [TSS04] deferred", "TSS04"),
        ("SC-001", "SC-001"),
        ("550 (mx.example.jp) no", ""),
        ("[192.0.2.1] refused", ""),
    ],
)
def test_vendor_code(text, vendor):
    assert find_vendor_code(text) == vendor
