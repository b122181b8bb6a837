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
    "PowerMTA's accounting": (
        "type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat\n"
        'b,2026-11-23 10:00:00,news@example.jp,one@example.org,failed,5.1.1 (bad address),"smtp;550 5.1.1 no, sorry",mx.example.org,bad-mailbox\n'
        "t,2026-11-23 10:00:01,news@example.jp,two@example.org,delayed,4.2.2 (full),smtp;452 4.2.2 full,mx.example.org,quota-issues\n",
        "bounce", [ONE, TWO],
    ),
    "a service's export": (
        "status;reason;email;created\n5.1.1;550 5.1.1 no;one@example.org;1796000000\n4.2.2;452 4.2.2 full;two@example.org;1796000001\n",
        "bounce", [ONE, TWO],
    ),
    "Japanese columns": ("メールアドレス,エラー内容\none@example.org,550 5.1.1 no\n", "bounce", [ONE]),
    "a table of something else": ("name,email,city\nOne,one@example.org,Kyoto\n", "other", None),
    "a table with an open cell": ('email,reason\none@example.org,550 5.1.1 no\ntwo@example.org,"452 4.2.2 full\n', "bounce", [ONE, TWO]),
    "Postfix, receiving": (
        "Nov 23 10:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 550 5.1.1 <one@example.org>: no; "
        "from=<me@example.jp> to=<one@example.org> proto=ESMTP helo=<pc>\nNov 23 10:00:01 mx postfix/cleanup[1]: 4B1C2: milter-reject: "
        "END-OF-MESSAGE from unknown[192.0.2.9]: 452 4.2.2 full; from=<me@example.jp> to=<two@example.org> proto=ESMTP\n",
        "bounce", [ONE, TWO],
    ),
    "Exim, receiving": (
        "2026-11-23 10:00:00 H=(pc) [192.0.2.9] F=<me@example.jp> rejected RCPT <one@example.org>: relay not permitted\n",
        "bounce", [("one@example.org", "", "")],
    ),
    "MailEnable": (
        "11/23/26 10:00:00\tSMTP-OU\t192.0.2.9\tMAIL\tMAIL FROM:<me@example.jp>\t250 2.1.0 Ok\t47\n"
        "11/23/26 10:00:01\tSMTP-OU\t192.0.2.9\tRCPT\tRCPT TO:<one@example.org>\t550 5.1.1 no\t52\n",
        "bounce", [ONE],
    ),
    "JavaMail": (
        "javax.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n"
        "\tcom.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <one@example.org>: no\n\n"
        "\tcom.sun.mail.smtp.SMTPAddressFailedException: 452 4.2.2 <two@example.org>: full\n\n\tat x(Y.java:1)\n",
        "bounce", [ONE, TWO],
    ),
    "a session by openssl": ("rcpt to:<one@example.org>\n250 2.1.5 Ok\nDATA\n354 Go\nhello\n.\n550 5.1.1 no\nquit\n", "bounce", [ONE]),
    "a session that broke off": ("=== Connected.\n<- 220 mx ESMTP\n-> STARTTLS\n<- 220 2.0.0 Ready\n*** TLS startup failed\n", "other", None),
    "events on lines": (
        '{"email":"one@example.org","event":"bounce","reason":"550 5.1.1 no"},\n{"email":"two@example.org","event":"deferred","response":"452 4.2.2 full"}\n',
        "bounce", [ONE, TWO],
    ),
    "Mandrill's form": ('mandrill_events=[{"event":"hard_bounce","email":"one@example.org","diag":"550 5.1.1 no"}]', "bounce", [ONE]),
    "Resend": (
        '{"type":"email.bounced","data":{"from":"me@example.jp","to":["one@example.org"],"bounce":{"message":"550 5.1.1 no"}}}', "bounce", [ONE],
    ),
    "the help desk's own address": ("Mail Delivery <postmaster@mail.example.com>\n550 5.1.1 no (contact help@example.com) one@example.org", "bounce", [ONE]),
    "a login": ("553 5.7.1 <me@example.jp>: Sender address rejected: not owned by user taro@example.jp", "bounce", [("me@example.jp", "553", "5.7.1")]),
    "a page's address": ("https://www.example.com/item?id=5511&ref=421", "other", None),
    "a web server's log": ('192.0.2.9 - - [23/Nov/2026:10:00:00 +0900] "GET /x HTTP/1.1" 404 552 "-" "Mozilla/5.0"\n', "other", None),
    "a list of changes": ("Version 5.1.1\n\n- faster\n- smaller\n\nUpgrades from 4.2.2 work.\n", "other", None),
    "cut in an address": ("<one@example\n.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 no", "bounce", [ONE]),
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
