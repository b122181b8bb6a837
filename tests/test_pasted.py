"""What people paste that is no mail: forwards, sessions, logs, webhooks, exceptions, markup. All of our own making."""

import json

import pytest

from catalog.bounce import reader

ONE = ("one@example.org", "550", "5.1.1")
TWO = ("two@example.org", "452", "4.2.2")

DAEMON_SAID = "Your message to one@example.org was not delivered.\n\n550 5.1.1 <one@example.org>: no such user\n"
FORWARDS = {
    "Outlook": "What is this?\n\n-----Original Message-----\nFrom: Microsoft Outlook <MicrosoftExchange329@example.jp>\n"
    "Sent: Monday, November 23, 2026 9:41 AM\nTo: Taro <taro@example.jp>\nSubject: Undeliverable: Minutes\n\n",
    "Gmail": "help\n\n---------- Forwarded message ---------\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\n"
    "Date: Mon, Nov 23, 2026 at 9:41 AM\nSubject: Delivery Status Notification (Failure)\nTo: <taro@example.jp>\n\n",
    "Japanese": "これは何ですか\n\n-----元のメッセージ-----\n差出人: Mail Delivery System <MAILER-DAEMON@mail.example.jp>\n"
    "送信日時: 2026年11月23日 9:41\n宛先: taro@example.jp\n件名: Undelivered Mail Returned to Sender\n\n",
    "German": "Was heißt das?\n\nVon: Mail Delivery System <MAILER-DAEMON@mail.example.jp>\nGesendet: Montag, 23. November 2026\n"
    "An: taro@example.jp\nBetreff: Undelivered Mail Returned to Sender\n\n",
    "French": "Que faire ?\n\n-----Message d'origine-----\nDe : Microsoft Outlook\nEnvoyé : lundi 23 novembre 2026 10:15\n"
    "À : Taro\nObjet : Non remis : Minutes\n\n",
    "in a mail": "From: taro@example.jp\nTo: desk@example.net\nSubject: Fwd: help\n\nSee below.\n\nBegin forwarded message:\n\n"
    "From: Mail Delivery System <MAILER-DAEMON@mail.example.jp>\nSubject: Undelivered Mail Returned to Sender\n"
    "To: taro@example.jp\n\n",
}  # fmt: skip


@pytest.mark.parametrize("program", FORWARDS)
def test_forwarded(program):
    report = reader.read(FORWARDS[program] + DAEMON_SAID)
    assert report.kind == "bounce"
    assert [(each.recipient, each.reply_code, each.enhanced_code) for each in report.recipients] == [ONE]


def event(**fields):
    return json.dumps([{"email": "one@example.org", "ip": "192.0.2.1", "timestamp": 1796000000} | fields])


