"""The normal form of replies, and wordings with placeholders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.wording import Wording, normalise, unknown_placeholders

NORMAL_FORMS = [
    ("User  Unknown\t here\n", "user unknown here"),
    ("It’s “full” – really…", "it's \"full\" - really..."),
    ("５５０ ５．７．１", "550 5.7.1"),
    ("550-5.7.26 Not accepted due to\n550-5.7.26 domain's policy. See\n550 5.7.26 https://x.test/ - gsmtp",
     "not accepted due to domain's policy. see https://x.test/ - gsmtp"),
    ("550-5.7.26 Not accepted due to 550-5.7.26 domain's policy 550 5.7.26 see x",
     "not accepted due to domain's policy see x"),
    ("550-Mailbox\n550 is full", "mailbox is full"),
    ("554-Denied [192.0.2.1]\n554 try 550 other", "denied [192.0.2.1] try 550 other"),
    ("550 said: 550 twice", "550 said: 550 twice"),
    ("call 550-1234", "call 550-1234"),
    ("宛先の メールボックスが\n一杯です", "宛先のメールボックスが一杯です"),
    ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "normal"), NORMAL_FORMS)
def test_normal_form(text, normal):
    assert normalise(text) == normal


@given(st.text())
def test_normal_form_is_stable_for_text_without_codes(text):
    once = normalise(text.translate({ord(digit): None for digit in "0123456789"}))
    assert normalise(once) == once


FOUND = [
    ("User unknown", "550 User unknown", True),
    ("User unknown", "550 superuser unknown", False),
    ("User unknown", "user unknowns", False),
    ("User unknown.", "550 user unknown", True),
    ("<{address}>: User unknown", "<a@example.jp>: user unknown", True),
    ("<{address}>: User unknown", "<" + "a" * 400 + ">: user unknown", False),
    ("Blocked {ip} by {host}", "blocked 192.0.2.1 by mx.example.jp", True),
    # A placeholder may stand for nothing: programs leave out what they do not know.
    ("Blocked {ip} by {host}", "blocked by 192.0.2.1", True),
    ("one {text} two", "one two", True),
    ("one{text}two", "onetwo", True),
    ("over quota (S{n})", "over quota (s1430)", True),
    ("{ip} does not like recipient.{text}Giving up on {ip}", "192.0.2.1 does not like recipient. x giving up on 192.0.2.1", True),
    ("first {text} last", "last first", False),
    ("mailbox {words} is full", "the mailbox of taro is full", True),
    ("mailbox {words} is full", "the mailbox of taro was opened on a day on which the moon is full", False),
    # Apart from its placeholder, a piece stands for whole words, also where it first stands in the middle of one.
    ("mailbox {words} full", "mailbox is careful", False),
    ("mailbox {words} full", "mailbox carefully full", True),
    ("user {words} mailbox", "superuser user mailbox", True),
    ("一杯です", "メールボックスが一杯ですので", True),
]  # fmt: skip


@pytest.mark.parametrize(("message", "text", "found"), FOUND)
def test_wording_is_found(message, text, found):
    assert bool(Wording.parse(message).find(normalise(text))) is found


def test_spans_are_the_literal_pieces():
    text = "x blocked 192.0.2.1 by mx"
    spans = Wording.parse("Blocked {ip} by {host}").find(text)
    assert [text[span.start : span.end] for span in spans] == ["blocked", "by"]


def test_a_message_of_placeholders_is_no_wording():
    assert Wording.parse("{ip} {text}") is None


def test_unknown_placeholders_are_named():
    assert unknown_placeholders("{ip} {adress} {text} {IP}") == ["adress", "IP"]
