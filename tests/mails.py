"""Bounce mails of our own making, in the layouts of the programs that are named."""


def postfix_dsn(diagnostic, recipient="user@example.org", remote="mx.example.org", status="5.0.0", action="failed"):
    """A whole bounce of Postfix (bounce(8)): notification, delivery-status, headers of the returned mail."""
    return f"""\
Return-Path: <>
Date: Mon, 23 Nov 2026 10:00:00 +0900
From: MAILER-DAEMON@mail.example.jp (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: sender@example.jp
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4B1C2.1700000000/mail.example.jp"

This is a MIME-encapsulated message.

--4B1C2.1700000000/mail.example.jp
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example.jp.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<{recipient}>: host {remote}[192.0.2.25] said: {diagnostic}
    (in reply to RCPT TO command)

--4B1C2.1700000000/mail.example.jp
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.jp
X-Postfix-Queue-ID: 4B1C2
X-Postfix-Sender: rfc822; sender@example.jp
Arrival-Date: Mon, 23 Nov 2026 09:59:58 +0900 (JST)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; {remote}
Diagnostic-Code: smtp; {diagnostic}

--4B1C2.1700000000/mail.example.jp
Content-Description: Undelivered Message
Content-Type: message/rfc822

Return-Path: <sender@example.jp>
From: sender@example.jp
To: {recipient}
Subject: Minutes
Message-ID: <1@mail.example.jp>

Please find the minutes below.

--4B1C2.1700000000/mail.example.jp--
"""


def qmail_bounce(said, recipient="user@example.org", host="mail.example.jp"):
    """A bounce of qmail-send (QSBMF): an introduction, a paragraph for the recipient, a copy of the message."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@{host}
To: sender@example.jp
Subject: failure notice
Date: 23 Nov 2026 10:00:00 +0900

Hi. This is the qmail-send program at {host}.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{recipient}>:
{said}

--- Below this line is a copy of the message.

Return-Path: <sender@example.jp>
From: sender@example.jp
To: {recipient}
Subject: Minutes

Please find the minutes below.
"""


def folded(codes, message, words_a_line=8):
    """A reply as a server folds it: its codes before every line, with a hyphen on all but the last."""
    reply, _, enhanced = codes.partition(" ")
    words = message.split()
    lines = [" ".join(words[at : at + words_a_line]) for at in range(0, len(words), words_a_line)] or [""]
    last = len(lines) - 1
    return "\n".join(
        f"{reply}{' ' if number == last else '-'}{enhanced + ' ' if enhanced else ''}{line}".rstrip()
        for number, line in enumerate(lines)
    )


def report(groups):
    """A delivery report of one group of fields for each of ``groups``: (recipient, action, status, diagnostic)."""
    fields = "\n".join(
        f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}\n"
        for to, action, status, said in groups
    )
    return f'From: MAILER-DAEMON@mail.example.jp\nSubject: Undelivered\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.jp\n\n{fields}\n--b--\n'


def many(count):
    """A delivery report of so many recipients, who have three answers in turn."""
    said = ("550 5.1.1 <u{0}@example.org> User unknown", "552 5.2.2 mailbox full", "421 4.4.2 Connection dropped")
    acts = (("failed", "5.1.1"), ("failed", "5.2.2"), ("delayed", "4.4.2"))
    return report((f"u{n}@example.org", *acts[n % 3], said[n % 3].format(n)) for n in range(count))
