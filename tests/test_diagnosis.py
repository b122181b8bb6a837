"""The order in which a reason is decided, over a small catalog of our own."""

import pytest

from catalog.bounce.report import BOUNCE, BounceReport, RecipientReport
from catalog.diagnosis import diagnose
from catalog.models import Reason
from tests.builders import make_code, make_phrase, make_provider, make_reason

REASONS = (
    "userunknown", "filtered", "mailboxfull", "rejected", "expired", "hasmoved", "spamdetected", "onhold", "undefined",
    "feedback", "vacation", "delivered", "blocked", "mailererror", "networkerror", "securityerror", "policyviolation",
    "suspend", "systemerror", "syntaxerror", "hostunknown", "notaccept",
)  # fmt: skip

#: Words that are known, three of each reason.
ANYBODYS = [f"{one}{two}xx" for two in "abc" for one in "abcdefghijklmnopqrstuv"]


@pytest.fixture
def small_catalog(db):
    for slug in REASONS:
        make_reason(slug=slug)
    reason = Reason.objects.in_bulk(field_name="slug")
    make_phrase("no such user", reason=reason["userunknown"])
    make_phrase("mailbox is full", reason=reason["mailboxfull"])
    make_phrase("in the queue too long", reason=reason["expired"])
    make_phrase("out of the office", reason=reason["vacation"])
    make_phrase("the door is shut", reason=reason["blocked"], frame=True)
    make_phrase("the gate is shut", reason=reason["blocked"], frame=True)
    make_phrase("bad-mailbox", reason=reason["userunknown"])
    make_phrase("the line is dead", reason=reason["networkerror"])
    make_phrase("nobody takes mail here", reason=reason["notaccept"])
    for wording in (
        "cheap pills by mail",
        "pills are cheap",
        "buy cheap pills",
        "pills at a cheap price",
        "our pills",
    ):
        make_phrase(wording, reason=reason["spamdetected"])
    for number, word in enumerate(ANYBODYS):
        make_phrase(f"{number} {word}", reason=reason[REASONS[number % len(REASONS)]])
    make_phrase("recipient address was rejected", reason=reason["userunknown"], frame=True)
    rfc = make_provider("rfc", kind="standard")
    for enhanced, slug in (
        ("5.1.1", "userunknown"),
        ("5.1.6", "hasmoved"),
        ("4.2.1", "suspend"),
        ("5.2.0", "filtered"),
        ("5.2.2", "mailboxfull"),
        ("5.5.0", "systemerror"),
        ("5.7.0", "securityerror"),
        ("5.7.1", "policyviolation"),
    ):
        make_code(
            f"rfc-{enhanced}", provider=rfc, reason=reason[slug], reply_code="", enhanced_code=enhanced, message=""
        )
    for reply, slug in (("550", "onhold"), ("551", "hasmoved"), ("503", "syntaxerror")):
        make_code(f"rfc-{reply}", provider=rfc, reason=reason[slug], reply_code=reply, enhanced_code="", message="")
    for number in range(6):
        common = make_provider(f"common-{number}", clues=[])
        make_code(f"common-{number}", provider=common, reason=reason["onhold"], message="Words that six of them send")
    mailbox = make_provider("acme", clues=[("host", "acme.example")])
    make_code(
        "acme-1",
        provider=mailbox,
        reason=reason["spamdetected"],
        enhanced_code="5.7.1",
        message="No such user, as far as spammers are told. See the help pages of this service for senders.",
    )
    make_code(
        "acme-2",
        provider=mailbox,
        reason=reason["mailboxfull"],
        enhanced_code="5.2.9",
        message="Described, never sent",
        verbatim=False,
    )
    make_code(
        "acme-frame",
        provider=mailbox,
        reason=reason["undefined"],
        reply_code="",
        enhanced_code="",
        message="The other side had something to say about it",
    )
    make_code("acme-door", provider=mailbox, reason=reason["blocked"], enhanced_code="", message="The gate is shut")
    phone = make_provider("phone", kind="carrier", clues=[("recipient-domain", "phone.example")])
    make_code("phone-1", provider=phone, reason=reason["filtered"], message="Refused by the user's own list")
    make_code(
        "mta-1",
        provider=make_provider("mta", kind="mta"),
        reason=reason["userunknown"],
        reply_code="550",
        enhanced_code="",
        message="Recipient address was rejected",
    )
    make_code(
        "mta-2",
        provider=make_provider("mta-two", kind="mta"),
        reason=reason["policyviolation"],
        message="Its words were rejected here",
    )
    make_provider("pager", kind="carrier", clues=[("recipient-domain", "pager.example")])
    groups = make_provider("groups", clues=[("host", "groups.example")])
    for number in (1, 2):
        make_code(
            f"groups-{number}",
            provider=groups,
            reason=reason["rejected"],
            reply_code="",
            enhanced_code="",
            message=f"Words of the groups in language {number}",
        )


