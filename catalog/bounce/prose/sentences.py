"""Bounces that say in a sentence which address failed: IMail, gateways, carriers, home-made notices.

Whatever address stands in the bounce's own words, and is neither the one it is sent to nor a mail system's, is the
one that failed; X-Failed-Recipients (Exim, Google) says it outright, and the returned mail's To says it last.
"""

import re

from catalog.bounce.addresses import find_addresses
from catalog.bounce.message import Mail
from catalog.bounce.replies import find_remote, read_reply
from catalog.bounce.report import BOUNCE, BounceReport, RecipientReport
from catalog.bounce.words import Words, is_daemon, returned_recipients

#: Of a long explanation, this much is matched.
LONGEST = 6000
# "The address that failed is ...": a sentence that names it, where several addresses stand in the words.
_NAMED = re.compile(
    r"(?:recipient|address|user|userid|mailbox|deliver(?:ed|y|able)? to|(?:mail|message|sent) to|account|an|"
    r"destinatario|adresse|"
    r"宛先|アドレス)\b[^@\n.]{0,40}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:contact|questions?|e-?mail|write to|postmaster|abuse|support|helpdesk|help|admin\w*|from:?|sender|von|"
    r"message-id|references|in-reply-to)\b[^@\n.]{0,40}$",
    re.IGNORECASE,
)
# Where the recipient is to be found from now on, or where somebody else reads what is sent.
_INSTEAD = re.compile(
    r"(?:new (?:e-?mail )?address|now (?:at|use|using)|instead|(?:write|send|mail|reply|forward) (?:it |this |again )*to|"
    r"moved to|changed to|contact|neue[n]? (?:e-?mail-?)?adresse|wenden sie sich|nouvelle adresse|nueva direcci[oó]n|"
    r"novo endere[cç]o|nuovo indirizzo|新しい(?:メール)?アドレス|新(?:メール)?アドレス|変更後|お問い?合わせ|ご連絡)\b[^@\n.。]{0,60}$",
    re.IGNORECASE,
)


def read(mail: Mail, words: Words) -> BounceReport | None:
    """The addresses that the words name as failed, each with the words; None for a mail without words."""
    said = words.own.strip()[:LONGEST]
    addresses = find_addresses(mail.headers.text("x-failed-recipients")) or _failed(said, _own_addresses(mail))
    addresses = addresses or returned_recipients(words) or _sender_named(mail, said) or [""]
    if not said and addresses == [""]:
        return None
    reply = read_reply(said)
    recipients = tuple(
        RecipientReport(recipient=each, action="failed", remote_mta=find_remote(said), **reply) for each in addresses
    )
    return BounceReport(kind=BOUNCE, recipients=recipients, reader="sentences")


def _sender_named(mail: Mail, said: str) -> list[str]:
    """The notice's own sender, where its words name that address: whom the mail was for answers himself."""
    lower = said.lower()
    return [each for each in find_addresses(mail.headers.text("from")) if each.lower() in lower]


def _own_addresses(mail: Mail) -> set[str]:
    """The addresses that the bounce is between: its sender's, and whom it is sent to."""
    fields = ("to", "from", "reply-to", "sender", "return-path", "delivered-to", "x-original-to", "cc")
    return {address.lower() for name in fields for address in find_addresses(mail.headers.text(name))}


def _failed(said: str, own: set[str]) -> list[str]:
    """The addresses in ``said`` that may have failed: those that a sentence names so, or else all that are left."""
    others = [each for each in find_addresses(said) if each.lower() not in own and not is_daemon(each)]
    before = {each: _before(each, said) for each in others}
    others = [each for each in others if not any(_INSTEAD.search(text) for text in before[each])] or others
    named = [each for each in others if any(_NAMED.search(text) for text in before[each])]
    return named or [each for each in others if not any(_ASIDE.search(text) for text in before[each])][:1]


def _before(address: str, said: str) -> list[str]:
    """What stands before ``address`` wherever it stands in ``said``, five places at most."""
    pieces = said.split(address, maxsplit=5)
    return [piece[-80:] for piece in pieces[:-1]]
