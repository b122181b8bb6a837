"""A code taken apart digit by digit: what the standards say of each place (RFC 5321, 4.2.1; RFC 3463, 3)."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

_CODE = re.compile(r"(?:([2-5]\d\d))?[- #]*([245]\.\d{1,3}\.\d{1,3})?", re.ASCII)

REPLY_FIRST = {
    "2": _("Done as asked."),
    "3": _("Accepted so far; the server waits for more."),
    "4": _("Not done, for a passing cause. The sending server tries again by itself."),
    "5": _("Refused for good. The same attempt would fail again."),
}
REPLY_SECOND = {
    "0": _("The syntax of the command."),
    "1": _("An answer to a request for information."),
    "2": _("The connection between the two servers."),
    "3": _("Not defined in general; sign-in replies use it."),
    "4": _("Not defined."),
    "5": _("The receiving mail system and the mailbox."),
}
REPLY_THIRD = _("Tells the cases of one group apart. Only the whole number has a meaning.")
CLASS = {
    "2": _("Success."),
    "4": _("A temporary failure: later may work."),
    "5": _("A permanent failure: something must change first."),
}
SUBJECT = {
    "0": _("Nothing further is said."),
    "1": _("The address."),
    "2": _("The mailbox."),
    "3": _("The receiving mail system."),
    "4": _("The network and the way there."),
    "5": _("The dialogue between the servers (SMTP)."),
    "6": _("The content or the format of the mail."),
    "7": _("Security and policy: authentication, spam, reputation."),
}
DETAIL = _("The exact case. Its meaning belongs to the whole code.")


class Place(NamedTuple):
    """One place of a code: what it is called, what stands there, what that says."""

    name: str
    value: str
    meaning: str


def take_apart(code: str) -> list[Place]:
    """The places of ``code`` (``550``, ``5.7.26``, ``550-5.7.26``, ``550 5.7.26``) in order; empty for no code."""
    reply, enhanced = split(code)
    return _reply_places(reply) + _enhanced_places(enhanced)


def split(code: str) -> tuple[str, str]:
    """The reply code and the enhanced code in ``code``, ``""`` for what it does not hold."""
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", code).strip())
    return (match[1] or "", match[2] or "") if match else ("", "")


def plain(code: str) -> str:
    """``code`` as it is written in a reply and in an address of ours: ``550-5.7.26``; ``""`` for no code."""
    return "-".join(filter(None, split(code)))


def fallback(code: str) -> str:
    """The code as which a program reads one that it does not know (RFC 5321, 4.2.1; RFC 3463, 3): 599 as 500."""
    reply, enhanced = split(code)
    generic = enhanced.rpartition(".")[0] + ".0" if enhanced else ""
    return "-".join(filter(None, (reply and f"{reply[0]}00", generic)))


def nearest(code: str, known: Iterable[tuple[str, str]], most: int = 3) -> list[str]:
    """The ``known`` codes next to ``code``, nearest first: each half of it itself, or up to ``most`` of its class.

    ``known`` are pairs of reply code and enhanced code, each ``""`` where there is none.
    """
    pairs = list(zip(*known, strict=True)) or [(), ()]
    return [near for half, others in zip(split(code), pairs, strict=True) for near in _next_to(half, others, most)]


def _next_to(code: str, others: Iterable[str], most: int) -> list[str]:
    known = {other for other in others if code and other[:1] == code[0]}
    return [code] if code in known else sorted(known, key=lambda other: (_distance(code, other), other))[:most]


def _distance(code: str, other: str) -> list[int]:
    """How far apart two codes of one form are, the places before the last weighing most."""
    return [abs(int(a) - int(b)) for a, b in zip(code.split("."), other.split("."), strict=True)]


def _reply_places(reply: str) -> list[Place]:
    if not reply:
        return []
    return [
        Place(_("first digit"), reply[0], REPLY_FIRST[reply[0]]),
        Place(_("second digit"), reply[1], REPLY_SECOND.get(reply[1], _("Not defined."))),
        Place(_("third digit"), reply[2], REPLY_THIRD),
    ]


def _enhanced_places(enhanced: str) -> list[Place]:
    if not enhanced:
        return []
    first, subject, detail = enhanced.split(".")
    return [
        Place(_("class"), first, CLASS[first]),
        Place(_("subject"), subject, SUBJECT.get(subject, _("Not defined."))),
        Place(_("detail"), detail, DETAIL),
    ]
