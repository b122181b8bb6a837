"""Complaint reports: the Abuse Reporting Format (RFC 5965), also where its fields were sent as text."""

import re

from catalog.bounce.addresses import find_addresses
from catalog.bounce.message import Headers, Mail
from catalog.bounce.replies import one_line
from catalog.bounce.report import FEEDBACK, BounceReport, RecipientReport
from catalog.bounce.words import Words

_FEEDBACK_TYPE = re.compile(r"^Feedback-Type:[ \t]*[\w-]+", re.IGNORECASE | re.MULTILINE)
#: Outlook.com's programme for senders (JMRP) writes no report: it marks the mail that was complained of.
_JMRP = "x-hmxmroriginalrecipient"
#: Nor does SpamCop, which names the address that the mail came from in a field of its own, and no complainer.
_SPAMCOP = "x-spamcop-sourceip"
#: A complainer is often blacked out; then whom the mail was for is the next best.
_RECIPIENT_FIELDS = ("original-rcpt-to", "removal-recipient")


def read(mail: Mail, words: Words) -> BounceReport | None:
    """The complaint in ``mail``, one report for each address that complained; None where it is no complaint."""
    for part in mail.parts_of("message/feedback-report", "text/plain"):
        if part.depth == 0 and "feedback-type" in part.text.lower() and _FEEDBACK_TYPE.search(part.text):
            return _report(words, part.text)
    if _SPAMCOP in mail.headers:
        return _report(words, "")
    marked = next((part.headers[_JMRP] for part in mail.parts if _JMRP in part.headers), "")
    if not marked and _JMRP in words.rest.lower():
        marked = words.returned.get(_JMRP, "")
    return _report(words, f"Original-Rcpt-To: {marked}") if marked else None


def _report(words: Words, fields: str) -> BounceReport:
    addresses = [
        address
        for name, value in Headers.pairs(fields)
        if name in _RECIPIENT_FIELDS
        for address in find_addresses(value)
    ]
    addresses = addresses or find_addresses(words.returned.text("to")) or [""]
    diagnostic = one_line(words.own)[:500]
    recipients = tuple(
        RecipientReport(recipient=address, diagnostic=diagnostic) for address in dict.fromkeys(addresses)
    )
    return BounceReport(kind=FEEDBACK, recipients=recipients, reader="feedback")
