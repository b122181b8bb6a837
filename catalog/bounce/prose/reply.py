"""What is left when no layout is recognised: a single reply, a line of a log, a bare code, a few words."""

import re
from dataclasses import replace

from catalog.bounce.addresses import find_addresses
from catalog.bounce.codes import find_loose_reply
from catalog.bounce.message import Mail
from catalog.bounce.prose.sentences import failed
from catalog.bounce.replies import find_remote, read_reply
from catalog.bounce.report import BOUNCE, OTHER, BounceReport, RecipientReport
from catalog.bounce.words import Words

# What stands before the sender's address: "The message from (<user@example.jp>)", "Verification failed for <...>".
_OF_SENDER = re.compile(
    r"(?:\bfrom|sender(?: address)?|return[- ]path|(?:owned by|login|authenticated) (?:as |user )?|"
    r"verification failed for|verify failed for)[ :=(<\"']{0,6}$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
#: So many lines are more than a reply.
MANY_LINES = 3
#: A reply is a few lines; of a longer text without any layout, this much is looked at.
LONGEST = 8000
#: In a text no longer than this ("SMTP error 550?"), any number that may be a code is one.
SHORTEST = 30


def read(mail: Mail, words: Words) -> BounceReport | None:
    """The text as one reply, of kind ``other`` where no code says that it is one; None where there is no text."""
    said = words.own.strip()[:LONGEST]
    if not said:
        return None
    recipient = RecipientReport(recipient=_named(said), remote_mta=find_remote(said), **_reply(said))
    if not recipient.reply_code and len(said) <= SHORTEST:
        recipient = replace(recipient, reply_code=find_loose_reply(said))
    return BounceReport(kind=BOUNCE if _is_reply(recipient, said) else OTHER, recipients=(recipient,), reader="reply")


def _reply(said: str) -> dict[str, str]:
    """The reply in ``said``; of a session that broke off, no success of an earlier step."""
    reply = read_reply(said)
    broke_off = reply["reply_code"].startswith("2") and "\n" in said
    return reply | {"reply_code": "", "enhanced_code": ""} if broke_off else reply


def _is_reply(recipient: RecipientReport, said: str) -> bool:
    """Whether a code says that ``said`` is a server's reply: not one in a page's address, nor an enhanced code alone
    in so many lines, which may be a version or a section."""
    if recipient.reply_code:
        return "://" not in said or bool(_PAGE.sub("", said).strip())
    if recipient.enhanced_code:
        return said.count("\n") < MANY_LINES or f"#{recipient.enhanced_code}" in said
    return bool(recipient.vendor_code)


def _named(said: str) -> str:
    """The first address in ``said`` that may have failed and is not told to be the sender's; or ``""``."""
    others = {each.lower() for each in find_addresses(said) if _OF_SENDER.search(said[: said.find(each)][-40:])}
    return next(iter(failed(said, others)), "")
