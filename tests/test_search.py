"""The search box, without a database."""

import pytest

from catalog.search import Fields, Query, SearchIndex, parse

QUERIES = [
    ("５５０", Query(("550",))),
    ("550-5.7.26", Query(("550",), ("5.7.26",))),
    ("550 5.7.26", Query(("550",), ("5.7.26",))),
    ("#5.1.1", Query((), ("5.1.1",))),
    ("sc001", Query((), (), ("sc001",))),
    ("ＲＰ－００３", Query((), (), ("rp-003",))),
    ("Gmail 550 full", Query(("550",), (), ("gmail", "full"))),
    ("「メールボックス」 一杯", Query((), (), ("メールボックス", "一杯"))),
    ("   ", Query()),
    ("", Query()),
]


@pytest.mark.parametrize(("text", "query"), QUERIES)
def test_query(text, query):
    assert parse(text) == query


INDEX = SearchIndex(
    [
        Fields(
            1,
            "550",
            "5.1.1",
            "",
            "gmail ジーメール userunknown 宛先不明",
            "No such user\n宛先がありません",
            "does not exist",
            "",
        ),
        Fields(
            2,
            "552",
            "5.2.2",
            "",
            "gmail ジーメール mailboxfull",
            "Mailbox full\n一杯です",
            "is over quota",
            "550 too",
        ),
        Fields(3, "550", "", "SC-001", "outlook blocked", "Refused", "SC-001 policy reasons", "user"),
    ]
)
ANSWERS = [
    ("550", [1, 3]),
    ("550 5.1.1", [1]),
    ("sc001", [3]),
    ("SC-001", [3]),
    ("user", [1, 3]),
    ("gmail quota", [2]),
    ("ジーメール 宛先", [1]),
    ("gmail outlook", []),
    ("551", []),
]


@pytest.mark.parametrize(("text", "ids"), ANSWERS)
def test_search(text, ids):
    assert INDEX.search(parse(text)) == ids
