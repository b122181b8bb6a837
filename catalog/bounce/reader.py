"""Any text to a BounceReport: the readers in their order, and the one loop over them."""

import re
from collections.abc import Callable
from dataclasses import replace

from catalog.bounce import dsn, message
from catalog.bounce.message import Mail
from catalog.bounce.prose import paragraphs, reply
from catalog.bounce.report import OTHER, BounceReport

Reader = Callable[[Mail], BounceReport | None]

#: The first that recognises the mail reads it.
READERS: tuple[Reader, ...] = (
    dsn.read,  # fields made for programs, before words made for people
    paragraphs.read,  # qmail, Postfix and kin
)

_RETURNED = re.compile(
    r"mailer-daemon|postmaster|undeliver|returned mail|delivery (?:status|failure|report|problem)|failure notice|"
    r"delivery notification|mail delivery|non-?delivery|could not be delivered|rejected|bounce|エラー|不達|配信|配送",
    re.IGNORECASE,
)


def read(source: str | bytes) -> BounceReport:
    """What ``source`` tells, a whole mail, a fragment of one, or a reply; never raises, work bounded by its size."""
    mail = message.parse(source)
    return replace(_read(mail), prose=mail.prose, subject=mail.headers.text("subject"))


def _read(mail: Mail) -> BounceReport:
    for reader in READERS:
        if found := reader(mail):
            return found
    # Words that no layout explains are a reply only where nothing says that they are an ordinary mail.
    if not _is_ordinary(mail) and (found := reply.read(mail)):
        return found
    return BounceReport(kind=OTHER)


def _is_ordinary(mail: Mail) -> bool:
    """Whether the mail has a sender and nothing in its header tells of a return."""
    headers = mail.headers
    told = " ".join(headers.text(name) for name in ("from", "subject", "return-path"))
    return "from" in headers and not _RETURNED.search(told) and headers.get("return-path", "").strip() != "<>"
