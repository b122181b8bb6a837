"""message/delivery-status to recipients (RFC 3464), also where it was pasted or sent as plain text."""

import re
from collections.abc import Iterator
from itertools import islice

from catalog.bounce import report
from catalog.bounce.addresses import typed_address, typed_host
from catalog.bounce.codes import find_codes
from catalog.bounce.message import Headers, Mail
from catalog.bounce.replies import one_line, read_reply
from catalog.bounce.report import MOST_RECIPIENTS, BounceReport, RecipientReport
from catalog.bounce.words import Words

TYPES = ("message/delivery-status", "message/global-delivery-status")

_PER_RECIPIENT = ("final-recipient", "original-recipient")
_FIELDS_IN_TEXT = re.compile(
    r"^(?:Final-Recipient|Original-Recipient|Action|Status|Remote-MTA|Diagnostic-Code|Reporting-MTA)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_IN_TEXT = re.compile(r"^(?:Final|Original)-Recipient[ \t]*:[ \t]*[\w-]+[ \t]*;", re.IGNORECASE | re.MULTILINE)
_DIAGNOSTIC_TYPE = re.compile(r"^\s*(smtp|x-[\w-]+|dns|unix|lmtp|local)\s*;\s*", re.IGNORECASE)
_COMMENT = re.compile(r"\(([^()]{4,300})\)")


def read(mail: Mail, _words: Words) -> BounceReport | None:
    """The recipients of a delivery status notification; None where the mail holds none."""
    for part in mail.parts_of(*TYPES):
        if recipients := _recipients(part.text):
            return _report(recipients)
    for part in mail.parts_of("text/plain", "text/rfc822-headers"):
        if _IN_TEXT.search(part.text) and (recipients := _recipients(_from_first_field(part.text))):
            return _report(recipients)
    return None


def _report(recipients: tuple[RecipientReport, ...]) -> BounceReport:
    return BounceReport(kind=report.kind_of(recipients), recipients=recipients, reader="dsn")


def _from_first_field(text: str) -> str:
    return text[_FIELDS_IN_TEXT.search(text).start() :]


def _recipients(text: str) -> tuple[RecipientReport, ...]:
    return tuple(islice(_all_recipients(text), MOST_RECIPIENTS))


def _all_recipients(text: str) -> Iterator[RecipientReport]:
    """One report for each group of fields that names a recipient."""
    message = Headers()
    for group in _groups(text):
        if not any(name in group for name in _PER_RECIPIENT):
            message = message or group
            continue
        if not message and "reporting-mta" in group:
            message = group
        yield _recipient(group, message)


def _groups(text: str) -> Iterator[Headers]:
    """The groups of fields; a blank line parts them, and so does a field that the group already has."""
    for block in re.split(r"\n[ \t]*\n", text):
        fields = Headers()
        for name, value in Headers.pairs(block):
            if name in fields and name in _PER_RECIPIENT:
                yield fields
                fields = Headers()
            fields.setdefault(name, value)
        if fields:
            yield fields


def _recipient(group: Headers, message: Headers) -> RecipientReport:
    status = find_codes(group.text("status")).enhanced
    typed = _DIAGNOSTIC_TYPE.match(group.text("diagnostic-code"))
    said = group.text("diagnostic-code")[typed.end() if typed else 0 :] or _comment(group.text("status"))
    action = _action(group, status)
    if action == "failed" and status[:1] == "2":
        # AOL's old servers give what came after the refusal: "Status: 2.0.0", "Diagnostic-Code: SMTP; 250 OK".
        status = said = ""
    return RecipientReport(
        recipient=_final(group),
        original_recipient=typed_address(group.text("original-recipient")),
        action=action,
        reporting_mta=typed_host(message.text("reporting-mta")),
        remote_mta=typed_host(group.text("remote-mta")),
        category=group.text("x-powermta-bouncecategory").lower(),
        diagnostic_type=typed[1].lower() if typed else "",
        **_reply(typed[1].lower() if typed else "", said, status),
    )


def _reply(diagnostic_type: str, said: str, status: str) -> dict[str, str]:
    """The fields that the diagnostic gives; a number that is no server's is no reply code ("x-local; 204 ...")."""
    reply = read_reply(said, status)
    is_number = diagnostic_type.startswith("x-") and not find_codes(said).enhanced
    return reply | {"reply_code": ""} if is_number else reply


def _final(group: Headers) -> str:
    """The final recipient; the original one where the final one is no mail address (X.400, a system's channel)."""
    final, original = (typed_address(group.text(f"{name}-recipient")) for name in ("final", "original"))
    is_address = "." in final.partition("@")[2]
    return original if "@" in original and not is_address else final or original


def _comment(status: str) -> str:
    """The words in brackets behind a status, which some programs give instead of a Diagnostic-Code."""
    match = _COMMENT.search(status)
    return one_line(match[1]) if match else ""


def _action(group: Headers, status: str) -> str:
    """The action in the words of RFC 3464, 2.3.3; where it is missing or odd, what the status says of it."""
    word = re.sub(r"[^a-z].*", "", group.text("action").lower())
    word = {"failure": "failed", "fail": "failed", "delay": "delayed", "deliverable": "delivered"}.get(word, word)
    if word in report.ACTIONS:
        return word
    return {"5": "failed", "4": "delayed", "2": "delivered"}.get(status[:1], "")
