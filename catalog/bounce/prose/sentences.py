"""Bounces that say in a sentence which address failed: IMail, gateways, carriers, home-made notices.

Whatever address stands in the bounce's own words, and is neither the one it is sent to nor a mail system's, is the
one that failed; X-Failed-Recipients (Exim, Google) says it outright, and the returned mail's To says it last.
"""

import re
from collections.abc import Iterator

from catalog.bounce.addresses import find_addresses, find_lists
from catalog.bounce.message import Mail
from catalog.bounce.prose.labels import ASIDE, INSTEAD, LABELLED, MOVED, NAMED, ROBOT
from catalog.bounce.replies import find_remote, read_reply
from catalog.bounce.report import BOUNCE, MOST_RECIPIENTS, BounceReport, RecipientReport
from catalog.bounce.words import Words, is_daemon, returned_recipients

_LETTERS = re.compile(r"[^\W\d_]{3,}")
#: Of a long explanation, this much is matched.
LONGEST = 6000


def read(mail: Mail, words: Words) -> BounceReport | None:
    """The addresses that the words name as failed, each with the words; None for a mail without words."""
    said = words.own.strip()[:LONGEST]
    addresses = find_addresses(mail.headers.text("x-failed-recipients")) or failed(said, _own_addresses(mail))
    addresses = addresses or returned_recipients(words) or _list_of(mail)
    addresses = addresses or _sender_named(mail, said) or [""]
    if not said and addresses == [""]:
        return None
    recipients = tuple(_recipients(_sections(addresses[:MOST_RECIPIENTS], said)))
    return BounceReport(kind=BOUNCE, recipients=recipients, reader="sentences")


def _recipients(sections: list[tuple[str, str]]) -> Iterator[RecipientReport]:
    """A report for each address and its words; what many share is read once."""
    replies = {said: {"remote_mta": find_remote(said)} | read_reply(said) for said in {said for _, said in sections}}
    return (RecipientReport(recipient=each, action="failed", **replies[said]) for each, said in sections)


def _sections(addresses: list[str], said: str) -> list[tuple[str, str]]:
    """Each address with its words: those from its line to the next address, where each has some of its own."""
    starts = sorted((said.rfind("\n", 0, max(0, said.find(each))) + 1, each) for each in addresses)
    ends = [start for start, _ in starts[1:]] + [len(said)]
    sections = [(each, said[start:end]) for (start, each), end in zip(starts, ends, strict=True)]
    if len(addresses) > 1 and all(len(_LETTERS.findall(part.replace(each, ""))) >= 2 for each, part in sections):
        return sections
    return [(each, said) for each in addresses]


def _list_of(mail: Mail) -> list[str]:
    """The list whose robot writes: Mailman, LISTSERV and fml answer as LIST-bounces, -owner, -request or -admin."""
    robots = [each for each in find_addresses(mail.headers.text("from")) if ROBOT.search(each)]
    return [ROBOT.sub(lambda mark: "@" if mark[0].endswith("@") else "", each) for each in robots]


def _sender_named(mail: Mail, said: str) -> list[str]:
    """The notice's own sender, where its words name that address: whom the mail was for answers himself."""
    lower = said.lower()
    return [each for each in find_addresses(mail.headers.text("from")) if each.lower() in lower]


def _own_addresses(mail: Mail) -> set[str]:
    """The addresses that the bounce is between: its sender's, and whom it is sent to."""
    fields = ("to", "from", "reply-to", "sender", "return-path", "delivered-to", "x-original-to", "cc")
    return {address.lower() for name in fields for address in find_addresses(mail.headers.text(name))}


def failed(said: str, own: set[str] = frozenset()) -> list[str]:
    """The addresses in ``said`` that may have failed: those that a sentence names so, or else the first that is left.

    ``own``: addresses, in small letters, that the notice is between.
    """
    others = [each for each in find_addresses(said) if each.lower() not in own and not is_daemon(each)]
    others = [each for each in others if not ROBOT.search(each)]
    before = {each: _before(each, said) for each in others}
    others = [each for each in others if not any(_is_instead(text) for text in before[each])]
    aside = {each for each in others if any(ASIDE.search(text) for text in before[each])}
    named = [each for each in others if _is_named(before[each], each in aside)]
    return _with_listed(named, others, said) or [each for each in others if each not in aside][:1]


def _with_listed(named: list[str], others: list[str], said: str) -> list[str]:
    """``named``, and those of ``others`` that a comma joins to one of them ("To: <a@one.example>, <b@...>")."""
    joined = {each for listed in find_lists(said) if set(named) & set(listed) for each in listed}
    return [each for each in others if each in named or each in joined]


def _is_named(before: list[str], is_aside: bool) -> bool:
    """Whether what stands before an address names it as failed."""
    labelled = not is_aside and any(LABELLED.search(text) for text in before)
    return labelled or any(NAMED.search(text) for text in before)


def _is_instead(text: str) -> bool:
    """Whether ``text`` leads to the address where the recipient, or a help desk, is; a new one may stand below it."""
    return bool(INSTEAD.search(text) or MOVED.search(text.rstrip()))


def _before(address: str, said: str) -> list[str]:
    """What stands before ``address`` wherever it stands in ``said``, five places at most."""
    pieces = said.split(address, maxsplit=5)
    return [piece[-80:] for piece in pieces[:-1]]
