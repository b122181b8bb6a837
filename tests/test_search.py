"""The search box, without a database."""

import pytest

from catalog.search import Fields, Query, SearchIndex, parse
from catalog.search.answer import answer
from catalog.search.bits import Rank, mask_of, numbers_of
from catalog.search.index import Synonyms
from catalog.search.lexicon import Lexicon, faults_between
from catalog.search.query import Kind, Term


def query(*terms):
    return Query(tuple(Term(Kind(kind), text) for kind, text in terms))


QUERIES = [
    ("５５０", [("reply", "550")]),
    ("550-5.7.26", [("reply", "550"), ("enhanced", "5.7.26")]),
    ("550 5.7.26", [("reply", "550"), ("enhanced", "5.7.26")]),
    ("550-5.7.1 no 550 5.7.1 no", [("reply", "550"), ("enhanced", "5.7.1"), ("word", "no"), ("word", "no")]),
    ("#5.1.1", [("enhanced", "5.1.1")]),
    ("5.1.1.", [("enhanced", "5.1.1")]),
    ("550エラー", [("reply", "550"), ("word", "エラー")]),
    ("5xx", [("reply_start", "5")]),
    ("5.7 5.7.x", [("enhanced_start", "5.7.")]),
    ("sc001", [("word", "sc001")]),
    ("ＲＰ－００３", [("word", "rp-003")]),
    ("1550 5500 x550 192.0.2.55", [("word", each) for each in ("1550", "5500", "x550", "192.0.2.55")]),
    ("Gmail 550 full", [("word", "gmail"), ("reply", "550"), ("word", "full")]),
    ("Gmailに届かない", [("word", "gmail"), ("word", "に届かない")]),
    ("「メールボックス」 一杯", [("word", "メールボックス"), ("word", "一杯")]),
    (" - . ", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "terms"), QUERIES)
def test_query(text, terms):
    assert parse(text) == query(*terms)


def entry(number, codes, title, message="", meaning="", groups=(), vendor_code="", prior=0):
    reply, _, enhanced = codes.partition(" ")
    return Fields(number, reply, enhanced, vendor_code, title, message, meaning, groups, prior)


INDEX = SearchIndex(
    [
        entry(1, "550", "Refused", groups=("kind:standard",)),
        entry(2, "550 5.1.1", "No such user\n宛先がありません", "User unknown", groups=("gmail", "unknown")),
        entry(3, "552 5.2.2", "Mailbox full\n容量が一杯です", "is over quota", "550 too, unknown", groups=("gmail", "full")),
        entry(4, "550", "Blocked\nブロックされました", "SC-001 policy reasons", "a user", ("outlook",), vendor_code="SC-001"),
        entry(5, " 5.1.1", "Bad address\nサーバーの宛先", groups=("kind:standard", "unknown"), prior=3),
        entry(6, "450", "Blocklisted\nウイルス", "listed by blockers", groups=("outlook",)),
    ],
    {"gmail": ["gmail", "ジーメール"], "outlook": ["outlook", "office 365", "アウトルック"], "unknown": ["宛先不明"], "full": ["満杯"]},
    [Synonyms(("一杯", "いっぱい", "full")), Synonyms(("sorry error", "エラー", "error"), ignored=True)],
)  # fmt: skip
ANSWERS = [
    ("550", [1, 2, 4]),  # what the standard says first
    ("550 5.1.1", [5, 2]),  # an entry without a reply code does not contradict one
    ("5.1", [5, 2]),
    ("5xx", [1, 2, 3, 4]),
    ("sc001", [4]),
    ("SC-001", [4]),
    ("user", [2, 4]),  # the title's before the meaning's
    ("unknown", [2, 3]),
    ("users", [2, 4]),
    ("gmail quota", [3]),
    ("ジーメール 宛先", [2]),
    ("じーめーる", [2, 3]),
    ("サーバ", [5]),
    ("ウィルス", [6]),
    ("いっぱい", [3]),
    ("容量いっぱい", [3]),
    ("office 365 550", [4]),
    ("office365", [4, 6]),
    ("blocklist", [6]),
    ("locklis", [6]),
    ("error 552", [3]),
    ("error", []),
]


