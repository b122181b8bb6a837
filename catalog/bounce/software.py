"""What wrote the bounce, by the marks that each program leaves in its mails."""

import re

from catalog.bounce.message import Mail

#: Slug, and a mark in the header (From, Subject, X-Mailer and others on a line each) or the first words; the first wins.
_MARKS: tuple[tuple[str, re.Pattern], ...] = tuple(
    (slug, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for slug, pattern in (
        ("postfix", r"\(Mail Delivery System\)|This is the (?:mail system|Postfix program) at host|X-Postfix-"),
        ("qmail", r"Hi\. This is the|this is the qmail-send program"),
        (
            "sendmail",
            r"Transcript of session follows|Mail Delivery Subsystem <MAILER-DAEMON@(?!google)|had permanent fatal errors",
        ),
        ("gmail", r"mailer-daemon@google(?:mail)?\.com"),
        (
            "exim",
            r"created automatically by mail delivery software|boundary=\S*eximdsn|Mail Delivery System <mailer-daemon@",
        ),
        ("microsoft365", r"X-MS-Exchange|Diagnostic information for administrators|outlook\.com"),
        ("exchange", r"Microsoft Exchange|X-MS-Embedded-Report|Internet Mail Service \("),
        ("courier", r"This is a delivery status notification from .{1,200}, running the Courier mail server"),
        ("opensmtpd", r"This is the MAILER-DAEMON, please DO NOT REPLY"),
        ("dma", r"DragonFly Mail Agent|This is the DragonFly"),
        ("domino", r"Lotus (?:Notes|Domino)|X-MIMETrack|IBM Domino"),
        ("groupwise", r"Novell GroupWise"),
        ("imail", r"<SMTP32 v"),
        ("oracle-messaging", r"This report relates to a message you sent with the following header fields"),
        ("powermta", r"PowerMTA|This message was created automatically by .{0,40}Port25"),
        ("amazon-ses", r"amazonses\.com|sns\.amazonaws\.com"),
        ("james", r"X-James|Apache James"),
        ("zoho", r"Zoho Mail"),
        ("mailru", r"@corp\.mail\.ru"),
        ("yandex", r"@yandex\.(?:ru|com)"),
        ("yahoo", r"MAILER-DAEMON@yahoo\.com|from yahoo\.com"),
        ("mailmarshal", r"MailMarshal"),
        ("fml", r"X-ML-Info|Fml "),
        ("mfilter", r"m-FILTER"),
    )
)
_FIELDS = ("from", "subject", "x-mailer", "x-mailer-version", "content-type", "user-agent", "message-id")
_SHOWN = 1500


def recognise(mail: Mail) -> str:
    """The slug of the program that wrote ``mail``, ``""`` where nothing tells."""
    told = "\n".join(f"{name}: {mail.headers[name]}" for name in _FIELDS if name in mail.headers)
    told += "\n" + " ".join(name for name in mail.headers if name.startswith("x-")) + "\n" + mail.prose[:_SHOWN]
    return next((slug for slug, mark in _MARKS if mark.search(told)), "")
