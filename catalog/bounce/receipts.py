"""Read receipts: message disposition notifications (RFC 8098). The mail arrived; they say what became of it."""

import re

from catalog.bounce.addresses import find_address, typed_address
from catalog.bounce.message import Headers, Mail
from catalog.bounce.report import DELIVERED, BounceReport, RecipientReport
from catalog.bounce.words import Words

_TYPES = ("message/disposition-notification", "message/global-disposition-notification", "text/plain")
_DISPOSITION = re.compile(r"^Disposition[ \t]*:[ \t]*[\w-]+/[\w-]+[ \t]*;", re.IGNORECASE | re.MULTILINE)


def read(mail: Mail, _words: Words) -> BounceReport | None:
    """The receipt in ``mail``, of the address that gives it; None where it is none.

    Displayed or deleted, by hand or by a program (RFC 8098, 3.2.6): the mail was in the mailbox.
    """
    for part in mail.parts_of(*_TYPES):
        if part.depth == 0 and "isposition" in part.text and _DISPOSITION.search(part.text):
            return _report(mail, Headers.parse(part.text[_start(part.text) :]))
    return None


def _start(text: str) -> int:
    """Where the fields begin: behind words that stand before them in a pasted text."""
    return text.rfind("\n\n", 0, _DISPOSITION.search(text).start()) + 1


def _report(mail: Mail, fields: Headers) -> BounceReport:
    recipient = RecipientReport(
        recipient=typed_address(fields.text("final-recipient")) or find_address(mail.headers.text("from")),
        original_recipient=typed_address(fields.text("original-recipient")),
        action="delivered",
        diagnostic=f"Disposition: {fields.text('disposition')}",
    )
    return BounceReport(kind=DELIVERED, recipients=(recipient,), reader="receipt")
