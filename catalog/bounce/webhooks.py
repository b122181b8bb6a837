"""Events that sending services post as JSON: SendGrid, Mailgun, Postmark, SparkPost, Mandrill, Brevo and their kin.

Each service names its fields its own way and nests them as it likes; what they share is an object that holds an
address, what happened to it, and the reply. Documented by each service under "event webhook".
"""

import json
import re
from collections import deque
from collections.abc import Iterator

from catalog.bounce import report
from catalog.bounce.addresses import find_address
from catalog.bounce.codes import find_codes
from catalog.bounce.message import Mail
from catalog.bounce.replies import read_reply
from catalog.bounce.report import BounceReport, RecipientReport
from catalog.bounce.words import Words

_ADDRESS_KEYS = ("email", "recipient", "rcpt_to", "raw_rcpt_to", "to", "emailaddress", "recipient_email")
_EVENT_KEYS = ("event", "type", "recordtype", "event_type", "state", "status")
_TEXT_KEYS = (
    "raw_reason", "diag", "smtp_response", "response", "reason", "details", "description", "message", "error",
    "bounce_description", "diagnosticcode", "comment",
)  # fmt: skip
_STATUS_KEYS = ("status", "code", "error_code", "smtp_code", "enhanced-code", "bounce_code")
_KEYS = {*_ADDRESS_KEYS, *_EVENT_KEYS, *_TEXT_KEYS, *_STATUS_KEYS}
#: What an event's name begins with or holds, and the kind and action that this means; the first that fits.
_EVENTS = (
    (re.compile(r"complain|spam ?report|spamcomplaint|unsubscribe", re.I), report.FEEDBACK, ""),
    (re.compile(r"defer|delay|tempor|soft_?bounce|transient", re.I), report.BOUNCE, "delayed"),
    (re.compile(r"bounce|fail|drop|reject|block|invalid|suppress|policy|out_of_band", re.I), report.BOUNCE, "failed"),
    (re.compile(r"deliver", re.I), report.DELIVERED, "delivered"),
)
# Mandrill posts a form: "mandrill_events=[...]".
_FIELD = re.compile(r"^\w{1,40}=(?=[\[{])")
#: Objects beyond this number are not looked at, nor those nested deeper.
MOST_OBJECTS, DEEPEST = 2000, 8


def read(mail: Mail, _words: Words) -> BounceReport | None:
    """The recipients of the events in ``mail``; None where it is no JSON, or holds none."""
    texts = [part.text for part in mail.parts_of("application/json") if part.depth == 0]
    found = [event for event in _objects(_json(texts[0] if texts else mail.prose)) if event]
    told = [(kind, recipient) for each in found if (pair := _event(each)) for kind, recipient in [pair]]
    kinds = {kind for kind, _ in told}
    kind = kinds.pop() if len(kinds) == 1 else report.BOUNCE
    recipients = tuple(recipient for _, recipient in told)
    return BounceReport(kind=kind, recipients=recipients, reader="webhooks") if recipients else None


def _json(text: str) -> object:
    """The value that ``text`` is, or the values that stand a line each in it; None where it is no JSON."""
    text = _FIELD.sub("", text.strip())
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return [value for line in text.splitlines()[:MOST_OBJECTS] if (value := _line(line)) is not None]


def _line(line: str) -> object:
    try:
        return json.loads(line.rstrip().rstrip(","))
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[dict[str, str]]:
    """The objects in ``value`` that hold an address, with the texts of the objects around and in them."""
    waiting, seen = deque([(value, {}, 0)]), 0
    while waiting and seen < MOST_OBJECTS:
        value, around, depth = waiting.popleft()
        seen += 1
        if isinstance(value, dict):
            flat = around | _texts(value)
            inner = [child for child in value.values() if isinstance(child, dict | list)]
            if any(find_address(flat.get(key, "")) for key in _ADDRESS_KEYS) and _own(value):
                yield flat | {k: v for child in inner if isinstance(child, dict) for k, v in _deep(child).items()}
                continue
            value, around = inner, flat
        if isinstance(value, list) and depth < DEEPEST:
            waiting += [(child, around, depth + 1) for child in value]


def _own(value: dict) -> bool:
    """Whether ``value`` itself names the address."""
    return any(find_address(text) for key, text in _texts(value).items() if key in _ADDRESS_KEYS)


def _texts(value: dict) -> dict[str, str]:
    """What ``value`` itself says of an event, numbers as texts; its other keys would be carried along in vain."""
    first = {key: child[0] for key, child in value.items() if isinstance(child, list) and len(child) == 1}
    named = ((str(key).lower(), child) for key, child in (value | first).items() if isinstance(child, str | int))
    return {key: str(child) for key, child in named if key in _KEYS and child != "" and not isinstance(child, bool)}


def _deep(value: dict, depth: int = 0) -> dict[str, str]:
    """The texts of ``value`` and of the objects in it, the outer ones winning."""
    inner = {}
    if depth < DEEPEST:
        for child in value.values():
            if isinstance(child, dict):
                inner |= _deep(child, depth + 1)
    return inner | _texts(value)


def _event(fields: dict[str, str]) -> tuple[str, RecipientReport] | None:
    """The kind and the recipient of one event; None where its name tells of none."""
    name = " ".join(fields.get(key, "") for key in _EVENT_KEYS)
    meant = next(((kind, action) for pattern, kind, action in _EVENTS if pattern.search(name)), None)
    if meant is None:
        return None
    address = next(found for key in _ADDRESS_KEYS if (found := find_address(fields.get(key, ""))))
    texts = [fields[key] for key in _TEXT_KEYS if len(fields.get(key, "")) > 3]
    said = next((text for text in texts if find_codes(text).reply), next(iter(texts), name.strip()))
    codes = " ".join(
        dict.fromkeys(fields[key] for key in _STATUS_KEYS if re.fullmatch(r"[245][\d.]{2,8}", fields.get(key, "")))
    )
    status = find_codes(codes).enhanced
    if codes and not find_codes(said).reply and find_codes(codes).reply:
        said = f"{find_codes(codes).reply} {said}"
    return meant[0], RecipientReport(recipient=address, action=meant[1], **read_reply(said, status))
