"""Read receipts: message disposition notifications (RFC 8098). The mail arrived; they say what became of it."""

import re
from dataclasses import replace

from catalog.bounce.addresses import find_address, typed_address
from catalog.bounce.autoreply import REFUSED
from catalog.bounce.message import Headers, Mail
from catalog.bounce.replies import read_reply
from catalog.bounce.report import BOUNCE, DELIVERED, BounceReport, RecipientReport
from catalog.bounce.words import Words

_TYPES = ("message/disposition-notification", "message/global-disposition-notification", "text/plain")
_DISPOSITION = re.compile(r"^Disposition[ \t]*:[ \t]*[\w-]+/[\w-]+[ \t]*;", re.IGNORECASE | re.MULTILINE)

#: Of the words, this much is looked at.
LONGEST = 2000


def read(mail: Mail, words: Words) -> BounceReport | None:
    """The receipt in ``mail``, of the address that gives it; None where it is none.

    Displayed or deleted, by hand or by a program (RFC 8098, 3.2.6): the mail was in the mailbox. A recipient's own
    filter (Sieve's "reject", RFC 5429) sends the same fields, and tells of its refusal in words alone.
    """
    for part in mail.parts_of(*_TYPES):
        if part.depth == 0 and "isposition" in part.text and _DISPOSITION.search(part.text):
            recipient = _recipient(mail, Headers.parse(part.text[_start(part.text) :]))
            return _refusal(recipient, words) if _is_refused(mail, words) else _receipt(recipient)
    return None


def _start(text: str) -> int:
    """Where the fields begin: behind words that stand before them in a pasted text."""
    return text.rfind("\n\n", 0, _DISPOSITION.search(text).start()) + 1


def _recipient(mail: Mail, fields: Headers) -> RecipientReport:
    return RecipientReport(
        recipient=typed_address(fields.text("final-recipient")) or find_address(mail.headers.text("from")),
        original_recipient=typed_address(fields.text("original-recipient")),
        diagnostic=f"Disposition: {fields.text('disposition')}",
    )


def _receipt(recipient: RecipientReport) -> BounceReport:
    return BounceReport(kind=DELIVERED, recipients=(replace(recipient, action="delivered"),), reader="receipt")


def _refusal(recipient: RecipientReport, words: Words) -> BounceReport:
    said = replace(recipient, action="failed", **read_reply(words.own[:LONGEST]))
    return BounceReport(kind=BOUNCE, recipients=(said,), reader="receipt")


def _is_refused(mail: Mail, words: Words) -> bool:
    submitted = mail.headers.get("auto-submitted", "")  # "auto-replied (rejected)"
    return REFUSED.search(f"{submitted} {mail.headers.text('subject')} {words.own[:LONGEST]}") is not None
