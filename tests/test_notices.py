"""Notices that name several recipients by labels and sections, of mailing lists, of delays, of delivery programs."""

import pytest

from catalog.bounce import reader
from catalog.diagnosis import diagnose
from tests.builders import make_phrase, make_reason

HEAD = "From: postmaster@mail.example.com\nTo: sender@example.jp\nSubject: Undeliverable mail\n\n"
COPY = "\nReceived: from pc (192.0.2.9) by mail.example.jp\nMessage-ID: <7@example.jp>\nSubject: Minutes\n\nThe minutes.\n"
FIRST, SECOND = ("one@example.org", "550"), ("two@example.org", "452")

NOTICES = {
    "MailEnable": "The following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:one@example.org]\n\tReason: Returned: 550 No such user\n\n"
    "\tRecipient: [SMTP:two@example.org]\n\tReason: Returned: 452 full\n",
    "InterMail": "    Recipient: <one@example.org>\n    Reason:    550 Invalid recipient\n\n    Recipient: <two@example.org>\n    Reason:    452 full\n",
    "CommuniGate": "Failed to deliver to 'one@example.org'\nSMTP module(domain example.org) reports:\n 550 no such user\n\n"
    "Failed to deliver to 'two@example.org'\nSMTP module reports:\n 452 full\n",
    "Mercury": "   *** one@example.org\n   550 no such recipient\n\n   *** two@example.org\n   452 full\n",
    "MMDF": "    Your message could not be delivered to\n'one@example.org (host: mx.example.org) (queue: smtp)' for the following\nreason:  '550 User unknown'\n\n"
    "    Your message could not be delivered to\n'two@example.org (host: mx.example.org) (queue: smtp)' for the following\nreason:  '452 full'\n",
    "1&1": '"one@example.org":\nSMTP error from remote server for RCPT TO command, host: mx.example.org (192.0.2.8) reason: 550 no mailbox\n\n'
    '"two@example.org":\nSMTP error from remote server for TEXT command, host: mx.example.org (192.0.2.9) reason: 452 full\n',
    "Japanese service": "次の宛先にメールを届けられませんでした。\n\n■宛先: one@example.org\n応答: 550 no such user\n\n■宛先: two@example.org\n応答: 452 full\n",
    "arrows": "in your email to the following recipients:\n-> one@example.org\n   550 no\n-> two@example.org\n   452 full\n",
}  # fmt: skip


@pytest.mark.parametrize("name", NOTICES)
def test_each_recipient_has_a_section(name):
    recipients = reader.read(HEAD + NOTICES[name] + COPY).recipients
    assert [(each.recipient, each.reply_code) for each in recipients] == [FIRST, SECOND]


