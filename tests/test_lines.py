"""An entry as a line of a list."""

import pytest

from catalog.lines import LONGEST, in_short, text_language

WORD = "word " * 40
IN_SHORT = [
    # a message, as a line shows it
    ("<{address}>: User unknown", "<{address}>: User unknown"),
    ("Message from {ip} deferred{text}see {url}", "Message from {ip} deferred…see {url}"),
    (WORD, ("word " * 30)[: LONGEST - 1].rstrip() + "…"),
    ("a" * 200, "a" * (LONGEST - 1) + "…"),
    ("あ" * 200, "あ" * (LONGEST - 1) + "…"),
    ("w" * 140 + ". Then more words", "w" * 140 + ". Then…"),
    ("w" * 145 + ". Then more words", "w" * 145 + "…"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "shown"), IN_SHORT)
def test_a_reply_in_short(message, shown):
    assert in_short(message) == shown
    assert len(in_short(message)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("User unknown", "en"),
        ("Adresse rejetée", "en"),
        ("宛先が見つかりません", "ja"),
        ("数据错误", "zh"),
        ("없습니다", "ko"),
    ],
)
def test_the_language_of_a_reply(text, language):
    assert text_language(text) == language
