"""Rows to ranked entries, without a database."""

import pytest

from catalog.agreement import OF_PROGRAM, Asked, CodeRow
from catalog.matcher import Matcher
from catalog.recognition import Clue, Recogniser
from catalog.wording import normalise


def row(number, slug, kind="mailbox", codes="", vendor="", message="", reason="userunknown", verbatim=True):
    reply, _, enhanced = codes.partition(" ")
    return CodeRow(number, slug, slug.split("-")[0], kind, reply, enhanced, vendor, message, verbatim, reason)


ROWS = [
    row(1, "rfc-550", "standard", "550", reason="onhold"),
    row(2, "rfc-5-1-1", "standard", " 5.1.1"),
    row(3, "rfc-5-7-1", "standard", " 5.7.1", reason="policyviolation"),
    row(10, "alpha-unknown", codes="550 5.1.1", message="The account that you tried to reach does not exist."),
    row(11, "alpha-full", codes="552 5.2.2", message="The account that you tried to reach is over quota."),
    row(12, "alpha-full-later", codes="452 4.2.2", message="The account that you tried to reach is over quota. See {url}"),
    row(13, "alpha-blocked", codes="550 5.7.1", vendor="AB-001", message="Blocked for policy reasons.", reason="blocked"),
    row(14, "alpha-spam", codes="550 5.7.1", message="This message looks like spam to us.", reason="spamdetected"),
    row(15, "alpha-short", codes="503 5.5.1", message="MAIL first.", reason="syntaxerror"),
    row(20, "beta-full", codes="552 5.2.2", message="The account that you tried to reach is over quota."),
    row(21, "beta-only", codes="554 5.7.9", message="Refused by beta in a way of its own.", reason="blocked"),
    row(22, "beta-described", codes="554 5.7.8", message="A description nobody ever sends anywhere", verbatim=False),
    row(30, "mta-unknown", "mta", "550 5.1.1", message="User unknown in virtual mailbox table"),
]  # fmt: skip

