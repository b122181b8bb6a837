"""Any text to a BounceReport: a table of layouts."""

import pytest

from catalog.bounce import reader
from tests.mails import postfix_dsn, qmail_bounce

DSN_FIELDS = """\
Reporting-MTA: dns; mail.example.jp
Arrival-Date: Mon, 23 Nov 2026 09:59:58 +0900

Final-Recipient: rfc822; user@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550-5.1.1 no such
    550 5.1.1 user here

Final-Recipient: rfc822; <other@example.org>
Original-Recipient: rfc822; alias@example.org
Action: delayed (will retry)
Status: 4.4.1 (no answer from host)
"""
QMAIL_SAID = """\
192.0.2.25 does not like recipient.
Remote host said: 550 5.1.1 User unknown
Giving up on 192.0.2.25."""


def reports(source):
    return reader.read(source).recipients


def test_dsn_gives_each_recipient():
    first, second = reports(DSN_FIELDS)
    assert (first.recipient, first.action, first.reply_code, first.enhanced_code) == (
        "user@example.org", "failed", "550", "5.1.1",
    )  # fmt: skip
    assert first.diagnostic == "550-5.1.1 no such 550 5.1.1 user here"
    assert (first.reporting_mta, first.remote_mta) == ("mail.example.jp", "mx.example.org")
    assert (second.recipient, second.original_recipient) == ("other@example.org", "alias@example.org")
    assert (second.action, second.status, second.diagnostic) == ("delayed", "4.4.1", "no answer from host")


@pytest.mark.parametrize(
    "source",
    [
        DSN_FIELDS,
        "Some words before\n\n" + DSN_FIELDS,
        DSN_FIELDS.replace("\n", "\r\n").encode(),
        DSN_FIELDS.replace("\n\nFinal", "\nFinal"),
        "Subject: x\nFrom: a@example.jp\nContent-Type: text/plain\n\n" + DSN_FIELDS,
    ],
    ids=["fields alone", "after words", "CRLF", "no blank lines", "sent as text"],
)
def test_dsn_fields_are_read_wherever_they_stand(source):
    assert [report.recipient for report in reports(source)] == ["user@example.org", "other@example.org"]


BELIEVED = [
    # status, diagnostic, the enhanced code that is believed
    ("5.0.0", "550 5.1.1 no", "5.1.1"),
    ("5.1.1", "550 no", "5.1.1"),
    ("5.1.1", "550 5.0.0 no", "5.1.1"),
    ("5.2.1", "550 5.1.1 no", "5.1.1"),
    ("4.4.7", "", "4.4.7"),
]


@pytest.mark.parametrize(("status", "diagnostic", "believed"), BELIEVED)
def test_which_enhanced_code_is_believed(status, diagnostic, believed):
    (report,) = reports(postfix_dsn(diagnostic, status=status))
    assert (report.enhanced_code, report.status) == (believed, status)


def test_utf8_diagnostic_is_kept():
    (report,) = reports(postfix_dsn("550 5.1.1 宛先が’ありません").encode())
    assert report.diagnostic == "550 5.1.1 宛先が’ありません"


def test_the_returned_mail_is_not_read_as_the_bounce():
    report = reader.read(
        postfix_dsn("550 5.1.1 no").replace("the minutes", "\nFinal-Recipient: rfc822; x@example.jp")
    )
    assert [recipient.recipient for recipient in report.recipients] == ["user@example.org"]


@pytest.mark.parametrize(
    "source", [qmail_bounce(QMAIL_SAID), f"<user@example.org>:\n{QMAIL_SAID}\n"], ids=["whole", "paragraph"]
)
def test_qmail(source):
    report = reader.read(source)
    (recipient,) = report.recipients
    assert (report.kind, report.reader) == ("bounce", "blocks")
    assert (recipient.recipient, recipient.remote_mta) == ("user@example.org", "192.0.2.25")
    assert (recipient.reply_code, recipient.enhanced_code) == ("550", "5.1.1")
    assert recipient.diagnostic == " ".join(QMAIL_SAID.split())


REPLIES = [
    # text, recipient, reply code, enhanced code, command
    ("550 5.1.1 <user@example.org>: User unknown", "user@example.org", "550", "5.1.1", ""),
    ("550-5.7.26 no\n550 5.7.26 way", "", "550", "5.7.26", ""),
    ("550", "", "550", "", ""),
    ("5.7.26", "", "", "5.7.26", ""),
    (
        "Nov 23 10:00:00 mail postfix/smtp[1]: 4B1C2: to=<user@example.org>, relay=mx.example.org[192.0.2.25]:25, "
        "dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 no (in reply to RCPT TO command))",
        "user@example.org", "550", "5.1.1", "RCPT",
    ),
    ("<user@example.org>: host mx.example.org[192.0.2.25] said: 550 no (in reply to end of\n    DATA command)",
     "user@example.org", "550", "", "DATA"),
    ("SMTP error, RCPT TO: host example.org 550 User not found: user@example.org", "user@example.org", "550", "", "RCPT"),
    ("（５５０　５．１．１）", "", "550", "5.1.1", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "recipient", "reply", "enhanced", "command"), REPLIES)
def test_a_reply_alone(text, recipient, reply, enhanced, command):
    (report,) = reports(text)
    assert (report.recipient, report.reply_code, report.enhanced_code, report.command) == (
        recipient, reply, enhanced, command,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "kind", "count"),
    [
        ("From: a@example.jp\nTo: b@example.jp\nSubject: Lunch\n\nAt 550 5th Avenue?\n", "other", 1),
        ("hello", "other", 1),
        ("", "other", 0),
        ("\n\n", "other", 0),
        (postfix_dsn("250 2.1.5 ok", status="2.0.0", action="delivered"), "delivered", 1),
        (postfix_dsn("421 4.7.0 later", status="4.7.0", action="delayed"), "bounce", 1),
    ],
)
def test_kinds(source, kind, count):
    report = reader.read(source)
    assert (report.kind, len(report.recipients)) == (kind, count)


@pytest.mark.parametrize("mail", [postfix_dsn("550-5.1.1 a\n 550 5.1.1 b"), qmail_bounce(QMAIL_SAID), DSN_FIELDS])
def test_no_prefix_raises(mail):
    for end in range(0, len(mail), 7):
        reader.read(mail[:end])
        reader.read(mail[:end].encode())