#: What is pasted, its kind, and for each recipient its address, reply code and enhanced code.
PASTED = {
    "swaks": (
        "=== Connected to mx.example.org.\n<-  220 mx.example.org ESMTP\n -> EHLO pc.example.jp\n<-  250 8BITMIME\n"
        " -> MAIL FROM:<me@example.jp>\n<-  250 2.1.0 Ok\n -> RCPT TO:<one@example.org>\n<** 550 5.1.1 no such user\n"
        " -> QUIT\n<-  221 2.0.0 Bye\n",
        "bounce", [ONE],
    ),
    "C and S": (
        "S: 220 mx.example.org\nC: MAIL FROM:<me@example.jp>\nS: 250 OK\nC: RCPT TO:<one@example.org>\nS: 550 5.1.1 no\n"
        "C: RCPT TO:<two@example.org>\nS: 452 4.2.2 full\nC: QUIT\nS: 221 Bye\n",
        "bounce", [ONE, TWO],
    ),
    "In and Out": (
        "Transcript of session follows.\n\n Out: 220 mx.example.org ESMTP Postfix\n In:  MAIL FROM:<me@example.jp>\n"
        " Out: 250 2.1.0 Ok\n In:  RCPT TO:<one@example.org>\n Out: 550 5.1.1 no\n In:  QUIT\n Out: 221 2.0.0 Bye\n",
        "bounce", [ONE],
    ),
    "a session for each host": (
        "The message had these undeliverable recipients:\n\tone@example.org\n\ttwo@example.org\n\nCommand: mx.example.org\n"
        "Response: 220 mx.example.org\nCommand: EHLO pc.example.jp\nResponse: 250 Ok\nCommand: MAIL FROM:<me@example.jp>\n"
        "Response: 250 Ok\nCommand: RCPT TO:<one@example.org>\nResponse: 550 5.1.1 no\n\nCommand: mx2.example.org\n"
        "Response: 220 mx2\nCommand: EHLO pc.example.jp\nResponse: 250 Ok\nCommand: MAIL FROM:<me@example.jp>\nResponse: 452 4.2.2 full\n",
        "bounce", [ONE, TWO],
    ),
    "typed by hand": (
        ">>> mx.example.org\n220 mx.example.org ESMTP\nEHLO pc.example.jp\n250 SIZE 52428800\nMAIL FROM:<me@example.jp>\n"
        "250 2.1.0 Ok\nRCPT TO:<one@example.org>\n550 5.1.1 no such user\nRCPT TO:<two@example.org>\n452 4.2.2 full\n",
        "bounce", [ONE, TWO],
    ),
    "typed by hand, refused at the end": (
        "MAIL FROM:<me@example.jp>\n250 2.1.0 Ok\nRCPT TO:<one@example.org>\n250 2.1.5 Ok\nDATA\n354 go ahead\n.\n550 5.1.1 no\n",
        "bounce", [ONE],
    ),
    "smtplib": (
        "smtplib.SMTPRecipientsRefused: {'one@example.org': (550, b'5.1.1 No such user'), 'two@example.org': (452, b'4.2.2 full')}",
        "bounce", [ONE, TWO],
    ),
    "SendGrid": (event(event="bounce", reason="550 5.1.1 no such user", status="5.1.1"), "bounce", [ONE]),
    "SendGrid, deferred": (event(event="deferred", response="452 4.2.2 full").replace("one@", "two@"), "bounce", [TWO]),
    "SendGrid, complaint": (event(event="spamreport"), "feedback", [("one@example.org", "", "")]),
    "SendGrid, delivered": (event(event="delivered", response="250 OK"), "delivered", [("one@example.org", "250", "")]),
    "SendGrid, by mail": (
        "From: hooks@example.jp\nContent-Type: application/json\n\n" + event(event="bounce", reason="550 5.1.1 no such user"),
        "bounce", [ONE],
    ),
    "Mailjet": (event(event="bounce", error="user unknown", comment="550 5.1.1 no such user"), "bounce", [ONE]),
    "SendGrid, other": (event(event="open"), "other", None),
    "Mailgun": (
        json.dumps({"event-data": {"event": "failed", "severity": "permanent", "recipient": "one@example.org",
                                   "delivery-status": {"code": 550, "message": "5.1.1 no such user"}}}),
        "bounce", [ONE],
    ),
    "Postmark": (
        json.dumps({"RecordType": "Bounce", "Type": "HardBounce", "Email": "one@example.org", "Description": "The server was unable",
                    "Details": "smtp;550 5.1.1 no such user"}),
        "bounce", [ONE],
    ),
    "SparkPost": (
        json.dumps([{"msys": {"message_event": {"type": "bounce", "rcpt_to": "one@example.org", "error_code": "550",
                                                "raw_reason": "550 5.1.1 no such user", "reason": "550 5.1.1 no ..."}}}]),
        "bounce", [ONE],
    ),
    "JSON of something else": (json.dumps({"email": "one@example.org", "name": "One"}), "other", None),
    "JSON, broken": ('{"email": "one@example.org", "event": "bounce", ', "other", None),
    "qmail's log": (
        "@4 starting delivery 8: msg 1 to remote one@example.org\n@4 delivery 8: failure: 192.0.2.25_failed_after_I_sent_the_message."
        "/Remote_host_said:_550_5.1.1_no/\n",
        "bounce", [ONE],
    ),
    "Exchange's log": (
        "2026-11-23T07:04:22.302Z,,,,HUB01,,,ROUTING,FAIL,881220,<8D2A@hub01.example.jp>,two@example.org,"
        "[{LRT=};{LED=452 4.2.2 mailbox full.};{FQDN=}],55120,1\n",
        "bounce", [TWO],
    ),
    "full-width": ("　５５０　５．１．１　＜one＠example.org＞：　Ｕｓｅｒ　ｕｎｋｎｏｗｎ", "bounce", [ONE]),
    "typographic quotes": ("The server said ‘550 5.1.1 no such user’ about “one@example.org”", "bounce", [ONE]),
    "markup": ("<div><table><tr><td>Recipient</td><td>one@example.org</td></tr><tr><td>Reason</td><td>550 5.1.1 no such user</td></tr></table></div>",
               "bounce", [ONE]),
}  # fmt: skip


@pytest.mark.parametrize("name", PASTED)
def test_pasted(name):
    source, kind, wanted = PASTED[name]
    report = reader.read(source)
    assert report.kind == kind
    if wanted is not None:
        assert [(each.recipient, each.reply_code, each.enhanced_code) for each in report.recipients] == wanted