#: Words of a notice, and whom they name as not reached.
NAMED = [
    ("The mailbox one@example.org is no longer in use. Please write to our new address, two@example.org.\n", ["one@example.org"]),
    ("旧アドレス： one@example.org\n新アドレス： two@example.org\n", ["one@example.org"]),
    ("Mail to one@example.org was stopped. Message Token: 8hQ2@shop.example\n", ["one@example.org"]),
    ("Sender: sender@example.jp\nRcpt To: one@example.org\n", ["one@example.org"]),
    ("Your message to postmaster@mail.example.com is being held.\n", ["postmaster@mail.example.com"]),
    ("Details\n\nFrom:\tsender@example.jp\nTo:\tone@example.org\nSubject:\tStatement\nDate:\t23 Nov 2026\n\nReason:\t550 Rejected\n", ["one@example.org"]),
    ("Virus W32/Netsky.P@mm was found in the mail to one@example.org\n", ["one@example.org"]),
    ("MailStop has stopped this mail.\n\n  From:     sender@example.jp\n  To:       one@example.org, two@example.org\n", ["one@example.org", "two@example.org"]),
    ("Recipient of the attachment:  <one@example.org>, <two@example.org>\nOne attachment was deleted\n", ["one@example.org", "two@example.org"]),
    ("His address is now:\n\n\ttwo@example.org\n\nMail to one@example.org was not delivered.\n", ["one@example.org"]),
    ("Open https://mail.example.com/add?a=two@example.org to reach one@example.org, who refused it.\n", ["one@example.org"]),
    ("one@over-there.example<mailto:one@over-there.example>\nThe address was not found.\n", ["one@over-there.example"]),
    ("  an undisclosed address\n    (generated from one@example.org)\n    mailbox is full\n", ["one@example.org"]),
    ("local delivery failed:\n\n  |/usr/bin/deliver\n    (generated from one@example.org)\n", ["one@example.org"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "addresses"), NAMED, ids=range(len(NAMED)))
def test_whom_a_notice_names(words, addresses):
    assert [each.recipient for each in reader.read(HEAD + words).recipients] == addresses


ROBOT = (
    "From: dev-bounces@lists.example.org\nTo: sender@example.jp\nSubject: Request to mailing list dev rejected\n\n"
)


def test_a_list_answers_for_itself():
    (recipient,) = reader.read(ROBOT + "Write to dev-owner@lists.example.org.\n").recipients
    assert recipient.recipient == "dev@lists.example.org"


@pytest.mark.parametrize(
    ("subject", "words", "action"),
    [
        ("Warning: message 1a delayed 24 hours", "one@example.org\n    Delay reason: timeout\n", "delayed"),
        ("Your mail", "one@example.org\n    421 busy\n\nDelivery attempts will continue.\n", "delayed"),
        ("Mail delayed", "one@example.org\n    550 no\n", "failed"),
        ("Undelivered mail", "one@example.org\n    421 busy\n", "failed"),
        ("A warning", "one@example.org: No answer\n\nYou DO NOT NEED to re-send it.\n", "delayed"),
        (
            "Waiting mail",
            "Delivery attempts are still pending for:\n\n\tone@example.org (host: mx.example.org)\n",
            "delayed",
        ),
    ],
)
def test_a_warning_is_no_failure(subject, words, action):
    (recipient,) = reader.read(f"From: MAILER-DAEMON@mail.example.jp\nSubject: {subject}\n\n{words}").recipients
    assert recipient.action == action


FIELDS = (
    "From: MAILER-DAEMON@mail.example.jp\nContent-Type: multipart/report; boundary=B\n\n--B\n\nwords\n--B\n"
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.jp\n\n{}\n--B--\n"
)


@pytest.mark.parametrize(
    ("fields", "recipient", "reply", "diagnostic_type"),
    [
        ("Final-Recipient: x400; /G=One/S=X/\nOriginal-Recipient: rfc822; one@example.org\nStatus: 5.1.1", "one@example.org", "", ""),
        ("Final-Recipient: rfc822; one@example.org\nDiagnostic-Code: x-unix; 500 exit", "one@example.org", "", "x-unix"),
        ("Final-Recipient: rfc822; one@example.org\nDiagnostic-Code: x-local; 204 not here", "one@example.org", "", "x-local"),
        ("Final-Recipient: rfc822; one@example.org\nDiagnostic-Code: smtp; 550 no", "one@example.org", "550", "smtp"),
        # AOL's old servers: what came after the refusal.
        ("Final-Recipient: rfc822; one@example.org\nAction: failed\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 OK", "one@example.org", "", "smtp"),
    ],
)  # fmt: skip
def test_fields_of_other_systems(fields, recipient, reply, diagnostic_type):
    (found,) = reader.read(FIELDS.format(fields)).recipients
    assert (found.recipient, found.reply_code, found.diagnostic_type) == (recipient, reply, diagnostic_type)


def test_powermta_sorts_its_bounces():
    fields = "Final-Recipient: rfc822;one@example.org\nDiagnostic-Code: smtp;550 no\nX-PowerMTA-BounceCategory: bad-mailbox"
    assert reader.read(FIELDS.format(fields)).recipients[0].category == "bad-mailbox"


LETTER = "From: kawa@example.com\nTo: sender@example.jp\nSubject: About {}\n{}\n"


@pytest.mark.parametrize(
    ("mail", "kind"),
    [
        (LETTER.format("your mail", "\nMail to one@example.org was stopped: the wombat escaped.\n"), "bounce"),
        (LETTER.format("your mail", "\none@example.org: 550 5.7.1 no\n"), "bounce"),
        (LETTER.format("lunch", "\nThe menu for one@example.org is attached.\n"), "other"),
        (LETTER.format("news", "List-Unsubscribe: <https://example.com/>\n\nto one@example.org: the wombat escaped\n"), "other"),
        # A sender whose bounces go elsewhere (VERP) is no daemon.
        ("Return-Path: <bounces+7@news.example.com>\n" + LETTER.format("news", "\nFlowers.\n"), "other"),
    ],
)  # fmt: skip
def test_a_notice_of_a_sender_whom_nobody_knows_is_known_by_its_phrases(db, mail, kind):
    for slug in ("userunknown", "onhold", "undefined"):
        make_reason(slug=slug)
    reason = make_reason(slug="policyviolation")
    make_phrase("the wombat escaped", reason=reason)
    assert diagnose(reader.read(mail)).kind == kind


ORDINARY = [
    ("Meeting", "Parking is not allowed in front of the building. Questions: facility@example.net"),
    (
        "Job application",
        "I am no longer with Acme; my new address is ann.new@example.net. Please update your contacts.",
    ),
    ("Your invoice", "Your payment was rejected by your bank. Contact accounts@example.net."),
    ("Server migration", "If your mailbox is full, please delete mails. Write to it@example.net."),
    ("Forum digest", "alice@example.net wrote: my postfix says 'Connection refused', any idea?"),
    ("注文確認", "ご注文ありがとうございます。ご不明な点は shop@example.net までご連絡ください。配送は550円です。"),
    ("会議の件", "容量が大きいファイルは共有フォルダに置いてください。連絡先: tanaka@example.net"),
]


@pytest.mark.parametrize(("subject", "words"), ORDINARY)
def test_a_letter_is_no_notice(catalog, subject, words):
    letter = f"From: Ann <ann@example.com>\nTo: bob@example.org\nSubject: {subject}\n\n{words}\n"
    assert diagnose(reader.read(letter.encode())).kind == "other"


#: What stands beside an address and is no reason: a signature, whom to ask.
ASIDE = [
    "They do not want your mail:\n\n\tone@example.org\n\n--\nThe Mail, mx.example.com\n",
    "The address was refused.\n\n<one@example.org>\n\nPlease reply to <postmaster@mail.example.com>\nif you feel this message to be in error.\n",
]


@pytest.mark.parametrize("words", ASIDE)
def test_what_is_no_reason(words):
    (recipient,) = reader.read(HEAD + words).recipients
    assert (recipient.recipient, recipient.diagnostic) == ("one@example.org", "")


SESSION = (
    " Mon 00:12:07: Attempting SMTP connection to [203.0.113.61:25]\n Mon 00:12:07: <-- 220 mx.example.org ESMTP\n"
    " Mon 00:12:08: --> MAIL From:<sender@example.jp> SIZE=31457280\n Mon 00:12:08: <-- 552 5.3.4 too large\n"
)


def test_a_session_that_ended_before_the_recipient_was_named():
    (recipient,) = reader.read(f"{HEAD}Failed address: one@example.org\n\n{SESSION}").recipients
    assert (recipient.recipient, recipient.reply_code, recipient.command) == ("one@example.org", "552", "MAIL")
    fields = FIELDS.format("Final-Recipient: rfc822;one@example.org\nStatus: 5.3.4").replace("words\n", SESSION)
    (recipient,) = reader.read(fields).recipients
    assert (recipient.recipient, recipient.reply_code, recipient.command) == ("one@example.org", "552", "MAIL")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Subject: Please confirm your message\n", "bounce"),
        ("Subject: Hello\nX-Delivery-Agent: TMDA/1.0.3\n", "bounce"),
        ("Subject: Message not sent\n", "bounce"),
        ("Subject: Hello\n", "autoreply"),
    ],
)
def test_who_holds_the_mail_is_not_away(head, kind):
    source = (
        f"Return-Path: <>\nFrom: One <one@example.org>\nTo: sender@example.jp\n{head}Auto-Submitted: auto-replied\n\n"
    )
    report = reader.read(
        source + "It will not be delivered to one@example.org unless you write to one-confirm-1.22.a@example.org\n"
    )
    assert (report.kind, [each.recipient for each in report.recipients]) == (kind, ["one@example.org"])