def ids(text, index=INDEX, **options):
    found = answer(index, parse(text), **options)
    return [] if found.nearest else [index.ids[number] for number in found.rank.page(found.mask, 0, 99)]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_search(text, expected):
    assert sorted(ids(text)) == sorted(expected)
    assert ids(text)[:1] == expected[:1]


LEFT_OUT = [
    ("gmail outlook", ("outlook",), [2, 3]),
    ("gmail zzzz", ("zzzz",), [2, 3]),
    ("quota taro@example.com", ("taro@example.com",), [3]),
    ("容量がゾゾゾゾ", ("ゾゾゾゾ",), [3]),
]


@pytest.mark.parametrize(("text", "dropped", "expected"), LEFT_OUT)
def test_what_was_left_out_is_said(text, dropped, expected):
    assert answer(INDEX, parse(text)).dropped == dropped
    assert sorted(ids(text)) == expected


MISSPELLED = [
    ("unknwon", ("unknwon", "unknown"), [2, 3]),
    ("qutoa", ("qutoa", "quota"), [3]),
    ("アウトルク", ("アウトルク", "アウトルック"), [4, 6]),
]


@pytest.mark.parametrize(("typed", "read_as", "expected"), MISSPELLED)
def test_a_misspelling_is_read_and_told(typed, read_as, expected):
    assert answer(INDEX, parse(typed)).read_as == (read_as,)
    assert sorted(ids(typed)) == expected


def test_what_comes_nearest_is_never_nothing():
    near, far = answer(INDEX, parse("boxmail mailboxxes")), answer(INDEX, parse("qqq"))
    assert near.nearest
    assert far.nearest
    assert INDEX.ids[near.rank.page(near.mask, 0, 1)[0]] == 3
    assert far.mask == INDEX.everything


def test_the_chosen_stand_first():
    assert ids("user", chosen=[5, 0]) == [6, 1, 2, 4]
    assert ids("qqqq", chosen=[3]) == [4]


@pytest.mark.parametrize("text", [text for text, _ in ANSWERS if text != "error"])
@pytest.mark.parametrize("more", ["user", "550", "gmail", "full", "宛先"])
def test_one_word_more_narrows_and_never_widens(text, more):
    narrow = answer(INDEX, parse(f"{text} {more}"))
    assert set(ids(f"{text} {more}")) <= set(ids(text)) or narrow.dropped


@pytest.mark.parametrize("kind", ["reply", "enhanced"])
def test_an_empty_index_answers(kind):
    assert answer(SearchIndex([]), parse("550 5.1.1 宛先 user")).mask == 0


@pytest.mark.parametrize(
    ("one", "other", "faults"),
    [
        ("a", "a", 0),
        ("user", "usre", 1),
        ("user", "uesrs", 2),
        ("user", "use", 1),
        ("abcd", "wxyz", 3),
        ("a", "abcd", 3),
    ],
)
def test_faults(one, other, faults):
    assert faults_between(one, other, 2) == faults


def test_lexicon():
    lexicon = Lexicon(["block", "blocked", "blocker", "blocking", "blocklist", "unblock", "quota"])
    assert lexicon.forms("block") == ["blocked", "blocker", "blocking"]
    assert lexicon.forms("blocks") == ["block", "blocked", "blocker", "blocking"]
    assert lexicon.containing("blockl") == ["blocklist"]
    assert lexicon.containing("nblock") == ["unblock"]
    assert lexicon.alike("qouta") == ["quota"]
    assert lexicon.alike("zzzzzz") == []


def test_ranks_add_up_and_pages_follow_them():
    rank, everything = Rank(), mask_of(range(100), 100)
    for worth, members in ((5, range(0, 100, 2)), (3, range(0, 100, 3)), (12, [97])):
        rank.add(mask_of(members, 100), worth)
    ranks = [5 * (n % 2 == 0) + 3 * (n % 3 == 0) + 12 * (n == 97) for n in range(100)]
    order = sorted(range(100), key=lambda n: (-ranks[n], n))
    rank = rank.then(Rank.by_order(range(100)))
    assert rank.page(everything, 0, 100) == order
    assert [rank.page(everything, at, at + 7) for at in range(0, 100, 7)] == [
        order[at : at + 7] for at in range(0, 100, 7)
    ]
    few = mask_of([4, 97, 5, 6], 100)
    assert rank.page(few, 1, 3) == [6, 4]
    assert numbers_of(few) == [4, 5, 6, 97]