def report(text="", enhanced="", command="", reply="550", **fields):
    return RecipientReport(diagnostic=text, reply_code=reply, enhanced_code=enhanced, command=command, **fields)


CASES = [
    # what the recipient's report says, the reason
    (report("No such user, as far as spammers are told. See the help pages of this service for senders.", "5.7.1"), "spamdetected"),
    # An enhanced code speaks against the wording: the phrase in it counts.
    (report("No such user, as far as spammers are told. See the help pages of this service for senders.", "5.1.1"), "userunknown"),
    # Cut off, and still its own sentence.
    (report("No such user, as far as spammers are told.", "5.7.1"), "spamdetected"),
    (report("no such user"), "userunknown"),
    (report("no such user", "5.1.6"), "hasmoved"),
    (report("no such user", "5.2.0"), "filtered"),
    (report("no such user", reply="551"), "userunknown"),
    (report("other words", reply="551"), "hasmoved"),
    (report("no such user", command="RCPT"), "userunknown"),
    (report("no such user", command="DATA"), "filtered"),
    (report("no such user", "5.1.1", command="DATA"), "userunknown"),
    (report("no such user", command="MAIL"), "rejected"),
    (report("no such user", recipient="a@phone.example"), "filtered"),
    (report("no such user", command="RCPT", recipient="a@phone.example"), "userunknown"),
    # A carrier that is not known to let its users refuse.
    (report("no such user", recipient="a@pager.example"), "userunknown"),
    (report("mailbox is full, it was in the queue too long"), "mailboxfull"),
    (report("in the queue too long"), "expired"),
    # Nobody answered, until time ran out.
    (report("the line is dead"), "networkerror"),
    (report("the line is dead, it was in the queue too long"), "expired"),
    (report("the line is dead", "4.4.7"), "expired"),
    (report("the line is dead", "5.1.2"), "hostunknown"),
    (report("nobody takes mail here"), "notaccept"),
    (report("nobody takes mail here", reply="421"), "systemerror"),
    (report("the line is dead", reply="", action="delayed"), "expired"),
    (report("the line is dead", "4.4.1", reply="", action="delayed"), "networkerror"),
    (report("other words", "5.7.0"), "securityerror"),
    (report("other words", "5.7.0", command="DATA"), "policyviolation"),
    # Nobody wrote these words down: what they are like, where the code leaves it open, or by far.
    (report("no pills please, be they ever so cheap", "5.7.1"), "spamdetected"),
    (report("no pills please, be they ever so cheap"), "spamdetected"),
    (report("no pills please, be they ever so cheap", "5.2.2"), "mailboxfull"),
    (report("our offer: price of pills cheap, buy at cheap price, pills by mail", "5.2.2"), "spamdetected"),
    # In a long text the same words stand by chance.
    (report(f"no pills please, be they ever so cheap {' '.join(ANYBODYS)}", "5.7.1"), "policyviolation"),
    (report(f"no pills please, be they ever so cheap {' '.join(ANYBODYS[:5])}", "5.7.1"), "spamdetected"),
    (report("our offer: price of pills cheap. no such user", "5.7.1"), "userunknown"),
    # A program's few words, and a phrase behind them that all the words are like.
    (report("its words were rejected here, and that is all", "5.7.1"), "policyviolation"),
    (report("its words were rejected here: cheap pills by mail", "5.7.1"), "spamdetected"),
    # What the sending program sorted it under.
    (report("other words", category="bad-mailbox"), "userunknown"),
    (report("mailbox is full", category="bad-mailbox"), "mailboxfull"),
    (report("no such user", "5.2.1", category="bad-mailbox"), "userunknown"),
    # Refused when the sender was named.
    (report("other words", command="MAIL"), "rejected"),
    # An entry's wording that is a frame and no more.
    (report("The recipient address was rejected: mailbox is full", "5.2.8"), "mailboxfull"),
    # A frame, longer than the cause in it, counts where nothing else does.
    (report("recipient address was rejected: mailbox is full"), "mailboxfull"),
    (report("recipient address was rejected"), "userunknown"),
    # The provider's own entry, but no more than a frame.
    (report("The gate is shut: mailbox is full", remote_mta="mx.acme.example"), "mailboxfull"),
    (report("The gate is shut", remote_mta="mx.acme.example"), "blocked"),
    # Few words of an entry, and more of a phrase.
    (report("Refused by the user's own list: no such user here", remote_mta="mx.phone.example"), "filtered"),
    # Who spoke, and when, where the words say nothing.
    (report("other words", reply="", diagnostic_type="x-unix"), "mailererror"),
    (report("mailbox is full", reply="", diagnostic_type="x-unix"), "mailboxfull"),
    (report("other words", command="CONNECT"), "blocked"),
    (report("other words", command="CONNECT", reply="421"), "onhold"),
    # The mailbox is there: unless the address itself was refused, a filter speaks.
    (report("no such user", "5.2.1"), "filtered"),
    (report("no such user", "5.2.1", command="RCPT"), "userunknown"),
    (report("The other side had something to say about it: mailbox is full"), "mailboxfull"),
    (report("other words", "5.2.9", remote_mta="mx.acme.example"), "mailboxfull"),
    (report("andere Worte", reply="", remote_mta="mx.groups.example"), "rejected"),
    (report("other words", "5.2.2"), "mailboxfull"),
    (report("other words", "5.0.0"), "onhold"),
    (report("words that six of them send", "5.2.2"), "mailboxfull"),
    # X.5.0 leaves every cause open; another code, or a frame, tells more.
    (report("other words", "5.5.0"), "systemerror"),
    (report("other words", "5.5.0", reply="503"), "syntaxerror"),
    (report("the door is shut", "5.5.0"), "blocked"),
    # A 421 shuts the connection, and is about no mailbox.
    (report("other words", "4.2.1", reply="450"), "suspend"),
    (report("other words", "4.2.1", reply="421"), "onhold"),
    (report("other words", reply=""), "onhold"),
    (report("", reply=""), "undefined"),
]  # fmt: skip


