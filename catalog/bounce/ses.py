"""Notifications of Amazon SES, sent as JSON by way of SNS.

https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
"""

import json
import re

from catalog.bounce import report
from catalog.bounce.addresses import typed_host
from catalog.bounce.codes import find_codes
from catalog.bounce.message import Mail
from catalog.bounce.replies import read_reply
from catalog.bounce.report import MOST_RECIPIENTS, BounceReport, RecipientReport
from catalog.bounce.words import Words

_NOTIFICATION = re.compile(r"\{\s*\\?\"(?:notificationType|eventType|Type)\\?\"")
#: What the notification calls its recipients, by its type.
_LISTS = {"Bounce": "bouncedRecipients", "Complaint": "complainedRecipients", "Delivery": "recipients"}
_KINDS = {"Bounce": report.BOUNCE, "Complaint": report.FEEDBACK, "Delivery": report.DELIVERED}


def read(mail: Mail, _words: Words) -> BounceReport | None:
    """The recipients of the notification in ``mail``; None where it holds none."""
    notification = _notification(mail.prose)
    kind = notification.get("notificationType") or notification.get("eventType")
    event = notification.get(str(kind).lower()) if kind in _LISTS else None
    if not isinstance(event, dict):
        return None
    listed = event.get(_LISTS[kind])
    listed = listed[:MOST_RECIPIENTS] if isinstance(listed, list) else []
    recipients = tuple(_recipient(each, event) for each in listed)
    return BounceReport(kind=_KINDS[kind], software="amazon-ses", recipients=recipients, reader="ses")


def _notification(text: str) -> dict:
    """The JSON object in ``text``; the one inside its ``Message`` where SNS wrapped it; empty where there is none."""
    for _ in range(2):
        start = _NOTIFICATION.search(text)
        try:
            found = json.JSONDecoder(strict=False).raw_decode(text, start.start())[0] if start else {}
        except (ValueError, RecursionError):
            found = {}
        if not isinstance(found.get("Message"), str):
            return found
        text = found["Message"]
    return found


def _recipient(each: object, event: dict) -> RecipientReport:
    each = each if isinstance(each, dict) else {"emailAddress": str(each)}
    text = {name: value for name, value in (event | each).items() if isinstance(value, str)}
    action = text.get("action", "")
    return RecipientReport(
        recipient=text.get("emailAddress", ""),
        action=action if action in report.ACTIONS else "failed",
        reporting_mta=typed_host(text.get("reportingMTA", "")),
        **read_reply(
            re.sub(r"^smtp; ", "", text.get("diagnosticCode", "")), find_codes(text.get("status", "")).enhanced
        ),
    )
