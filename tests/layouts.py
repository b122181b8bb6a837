"""Bounces in the layouts of the programs that write them, of our own making."""

import json
from textwrap import dedent

from tests.mails import postfix_dsn

DAEMON = "From: Mail Delivery Subsystem <MAILER-DAEMON@mail.example.jp>\nTo: sender@example.jp\n"
RETURNED = "\nReturn-Path: <sender@example.jp>\nReceived: from pc (192.0.2.9) by mail.example.jp\nFrom: sender@example.jp\nTo: other@example.net\nSubject: Minutes\n\nThe minutes.\n"


def mail(subject, body, head=DAEMON):
    return f"{head}Subject: {subject}\n\n{dedent(body).strip()}\n"


EXIM = mail(
    "Mail delivery failed: returning message to sender",
    """
    This message was created automatically by mail delivery software.

    A message that you sent could not be delivered to one or more of its
    recipients. This is a permanent error. The following address(es) failed:

      one@example.org
        SMTP error from remote mail server after RCPT TO:<one@example.org>:
        host mx.example.org [192.0.2.25]: 550 5.1.1 <one@example.org>:
        Recipient address rejected: User unknown
      two@example.org
        retry timeout exceeded

    ------ This is a copy of the message, including all the headers. ------
    """,
) + RETURNED  # fmt: skip
SENDMAIL = mail(
    "Returned mail: see transcript for details",
    """
    The original message was received at Mon, 23 Nov 2026 10:00:00 +0900
    from pc.example.jp [192.0.2.9]

       ----- The following addresses had permanent fatal errors -----
    <one@example.org>
        (reason: 550 5.1.1 <one@example.org>... User unknown)

       ----- Transcript of session follows -----
    ... while talking to mx.example.org.:
    >>> RCPT To:<one@example.org>
    <<< 550 5.1.1 <one@example.org>... User unknown
    550 5.1.1 <one@example.org>... User unknown
    """,
)
SENDMAIL_5 = mail(
    "Returned mail: Host unknown",
    """
       ----- Transcript of session follows -----
    550 <two@no.example>... Host unknown

       ----- Unsent message follows -----
    """,
) + RETURNED  # fmt: skip
EXCHANGE_2003 = mail(
    "Undeliverable: Minutes",
    """
    Your message did not reach some or all of the intended recipients.

          Subject:  Minutes
          Sent:     11/23/2026 10:00 AM

    The following recipient(s) could not be reached:

          one@example.org on 11/23/2026 10:01 AM
                The e-mail account does not exist at the organization this message was sent to.
                <mx.example.org #5.1.1>
    """,
    head="From: System Administrator <postmaster@example.jp>\nTo: sender@example.jp\n",
)
EXCHANGE = mail(
    "Undeliverable: Minutes",
    """
    Delivery has failed to these recipients or groups:

    one@example.org<mailto:one@example.org>
    The email address you entered couldn't be found.

    Diagnostic information for administrators:

    Generating server: mail.example.jp

    one@example.org
    mx.example.org
    Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'

    Original message headers:
    """,
    head="From: Microsoft Outlook <postmaster@example.jp>\nTo: sender@example.jp\n",
) + RETURNED  # fmt: skip
GMAIL = mail(
    "Delivery Status Notification (Failure)",
    """
    Delivery to the following recipient failed permanently:

         one@example.org

    Technical details of permanent failure:
    Google tried to deliver your message, but it was rejected by the server for the recipient domain example.org by mx.example.org. [192.0.2.25].

    The error that the other server returned was:
    550 5.2.2 <one@example.org>: mailbox is full

    ----- Original message -----
    """,
    head="From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nTo: sender@gmail.com\nX-Failed-Recipients: one@example.org\n",
) + RETURNED  # fmt: skip
COURIER = mail(
    "NOTICE: mail delivery status.",
    """
    This is a delivery status notification from mail.example.jp,
    running the Courier mail server, version 1.0.

    UNDELIVERABLE MAIL

    Your message to the following recipients cannot be delivered:

    <one@example.org>:
         mx.example.org [192.0.2.25]:
    >>> RCPT TO:<one@example.org>
    <<< 550 5.1.1 User unknown.
    """,
)
OPENSMTPD = mail(
    "Delivery status notification: error",
    """
        Hi!

        This is the MAILER-DAEMON, please DO NOT REPLY to this email.

        An error has occurred while attempting to deliver a message for
        the following list of recipients:

    one@example.org: 550 5.1.1 no such user

        Below is a copy of the original message:
    """,
) + RETURNED  # fmt: skip
DRAGONFLY = mail(
    "Mail delivery failed",
    """
    This is the DragonFly Mail Agent v0.13 at mail.example.jp.

    There was an error delivering your mail to <one@example.org>.

    mx.example.org [192.0.2.25] did not like our RCPT TO:
    550 5.1.1 no such user

    Message headers follow.
    """,
) + RETURNED  # fmt: skip
IMAIL = mail(
    "Undeliverable Mail",
    """
    User mailbox exceeds allowed size: one@example.org

    Original message follows.
    """,
    head='From: "Postmaster" <postmaster@mail.example.jp>\nTo: <sender@example.jp>\nX-Mailer: <SMTP32 v8.22>\n',
) + RETURNED  # fmt: skip
ZOHO = mail(
    "Undelivered Mail Returned to Sender",
    """
    This message was created automatically by mail delivery software.
    A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

    one@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 user not found
    two@example.org Invalid Address, ERROR_CODE :552, ERROR_CODE :5.2.2 mailbox full
    """,
    head="From: mailer-daemon@mail.zoho.com\nTo: sender@example.jp\n",
)
KDDI = mail(
    "Mail System Error - Returned Mail",
    """
    次のあて先へのメッセージはエラーのため送信できませんでした。
    メールアドレスをご確認の上、再送信してください。

    Each of the following recipients was rejected by a remote mail server.

        Recipient: <one@example.org>
        >>> RCPT TO:<one@example.org>
        <<< 550 <one@example.org>: User unknown
    """,
    head="From: Postmaster@ezweb.ne.jp\nTo: sender@ezweb.ne.jp\n",
)
IONOS = mail(
    "Mail delivery failed: returning message to sender",
    """
    The following address failed:

    one@example.org

    For the following reason:

    552 5.3.4 Mail size limit exceeded.

    --- The header of the original message is following. ---
    """,
) + RETURNED  # fmt: skip
HOME_MADE = mail(
    "Delivery failure",
    "We are sorry. Your mail to one@example.org was not delivered, since this mailbox is full. Questions to help@example.net.",
    head="From: robot@example.org\nTo: sender@example.jp\n",
)
SES = json.dumps(
    {
        "notificationType": "Bounce",
        "bounce": {
            "bounceType": "Permanent",
            "reportingMTA": "dns; a1.smtp-out.amazonses.com",
            "bouncedRecipients": [
                {
                    "emailAddress": "one@example.org",
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                }
            ],
        },
        "mail": {"source": "sender@example.jp", "destination": ["one@example.org"]},
    }
)
POSTFIX = postfix_dsn("550 5.1.1 no such user", recipient="one@example.org", remote="mx.example.org")
