"""What wrote the bounce, by the marks that each program leaves in its mails."""

from catalog.bounce.message import Mail

#: Slugs, and texts in lower case of which one stands in the header or in the bounce's first words; the first wins.
_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("gmail", ("mailer-daemon@googlemail.com", "mailer-daemon@google.com")),
    ("postfix", ("(mail delivery system)", "this is the mail system at host", "this is the postfix program at host")),
    ("qmail", ("hi. this is the", "this is the qmail-send program")),
    ("microsoft365", ("x-ms-exchange", "diagnostic information for administrators", "outlook.com")),
    ("exchange", ("microsoft exchange", "x-ms-embedded-report", "internet mail service (")),
    ("courier", ("running the courier mail server", "courier mail server at")),
    ("opensmtpd", ("this is the mailer-daemon, please do not reply",)),
    ("dma", ("dragonfly mail agent",)),
    ("domino", ("lotus notes", "lotus domino", "ibm domino", "x-mimetrack")),
    ("groupwise", ("novell groupwise",)),
    ("imail", ("<smtp32 v",)),
    ("oracle-messaging", ("this report relates to a message you sent with the following header fields",)),
    ("powermta", ("powermta", "port25")),
    ("amazon-ses", ("amazonses.com", "sns.amazonaws.com")),
    ("james", ("x-james", "apache james")),
    ("zoho", ("zoho mail", "mailer-daemon@mail.zoho.")),
    ("mailru", ("@corp.mail.ru",)),
    ("yandex", ("mailer-daemon@yandex.",)),
    ("yahoo", ("mailer-daemon@yahoo.com",)),
    ("mailmarshal", ("mailmarshal",)),
    ("fml", ("x-ml-info", "fml ")),
    ("m-filter", ("m-filter",)),
    # Whose words others copied, last.
    ("sendmail", ("transcript of session follows", "had permanent fatal errors")),
    (
        "exim",
        ("created automatically by mail delivery software", "-eximdsn-", "mail delivery system <mailer-daemon@"),
    ),
)
_FIELDS = ("from", "subject", "x-mailer", "x-mailer-version", "content-type", "user-agent", "message-id")
_SHOWN = 1500


def recognise(mail: Mail, words: str) -> str:
    """The slug of the program that wrote ``mail``, whose own ``words`` these are; ``""`` where nothing tells."""
    told = " ".join(mail.headers[name] for name in _FIELDS if name in mail.headers)
    names = " ".join(name for name in mail.headers if name.startswith("x-"))
    told = f"{told} {names} {words[:_SHOWN]}".lower()
    return next((slug for slug, marks in _MARKS if any(mark in told for mark in marks)), "")
