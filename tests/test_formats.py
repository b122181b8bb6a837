"""Bounces in the layouts of the programs that write them, and what pasting makes of them: a table of our own mails."""

import json

import pytest

from catalog.bounce import reader
from tests.layouts import (
    COURIER,
    DRAGONFLY,
    EXCHANGE,
    EXCHANGE_2003,
    EXIM,
    GMAIL,
    HOME_MADE,
    IMAIL,
    IONOS,
    KDDI,
    OPENSMTPD,
    POSTFIX,
    SENDMAIL,
    SENDMAIL_5,
    SES,
    ZOHO,
    mail,
)
from tests.mails import postfix_dsn, qmail_bounce

#: What a mail gives for each recipient: address, reply code, enhanced code.
ONE = ("one@example.org", "550", "5.1.1")
READ = {
    "Exim": (EXIM, [ONE, ("two@example.org", "", "")]),
    "Sendmail": (SENDMAIL, [ONE]),
    "Sendmail 5": (SENDMAIL_5, [("two@no.example", "550", "")]),
    "Exchange 2003": (EXCHANGE_2003, [("one@example.org", "", "5.1.1")]),
    "Exchange": (EXCHANGE, [("one@example.org", "550", "5.1.10")]),
    "Gmail": (GMAIL, [("one@example.org", "550", "5.2.2")]),
    "Courier": (COURIER, [ONE]),
    "OpenSMTPD": (OPENSMTPD, [ONE]),
    "DragonFly": (DRAGONFLY, [ONE]),
    "IMail": (IMAIL, [("one@example.org", "", "")]),
    "Zoho": (ZOHO, [ONE, ("two@example.org", "552", "5.2.2")]),
    "KDDI": (KDDI, [("one@example.org", "550", "")]),
    "1&1": (IONOS, [("one@example.org", "552", "5.3.4")]),
    "home-made": (HOME_MADE, [("one@example.org", "", "")]),
    "SES": (SES, [ONE]),
    "SES through SNS": (json.dumps({"Type": "Notification", "Message": SES}), [ONE]),
    "Postfix": (POSTFIX, [ONE]),
    "mbox of two": (f"From x@example.jp Mon Nov 23 10:00:00 2026\n{POSTFIX}\nFrom y Mon Nov 23 10:01:00 2026\n{ZOHO}",
                    [ONE, ONE, ("two@example.org", "552", "5.2.2")]),
    "quoted": ("> " + SENDMAIL.replace("\n", "\n> "), [ONE]),
    "its body alone": (SENDMAIL.split("\n\n", 1)[1], [ONE]),
    "its notification alone": (POSTFIX[POSTFIX.index("This is the mail system") : POSTFIX.index("--4B", 800)], [ONE]),
    "parts without the top headers": (POSTFIX.split("\n\n", 1)[1], [ONE]),
    "forwarded inline": (
        mail("Fwd: help", "What is this?\n\n---------- Forwarded message ---------\n" + EXIM.replace("\n", "\n    "),
             head="From: sender@example.jp\nTo: help@example.net\n"),
        [ONE, ("two@example.org", "", "")],
    ),
    "forwarded as attachment": (
        "From: sender@example.jp\nSubject: help\nContent-Type: multipart/mixed; boundary=Q\n\n--Q\nContent-Type: text/plain\n\n"
        f"What is this?\n--Q\nContent-Type: message/rfc822\n\n{EXIM}\n--Q--\n",
        [ONE, ("two@example.org", "", "")],
    ),
    "two attached": (
        "From: sender@example.jp\nSubject: help\nContent-Type: multipart/mixed; boundary=Q\n\n--Q\nContent-Type: text/plain\n\n"
        f"Two came back.\n--Q\nContent-Type: message/rfc822\n\n{POSTFIX}\n--Q\nContent-Type: message/rfc822\n\n{EXIM}\n--Q--\n",
        [ONE, ONE, ("two@example.org", "", "")],
    ),
    "digest": (
        "From: owner@example.jp\nSubject: 2 of yesterday\nContent-Type: multipart/digest; boundary=Q\n\n--Q\n\n"
        f"{EXIM}\n--Q\n\n{SENDMAIL}\n--Q--\n",
        [ONE, ("two@example.org", "", ""), ONE],
    ),
    "HTML": (f"<html><body><pre>{SENDMAIL.split(chr(10) * 2, 1)[1].replace('<', '&lt;')}</pre></body></html>", [ONE]),
    "Postfix log": (
        "Nov 23 10:00:00 mail postfix/smtp[1]: 4B1C2: to=<one@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=1, "
        "dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 no (in reply to RCPT TO command))\n"
        "Nov 23 10:00:01 mail postfix/smtp[1]: 4B1C3: to=<two@example.org>, relay=none, delay=1, dsn=4.4.1, "
        "status=deferred (connect to mx.example.org[192.0.2.25]:25: Connection timed out)",
        [ONE, ("two@example.org", "", "4.4.1")],
    ),
    "Sendmail log": (
        "Nov 23 10:00:00 mail sendmail[1]: x1: to=<one@example.org>, delay=00:00:01, mailer=esmtp, pri=1, "
        "relay=mx.example.org. [192.0.2.25], dsn=5.1.1, stat=User unknown",
        [("one@example.org", "", "5.1.1")],
    ),
    "Exim log": (
        "2026-11-23 10:00:00 1rAbCd-000001-AA ** one@example.org R=dnslookup T=remote_smtp: SMTP error from remote mail "
        "server after RCPT TO:<one@example.org>: host mx.example.org [192.0.2.25]: 550 5.1.1 no",
        [ONE],
    ),
    "qmail log": (
        "@40000 delivery 3: failure: 192.0.2.25_does_not_like_recipient./Remote_host_said:_550_5.1.1_no/",
        [("", "550", "5.1.1")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_recipients_and_codes(name):
    source, wanted = READ[name]
    report = reader.read(source)
    assert report.kind == "bounce"
    assert [(each.recipient, each.reply_code, each.enhanced_code) for each in report.recipients] == wanted


@pytest.mark.parametrize("name", [name for name in READ if name != "forwarded inline"])
def test_bytes_with_other_line_ends_read_the_same(name):
    source, _ = READ[name]
    assert reader.read(source.replace("\n", "\r\n").encode()).recipients == reader.read(source).recipients


SOFTWARE = {
    "postfix": POSTFIX, "qmail": qmail_bounce("no"), "sendmail": SENDMAIL, "exim": EXIM, "gmail": GMAIL, "courier": COURIER,
    "opensmtpd": OPENSMTPD, "dma": DRAGONFLY, "imail": IMAIL, "microsoft365": EXCHANGE, "zoho": ZOHO, "amazon-ses": SES,
}  # fmt: skip


@pytest.mark.parametrize("slug", SOFTWARE)
def test_software(slug):
    assert reader.read(SOFTWARE[slug]).software == slug


@pytest.mark.parametrize(
    ("name", "command", "remote"),
    [
        ("Exim", "RCPT", "mx.example.org"),
        ("Sendmail", "RCPT", "mx.example.org"),
        ("Courier", "RCPT", ""),
        ("DragonFly", "RCPT", ""),
        ("Postfix log", "RCPT", "mx.example.org"),
    ],
)
def test_command_and_remote_host(name, command, remote):
    first = reader.read(READ[name][0]).recipients[0]
    assert (first.command, first.remote_mta) == (command, remote)


ARF = """\
From: fbl@example.net
Subject: Abuse report
Content-Type: multipart/report; report-type=feedback-report; boundary=A

--A
Content-Type: text/plain

This is an abuse report.
--A
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Example/1.0
Version: 1
Original-Rcpt-To: <one@example.org>
Original-Rcpt-To: <two@example.org>
--A
Content-Type: message/rfc822

From: news@example.jp
To: one@example.org
Subject: News

--A--
"""
VACATION = "From: one@example.org\nTo: sender@example.jp\nSubject: Out of office: Minutes\nAuto-Submitted: auto-replied\n\nI am away until Monday. Write to two@example.org.\n"
KINDS = [
    (ARF, "feedback", ["one@example.org", "two@example.org"]),
    (VACATION, "autoreply", ["one@example.org"]),
    (
        VACATION.replace("Out of office: Minutes", "不在のお知らせ").replace("Auto-Submitted: auto-replied\n", ""),
        "autoreply",
        ["one@example.org"],
    ),
    (postfix_dsn("250 2.0.0 ok", status="2.0.0", action="relayed"), "delivered", ["user@example.org"]),
    ("From: shop@example.jp\nTo: you@example.org\nSubject: 20 % off\n\nWrite to help@example.jp\n", "other", None),
    ("Dear all,\nplease call 550 before noon\n-- \nShop\n", "other", None),
]


@pytest.mark.parametrize(("source", "kind", "addresses"), KINDS)
def test_kinds(source, kind, addresses):
    report = reader.read(source)
    assert report.kind == kind
    assert addresses is None or [each.recipient for each in report.recipients] == addresses


NOTICE = "From: postmaster@mail.example.com\nTo: sender@example.jp\nSubject: Undeliverable mail\n\n"
#: Notices in words: what they say, the addresses that failed, the reply code.
SENTENCES = [
    ("The message that you sent was undeliverable to the following:\n\tone@example.org (mailbox full)\n", ["one@example.org"], ""),
    ("------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\none@example.org\n\n------- Returned Message --------\n", ["one@example.org"], ""),
    ("Your message to one@example.org was rejected.\nI said:\n   RCPT To:<one@example.org>\nAnd mx.example.org responded with\n   550 No such user\n", ["one@example.org"], "550"),
    ("Could not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    one@example.org\n", ["one@example.org"], "550"),
    ("This report relates to a message with these header fields:\n\n  Message-id: <7@example.jp>\n  To: one@example.org\n\n  Recipient address: one@example.org\n  Diagnostic code: smtp;550 5.1.1 User unknown\n", ["one@example.org"], "550"),
    ("We could not deliver the mail you sent to one@example.org. If you need help write to desk@example.net.\n", ["one@example.org"], ""),
    ("The following message to <one@example.org> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'5.1.1 no such user'\n", ["one@example.org"], "550"),
    ("Mail to these failed:\n  one@example.org, two@example.org\n", ["one@example.org", "two@example.org"], ""),
    ("  one@example.org: User unknown\n  two@example.org: Mailbox full\n", ["one@example.org", "two@example.org"], ""),
    ("次の宛先にメールを配信できませんでした。\n\n宛先: one@example.org\n理由: ユーザーが見つかりません\n", ["one@example.org"], ""),
    ("Ihre Nachricht an one@example.org konnte nicht zugestellt werden: Empfänger unbekannt.\n", ["one@example.org"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "addresses", "reply"), SENTENCES, ids=range(len(SENTENCES)))
def test_notices_in_words(words, addresses, reply):
    recipients = reader.read(NOTICE + words).recipients
    assert [each.recipient for each in recipients] == addresses
    assert recipients[0].reply_code == reply
