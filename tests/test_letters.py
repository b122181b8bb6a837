"""What can be passed on from an answer: letters to those who can act, and a summary with addresses masked."""

import re
from html import unescape

import pytest

from tests.mails import postfix_dsn, report
from tests.test_answer_pages import GONE, SAID, paste

pytestmark = pytest.mark.usefixtures("catalog")


def letters(html):
    found = re.findall(r"<textarea readonly[^>]*>\n(.*?)</textarea>", html, re.S)
    return [unescape(text) for text in found]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["Recipient: u•••@example.org", "Who must act: the sender", "Send again:", "http://testserver/en/codes/", "日本語: http://testserver/ja/codes/"]),
        ("ja", ["宛先: u•••@example.org", "対処する人: 送信者", "再送:", "http://testserver/ja/codes/", "English: http://testserver/en/codes/"]),
    ],
)  # fmt: skip
def test_the_summary_for_others_is_masked(client, language, parts):
    text = postfix_dsn(f"550 5.1.1 <user@example.org> [192.0.2.25]: {GONE}")
    *_, share = letters(paste(client, text, language).text)
    for part in [*parts, "<u•••@example.org> [192.0.2.•]"]:
        assert part in share
    assert "user@example.org" not in share
    assert "&" not in share


LETTERS = [
    # what is pasted, what the letters are for, in their order
    (postfix_dsn(SAID), ["A message for the recipient", "A message for the recipient's mail administrator", "A summary to show to others"]),
    (postfix_dsn("554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; Listed by XBL, see https://check.spamhaus.org/x"), ["A message for your mail administrator", "A summary to show to others"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), LETTERS)
def test_a_letter_for_each_who_can_act(client, text, labels):
    html = unescape(paste(client, text).text)
    found = re.findall(r'<textarea readonly[^>]*aria-label="([^"]*)"', html)
    assert len(found) == len(labels)
    assert all(label in name for label, name in zip(labels, found, strict=True))
    assert all("\n\n\n" not in letter for letter in letters(html))


def test_letters_quote_the_reply_and_are_escaped(client):
    text = postfix_dsn('550 5.1.1 </textarea><script>alert("1")</script> User unknown')
    response = paste(client, text)
    assert "<script>alert" not in response.text
    assert '</textarea><script>alert("1")</script> User unknown' in letters(response.text)[0]
    assert paste(client, text, "ja").text.count("お送りしたメール") >= 1


def test_recipients_do_not_learn_of_each_other(client):
    said = f"550 5.1.1 {GONE}"
    text = report((f"{name}@example.org", "failed", "5.1.1", said) for name in ("keiko", "kenji", "taro"))
    to_recipient, *_, share = letters(paste(client, text).text)
    assert "my mail to you came back" in to_recipient
    assert "Recipient: k•••@example.org, t•••@example.org and 1 more" in share
    assert not any(name in to_recipient + share for name in ("keiko", "kenji", "taro"))
