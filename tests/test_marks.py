"""What was recognised, marked in the pasted text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.marks import Segment, Wanted, mark

WANTED = Wanted(pieces=("the mailbox is full",), recipients=("user@example.jp",), codes=("550", "5.2.2"))
MARKED = [
    ("550 5.2.2 The mailbox is full.", [("550 5.2.2", "code"), ("The mailbox is full.", "wording")]),
    ("550-5.2.2 The mailbox\n550 5.2.2 is full", [
        ("550-5.2.2", "code"), ("The mailbox", "wording"), ("550 5.2.2", "code"), ("is full", "wording"),
    ]),
    ("to <user@example.jp>: nothing", [("<user@example.jp>:", "recipient")]),
    ("> the mailbox\n> is full", [("the mailbox\n> is full", "wording")]),
    ("nothing here", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked"), MARKED)
def test_marks(text, marked):
    segments = mark(text, WANTED)
    assert [(segment.text, segment.kind) for segment in segments if segment.kind] == marked


@given(st.text(alphabet="the mailbox is full 550-5.2.2\n>user@example.jp<"))
def test_nothing_of_the_text_is_lost(text):
    assert "".join(segment.text for segment in mark(text, WANTED)) == text


def test_segments_are_plain_text():
    assert mark("<b>", WANTED) == [Segment("<b>")]
