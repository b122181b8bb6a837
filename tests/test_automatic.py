"""Mails that programs write for people: who is away, who has received something, who has seen it."""

import pytest

from catalog.bounce import reader
from catalog.diagnosis import diagnose

PERSON = "From: One <one@example.org>\nTo: sender@example.jp\n"

#: What is added to the header, the words, and the kind of mail: with and without what the header tells.
AUTOMATIC = [
    ("Subject: One is out of the office.", "Back on Monday.", "autoreply"),
    ("Subject: Absence du bureau : Compte rendu", "À lundi.", "autoreply"),
    ("Subject: Re: Minutes\nX-Loop: autoreply", "Gone fishing.", "autoreply"),
    ("Subject: Re: Minutes\nX-Mailer: Mercury Autoresponder v4", "Gone fishing.", "autoreply"),
    ("Subject: [Auto] Minutes", "À lundi.", "autoreply"),
    # A program that answers.
    ("Subject: [Ticket#7] Minutes\nPrecedence: bulk\nIn-Reply-To: <1@example.jp>", "It is with us.", "autoreply"),
    ("Subject: Minutes\nAuto-Submitted: auto-generated\nReferences: <1@example.jp>", "It is with us.", "autoreply"),
    (
        "Subject: Minutes\nPrecedence: bulk\nIn-Reply-To: <1@example.jp>\nSender: owner@example.org",
        "I agree.",
        "other",
    ),
    (
        "Subject: Minutes\nPrecedence: bulk\nIn-Reply-To: <1@example.jp>\nList-Id: <x.example.org>",
        "I agree.",
        "other",
    ),
    (
        "Subject: Minutes\nAuto-Submitted: auto-generated\nReferences: <1@example.jp>",
        "one@example.org: 550 5.1.1 User unknown",
        "bounce",
    ),
    ("Subject: Minutes\nAuto-Submitted: auto-generated", "Seven disks are in use.", "other"),
    # A help desk's program, which quotes what it has received.
    (
        "Subject: [desk #7] AutoReply: bounces\nX-RT-Loop-Prevention: desk",
        "It is with us: 550 5.1.1 User unknown",
        "autoreply",
    ),
    # A program, and the words of somebody who is away; a person may say the same in a letter.
    ("Subject: Minutes\nAuto-Submitted: auto-generated", "I am on holiday. Write to two@example.org.", "autoreply"),
    ("Subject: Minutes\nReturn-Path: <>", "Jestem na urlopie do poniedziałku.", "autoreply"),
    ("Subject: Minutes\nReturn-Path: <>", "ただいま休暇中です。two@example.org までご連絡ください。", "autoreply"),
    ("Subject: Minutes\nX-Auto-Response-Suppress: All", "Votre demande (7) a bien été reçue.", "autoreply"),
    ("Subject: Minutes", "I am on holiday. Write to two@example.org.", "other"),
    # Nobody's refusal: a null sender alone makes no bounce.
    ("Subject: confirm subscribe to flowers\nReturn-Path: <>", "To join, answer to x-7@example.org.", "other"),
    ("Subject: Minutes\nReturn-Path: <>", "Not delivered to one@example.org: 550 5.1.1 User unknown", "bounce"),
]


@pytest.mark.parametrize(("head", "words", "kind"), AUTOMATIC)
def test_who_is_away_and_who_has_received(catalog, head, words, kind):
    answer = diagnose(reader.read(f"{PERSON}{head}\n\n{words}\n".encode()))
    assert answer.kind == kind
    addresses = [finding.report.recipient for finding in answer.findings]
    assert addresses == ([] if kind == "other" else ["one@example.org"])


RECEIPT = """\
From: One <one@example.org>
To: sender@example.jp
Subject: Read: Minutes
Content-Type: multipart/report; report-type=disposition-notification; boundary=x

--x
Content-Type: text/plain

Your message was read.

--x
Content-Type: message/disposition-notification

Reporting-UA: mail.example.org; Example
Final-Recipient: rfc822;one@example.org
Original-Message-ID: <1@example.jp>
Disposition: manual-action/MDN-sent-manually; displayed

--x--
"""
FIELDS = "Final-Recipient: rfc822;one@example.org\nDisposition: automatic-action/MDN-sent-automatically; deleted\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (RECEIPT, "manual-action/MDN-sent-manually; displayed"),
        (FIELDS, "automatic-action/MDN-sent-automatically; deleted"),
        (f"Your message was deleted unread.\n\n{FIELDS}", "automatic-action/MDN-sent-automatically; deleted"),
    ],
)
def test_a_read_receipt_says_that_the_mail_arrived(source, said):
    report = reader.read(source)
    assert report.kind == "delivered"
    (recipient,) = report.recipients
    assert (recipient.recipient, recipient.action) == ("one@example.org", "delivered")
    assert recipient.diagnostic == f"Disposition: {said}"


SIEVE = RECEIPT.replace("displayed", "deleted").replace("Read: Minutes", "Automatically rejected mail")


@pytest.mark.parametrize(
    "source",
    [
        SIEVE.replace("Your message was read.", "Your message was automatically rejected:\nnot from you"),
        RECEIPT.replace("To: sender", "Auto-Submitted: auto-replied (rejected)\nTo: sender").replace(
            "was read", "came"
        ),
    ],
)
def test_a_recipient_s_filter_that_refuses_by_a_receipt(source):
    report = reader.read(source)
    assert report.kind == "bounce"
    assert [(each.recipient, each.action) for each in report.recipients] == [("one@example.org", "failed")]
    assert "Disposition" not in report.recipients[0].diagnostic


def test_a_bounce_that_returns_a_receipt_is_a_bounce():
    bounce = (
        "From: MAILER-DAEMON@mail.example.jp\nSubject: Undelivered\nContent-Type: multipart/report; boundary=y\n\n--y\n"
        "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; two@example.org\nAction: failed\n"
        f"Status: 5.1.1\n\n--y\nContent-Type: message/rfc822\n\n{RECEIPT}\n--y--\n"
    )
    report = reader.read(bounce)
    assert (report.kind, report.recipients[0].recipient) == ("bounce", "two@example.org")
