"""Replies that no entry and no phrase has: which reason their words are most like."""

import pytest
from django.conf import settings

from catalog.fixtures import read_folder
from catalog.likeness import Likeness
from catalog.reasoning import BY_FAR, CLEARLY
from catalog.wording import Wording, normalise

REASONS = read_folder(settings.BASE_DIR / "fixtures")["reason"]
NO_FAILURE = ("undefined", "feedback", "delivered", "vacation")

SMALL = [
    # sample, its reason
    ("the mailbox is full", "mailboxfull"),
    ("the mailboxes of this user are over quota", "mailboxfull"),
    ("this user has no mailbox here", "userunknown"),
    ("no such user", "userunknown"),
    ("the host is listed by rbl.example", "blocked"),
    ("宛先のメールボックスが満杯です", "mailboxfull"),
    ("宛先のユーザーは見つかりません", "userunknown"),
]

LIKE = [
    # a text in normal form, what it is like, the word that tells it most
    ("550 5.7.1 the quota of taro is reached", "mailboxfull", "quota"),
    ("550 mailboxes fully used", "mailboxfull", "mailboxes"),
    ("host mx.example.jp[192.0.2.1] said: 550 5.1.1 user? no such person", "userunknown", "no such"),
    ("192.0.2.7 failed after i sent the message. remote host said: 554 listed giving up on 192.0.2.7", "blocked", "listed"),
    ("550満杯になりました", "mailboxfull", "満杯"),
    # Hosts and addresses name somebody, not a cause.
    ("550 full@user.example has no mailbox", "userunknown", "has"),
    ("550 see https://quota.example/full: no such user", "userunknown", "no such"),
]  # fmt: skip


@pytest.fixture(scope="module")
def small():
    return Likeness(SMALL)


@pytest.mark.parametrize(("text", "reason", "word"), LIKE)
def test_what_a_text_is_like(small, text, reason, word):
    guess = small.guess(text)
    assert guess.reason == reason
    assert any(word in told for told in guess.words)
    assert all(told in text for told in guess.words)


@pytest.mark.parametrize("text", ["", "550 5.7.1", "qqq zzz", "quota.example <full@example.jp>", "550 ; . | !"])
def test_unknown_words_are_like_nothing(small, text):
    assert small.guess(text) is None


def test_no_samples_no_likeness():
    assert Likeness([]).guess("the mailbox is full") is None
    assert Likeness(SMALL[:1]).guess("the mailbox is full") is None


def samples():
    """The phrases of the catalog as samples, in a fixed order."""
    for slug, row in REASONS.items():
        for wording in row["phrases"] if slug not in NO_FAILURE else ():
            yield " | ".join(Wording.parse(wording).pieces), slug


@pytest.mark.parametrize(("enough", "right", "told"), [(CLEARLY, 0.91, 0.60), (BY_FAR, 0.95, 0.20)])
def test_a_tenth_of_the_catalog_is_like_the_others(enough, right, told):
    every = list(samples())
    likeness = Likeness(sample for number, sample in enumerate(every) if number % 10)
    guesses = [(likeness.guess(text), reason) for text, reason in every[::10]]
    clear = [guess.reason == reason for guess, reason in guesses if guess and guess.lead >= enough]
    assert sum(clear) / len(clear) > right
    assert len(clear) / len(guesses) > told


UNSEEN = [
    # Words that are in no fixture as they stand here, and the reason that they are most like.
    ("550 5.7.1 SPF check for shop.example gives fail, we can't take this", "authfailure"),
    ("550 5.7.1 the domain's reputation is far too low with us", "badreputation"),
    ("554 RFC 5322 wants one From header, yours has four", "notcompliantrfc"),
    ("451 4.7.1 Ihr Rechner hat zu viele parallele Verbindungen offen", "ratelimited"),
    ("550 encryption with STARTTLS is a must here", "failedstarttls"),
    ("554 Virus trouvé dans votre pièce jointe", "virusdetected"),
    ("554 dieser Rechner nimmt keinerlei E-Mails an", "notaccept"),
    ("550 送信元ドメインのSPF認証に失敗しています", "authfailure"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), UNSEEN)
def test_unseen_words(text, reason):
    """Each as if the catalog had none of the phrases that stand in it."""
    text = normalise(text)
    guess = Likeness(sample for sample in samples() if sample[0] not in text).guess(text)
    assert (guess.reason, guess.lead >= CLEARLY) == (reason, True)