@pytest.mark.parametrize(("recipient", "reason"), CASES, ids=range(len(CASES)))
def test_reason(small_catalog, recipient, reason):
    (finding,) = diagnose(BounceReport(kind=BOUNCE, recipients=(recipient,))).findings
    assert finding.reason.slug == reason


@pytest.mark.parametrize(
    ("kind", "reason"), [("feedback", "feedback"), ("autoreply", "vacation"), ("delivered", "delivered")]
)
def test_what_is_no_failure_has_its_own_reason(small_catalog, kind, reason):
    (finding,) = diagnose(BounceReport(kind=kind, recipients=(report("no such user"),))).findings
    assert finding.reason.slug == reason


@pytest.mark.parametrize(
    ("action", "reply", "temporary"),
    [
        ("failed", "550", False),
        ("failed", "421", True),
        ("delayed", "", True),
        ("", "450", True),
        ("", "550", False),
        ("", "", False),
    ],
)
def test_temporary(small_catalog, action, reply, temporary):
    (finding,) = diagnose(BounceReport(kind=BOUNCE, recipients=(report("x", reply=reply, action=action),))).findings
    assert finding.temporary is temporary


@pytest.mark.parametrize(
    ("recipients", "reasons"),
    [
        # The words around a reply that tells nothing, where it is the only one.
        ([report("other words", recipient="a@b.example")], ["mailboxfull"]),
        ([report("other words", recipient="a@b.example"), report("other", recipient="c@b.example")], ["onhold", "onhold"]),
        ([report("no such user", recipient="a@b.example")], ["userunknown"]),
    ],
)  # fmt: skip
def test_the_words_of_the_mail_around_the_reply(small_catalog, recipients, reasons):
    mail = BounceReport(kind=BOUNCE, recipients=tuple(recipients), prose="The mailbox is full. Other words.")
    assert [finding.reason.slug for finding in diagnose(mail).findings] == reasons


@pytest.mark.parametrize(("said", "reason"), [("", "undefined"), ("other words", "onhold")])
def test_the_words_around_are_nobodys_answer(small_catalog, said, reason):
    """A notice that only says that a mail came back tells less than a server's reply that nobody understands."""
    mail = BounceReport(kind=BOUNCE, recipients=(report(said, reply=""),), prose="It could not be brought to them.")
    assert [finding.reason.slug for finding in diagnose(mail).findings] == [reason]


def test_words_that_nobody_knows_are_no_bounce(small_catalog):
    answer = diagnose(BounceReport(kind="other", recipients=(report("hello there", reply=""),)))
    assert (answer.kind, answer.findings) == ("other", ())


@pytest.mark.parametrize(
    ("words", "kind", "reason"),
    [
        ("the door is shut", "bounce", "blocked"),
        ("the door is shut " + "and more " * 9, "other", None),
        ("I am out of the office", "autoreply", "vacation"),
    ],
)
def test_words_alone_are_what_their_phrase_says(small_catalog, words, kind, reason):
    answer = diagnose(BounceReport(kind="other", recipients=(report(words, reply=""),), reader="reply"))
    assert answer.kind == kind
    assert [finding.reason.slug for finding in answer.findings] == ([reason] if reason else [])


def test_words_that_the_catalog_knows_are_one(small_catalog):
    answer = diagnose(BounceReport(kind="other", recipients=(report("no such user", reply=""),)))
    assert (answer.kind, answer.findings[0].reason.slug) == ("bounce", "userunknown")