MATCHES = [
    # text, reply, enhanced, provider, the best entry, its evidence
    ("The account that you tried to reach does not exist.", "550", "5.1.1", "", "alpha-unknown", "wording"),
    ("... the ACCOUNT that you  tried to reach does not exist - see x", "550", "5.1.1", "", "alpha-unknown", "wording"),
    ("the account that you tried to reach is over quota. see http://x.test/", "552", "5.2.2", "alpha", "alpha-full", "wording"),
    ("the account that you tried to reach is over quota. see http://x.test/", "452", "4.2.2", "alpha", "alpha-full-later", "wording"),
    ("the account that you tried to reach is over quota", "552", "5.2.2", "beta", "beta-full", "wording"),
    ("refused by beta in a way of its own", "550", "5.7.1", "", "beta-only", "wording"),
    ("<a@b.test>: user unknown in virtual mailbox table", "550", "5.1.1", "beta", "mta-unknown", "wording"),
    ("ab-001 unlike anything known", "550", "", "", "alpha-blocked", "vendor-code"),
    ("AB-001", "", "", "", "alpha-blocked", "vendor-code"),
    ("ab-001", "550", "", "beta", "rfc-550", "standard-code"),
    ("words unlike anything known", "554", "5.7.9", "beta", "beta-only", "provider-code"),
    ("a description nobody ever sends anywhere", "554", "5.7.8", "beta", "beta-described", "provider-code"),
    ("words unlike anything known", "550", "5.7.1", "alpha", "rfc-5-7-1", "standard-code"),
    ("words unlike anything known", "550", "5.1.1", "", "rfc-5-1-1", "standard-code"),
    ("", "550", "", "", "rfc-550", "standard-code"),
    ("mail first", "503", "5.5.1", "", "alpha-short", "wording"),
    ("mail first", "550", "5.1.1", "", "rfc-5-1-1", "standard-code"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reply", "enhanced", "provider", "slug", "evidence"), MATCHES)
def test_the_best_entry(text, reply, enhanced, provider, slug, evidence):
    best = Matcher(ROWS).match(Asked(normalise(text), reply, enhanced, provider))[0]
    assert (best.row.slug, best.evidence) == (slug, evidence)


FRAMED = [
    row(40, "mta-frame", "mta", message="{ip} did not like the recipient. It said:", reason="undefined"),
    row(41, "mta-plain", "mta", "550", message="User unknown"),
    row(42, "alpha-framed", codes="550", message="{ip} did not like the recipient. It said: 550{text}User unknown"),
    row(43, "host-plain", "hosting", "550", message="No mailbox of that name is here"),
    row(44, "mta-same", "mta", "550", message="No mailbox of that name is here"),
    row(45, "alpha-later", codes="421", vendor="AB-007", message="Come again later (AB-007)", reason="blocked"),
    row(48, "alpha-words", codes="550", message="Words that two hosts use and nobody else"),
    row(49, "host-words", "hosting", "550", message="Words that two hosts use and nobody else"),
    row(46, "alpha-one", codes="550", message="The first sentence is its own. The last sentence is everybody's own."),
    row(47, "alpha-two", codes="550", message="Another sentence it is. The last sentence is everybody's own.", reason="blocked"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        # A program's frame around a reply: the entry that quotes it is found where nobody's address speaks against it.
        (Asked("192.0.2.1 did not like the recipient. it said: 550 user unknown", "550"), "alpha-framed"),
        (Asked("192.0.2.1 did not like the recipient. it said: 550 user unknown", "550", addressed=True), "mta-plain"),
        (Asked("192.0.2.1 did not like the recipient. it said: 550 user unknown", "550", "", "alpha", True), "alpha-framed"),
        # One wording at two providers, none of them recognised: the program's before the host's that runs it.
        (Asked("no mailbox of that name is here", "550"), "mta-same"),
        (Asked("no mailbox of that name is here", "550", "", "host"), "host-plain"),
        # A provider's own code names its cause in whatever class.
        (Asked("refused (ab-007)", "550", "", "alpha"), "alpha-later"),
        # A sentence that stands in entries of different reasons tells neither.
        (Asked("the last sentence is everybody's own.", "550"), None),
        (Asked("the first sentence is its own.", "550"), "alpha-one"),
    ],
)  # fmt: skip
def test_frames_ties_and_common_sentences(asked, slug):
    found = Matcher(FRAMED).match(asked)
    assert (found[0].row.slug if found else None) == slug


@pytest.mark.parametrize(
    ("asked", "slug", "least"),
    [
        # Words of 24 characters and more tell whose they are, unless somebody else says them, too.
        (Asked("no mailbox of that name is here", "550"), "host-plain", OF_PROGRAM),
        (Asked("words that two hosts use and nobody else", "550"), "host-words", 40),
        (Asked("the first sentence is its own. the last sentence is everybody's own.", "550"), "alpha-one", 24),
        # A program's words are those of all who run it.
        (Asked("no mailbox of that name is here", "550"), "mta-same", 24),
    ],
)
def test_how_many_words_tell_whose_they_are(asked, slug, least):
    (row,) = (found.row for found in Matcher(FRAMED).match(asked) if found.row.slug == slug)
    assert row.least == least


def test_nothing_matches_nothing():
    assert Matcher(ROWS).match(Asked("words unlike anything known")) == []
    assert Matcher([]).match(Asked("words", "550")) == []


def test_each_entry_once():
    many = [row(100 + n, f"gamma-{n}", codes="550 5.7.1", message=f"Same wording here number {n}") for n in range(9)]
    found = Matcher(many).match(Asked("same wording here number 3", "550", "5.7.1", "gamma"))
    assert found[0].row.slug == "gamma-3"
    assert len({each.row.id for each in found}) == len(found) == 9


CLUES = [
    Clue("alpha", "mailbox", "host", "alpha.test"),
    Clue("alpha-corp", "mailbox", "host", "corp.alpha.test"),
    Clue("alpha", "mailbox", "recipient-domain", "alpha-mail.test"),
    Clue("beta", "mailbox", "phrase", "beta postmaster desk"),
    Clue("list", "blocklist", "host", "list.test"),
]

RECOGNISED = [
    # text, remote MTA, recipient, provider
    ("", "mx1.alpha.test", "", "alpha"),
    ("", "MX1.Corp.Alpha.Test.", "", "alpha-corp"),
    ("", "mx.notalpha.test", "", ""),
    ("see https://help.alpha.test/x", "", "", "alpha"),
    ("user a@alpha.test is unknown", "", "", ""),
    ("client out.alpha.test[192.0.2.1] blocked", "", "", ""),
    ("ask the beta postmaster desk", "", "", "beta"),
    ("ask the beta postmaster desk", "mx.alpha.test", "", "alpha"),
    ("no", "", "user@alpha-mail.test", "alpha"),
    ("ask the beta postmaster desk", "", "user@alpha-mail.test", "beta"),
    ("listed at bl.list.test", "mx.alpha.test", "", "alpha"),
    ("listed at bl.list.test", "", "user@alpha-mail.test", "alpha"),
    ("listed at bl.list.test", "", "", "list"),
]


@pytest.mark.parametrize(("text", "remote", "recipient", "provider"), RECOGNISED)
def test_who_refused(text, remote, recipient, provider):
    assert Recogniser(CLUES).recognise(text, remote, recipient) == provider
