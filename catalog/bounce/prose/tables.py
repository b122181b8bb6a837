"""Tables that sending programs and services export, one finding a row: PowerMTA's accounting, bounce lists as CSV.

    type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat
    b,2026-11-23 ...,news@example.jp,user@example.org,failed,5.1.1 (...),"smtp;550 5.1.1 ...",mx.example.org (...),...

The first line names the columns; which separator parts them (comma, semicolon, tab) it shows, too.
"""

import csv
import re
from collections.abc import Iterator
from itertools import islice

from catalog.bounce.addresses import find_address, typed_host
from catalog.bounce.codes import find_codes
from catalog.bounce.message import Mail
from catalog.bounce.replies import read_reply
from catalog.bounce.report import ACTIONS, BounceReport, RecipientReport, kind_of
from catalog.bounce.words import Words

#: Rows beyond this number are not read.
MOST_ROWS = 5000
#: The names of columns, in small letters and without what parts their words, in the order of their trust.
COLUMNS = {
    "recipient": ("rcpt", "recipient", "recipientaddress", "emailaddress", "email", "to", "address", "宛先",
                  "メールアドレス"),
    "said": ("dsndiag", "diagnosticcode", "diagnostic", "smtpresponse", "response", "bouncereason", "reason",
             "errormessage", "error", "description", "message", "理由", "エラー内容"),
    "status": ("dsnstatus", "enhancedstatuscode", "status", "code", "smtpcode"),
    "action": ("dsnaction", "action", "event"),
    "remote": ("dsnmta", "remotemta", "mx", "relay"),
    "category": ("bouncecat", "bouncecategory"),
}  # fmt: skip
_SEPARATORS = ",;\t"
_TYPE = re.compile(r"^\s*(?:smtp|dns|x-[\w-]+)\s*;\s*", re.IGNORECASE)


def read(mail: Mail, words: Words) -> BounceReport | None:
    """One recipient for each row of a table that names its columns; None for a mail, or where there is no table."""
    if mail.headers:
        return None
    recipients = tuple(_recipients(words.own.strip()))
    if not recipients:
        return None
    return BounceReport(kind=kind_of(recipients), recipients=recipients, reader="tables")


def _recipients(text: str) -> Iterator[RecipientReport]:
    first = text[: text.find("\n") + 1]
    separator = max(_SEPARATORS, key=first.count)
    places = _places(first, separator) if separator in first else {}
    if not {"recipient", "said"} <= places.keys():
        return
    rows = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    try:
        for row in islice(rows, 1, MOST_ROWS):
            cells = {name: row[at].strip() for name, at in places.items() if at < len(row)}
            if find_address(cells.get("recipient", "")):
                yield _recipient(cells)
    except csv.Error:  # a cell without end
        return


def _places(first: str, separator: str) -> dict[str, int]:
    """Where each known column stands, by the names in the ``first`` line."""
    names = [re.sub(r"[\W_]", "", cell).lower() for cell in first.split(separator)]
    found = {kind: next((name for name in known if name in names), "") for kind, known in COLUMNS.items()}
    return {kind: names.index(name) for kind, name in found.items() if name}


def _recipient(cells: dict[str, str]) -> RecipientReport:
    status = find_codes(cells.get("status", ""))
    said = _TYPE.sub("", cells.get("said", ""))
    if status.reply and not find_codes(said).reply:
        said = f"{status.reply} {said}"
    reply = read_reply(said, status.enhanced)
    action = cells.get("action", "").lower()
    return RecipientReport(
        recipient=find_address(cells["recipient"]),
        action=action if action in ACTIONS else _action(reply["reply_code"] or reply["enhanced_code"]),
        remote_mta=typed_host(cells.get("remote", "")),
        category=cells.get("category", "").lower(),
        **reply,
    )


def _action(code: str) -> str:
    return {"4": "delayed", "2": "delivered"}.get(code[:1], "failed")
