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
    r"(?:\bfrom|sender(?: address)?|return[- ]path|verification failed for|verify failed for)[ :=(<\"']{0,6}$",
    re.IGNORECASE,
)
#: A reply is a few lines; of a longer text without any layout, this much is looked at.
LONGEST = 8000
#: In a text no longer than this ("SMTP error 550?"), any number that may be a code is one.
SHORTEST = 30


def read(mail: Mail, words: Words) -> BounceReport | None:
    """The text as one reply, of kind ``other`` where no code says that it is one; None where there is no text."""
    said = words.own.strip()[:LONGEST]
    if not said:
        return None
    recipient = RecipientReport(recipient=_named(said), remote_mta=find_remote(said), **read_reply(said))
    if not recipient.reply_code and len(said) <= SHORTEST:
        recipient = replace(recipient, reply_code=find_loose_reply(said))
    is_reply = recipient.reply_code or recipient.enhanced_code or recipient.vendor_code
    return BounceReport(kind=BOUNCE if is_reply else OTHER, recipients=(recipient,), reader="reply")


def _named(said: str) -> str:
    """The first address in ``said`` that may have failed and is not told to be the sender's; or ``""``."""
    others = {each.lower() for each in find_addresses(said) if _OF_SENDER.search(said[: said.find(each)][-40:])}
    return next(iter(failed(said, others)), "")
