"""Recipients at the start of lines, each with what was said of it: the layout of most programs.

    <user@example.jp>: host mx.example.jp[192.0.2.1] said: ...    Postfix
    <user@example.jp>:                                            qmail, Courier
      user@example.jp                                             Exim, Gmail, mail.ru, X-Failed-Recipients
    user@example.jp: Envelope expired                             OpenSMTPD
    user@example.jp on 11/23/26 10:00 AM                          Exchange
    user@example.jp Invalid Address, ERROR_CODE :550 ...          Zoho
    Recipient: [SMTP:user@example.jp]                             MailEnable, InterMail, gateways
    Failed to deliver to 'user@example.jp'                        CommuniGate

What was said is the rest of that line and the lines below it, up to the next recipient or an empty line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from catalog.bounce.addresses import ADDRESS, find_address, find_addresses
from catalog.bounce.codes import find_codes
from catalog.bounce.message import Mail
from catalog.bounce.prose.labels import MOVED, RECIPIENT, ROBOT
from catalog.bounce.replies import find_command, find_remote, read_reply
from catalog.bounce.report import BOUNCE, BounceReport, RecipientReport
from catalog.bounce.words import Words, is_daemon

_BULLETS = r"(?:[*•・■□◆●○▼-]|->|=>|\*\*\*)"
_LINE = re.compile(
    rf"^[ \t]*(?:{_BULLETS}[ \t]*)?(?:(?:{RECIPIENT})[ \t]*+[:：=]?[ \t]*+)?(?:[\"'(\[]?<?)?(?:SMTP:|mailto:)?"
    rf"{ADDRESS.pattern}>?[\"')\]]?"
    r"(?P<said>[ \t]*(?:$|[:;,(\[-].*|\.\.\. .*"
    r"|[^\W\d_]{1,4} \d.*|(?:on|Invalid|Delivery|was|is|does|has|could|cannot|not|unknown|\d{3}) .*))",
    re.MULTILINE | re.IGNORECASE,
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
# "one@example.jp, two@example.jp": several on a line.
_MORE = re.compile(rf">?(?:[,;][ \t]*<?{ADDRESS.pattern}>?)+")
_LEADING = " \t:;,-\n"
# Who writes stands below a line of its own.
_SIGNATURE = re.compile(r"^-- ?\n.*", re.DOTALL | re.MULTILINE)
# Whom to ask is no reason: "Please reply to <postmaster@example.jp> if you feel this message to be in error."
_COURTESY = re.compile(
    r"(?:please|kindly) (?:reply|contact|write|direct|forward|call)\b|if you (?:feel|think|believe|have)\b", re.I
)
# Exim: "|/usr/bin/deliver" or "an undisclosed address", and the address that it was made from on the line below.
_PIPED = re.compile(
    rf"^[ \t]*(?:(?:pipe to )?[|/][^\n]{{1,500}}|an undisclosed address)\n"
    rf"[ \t]*\(?[^()@\n]{{0,40}}(?:generated|forwarded) (?:from|by) {ADDRESS.pattern}\)?(?P<said>)",
    re.MULTILINE,
)
#: Of the words before an address, this much is looked at.
_LONGEST_LEAD = 200
#: Of the words apart from the addresses, this much is looked at.
LONGEST = 6000


def read(mail: Mail, words: Words) -> BounceReport | None:
    """One recipient for each address at the start of a line in the bounce's own words; None where there is none."""
    own = words.own
    reporting = find_address(mail.headers.text("from")).rpartition("@")[2].lower()
    merged = _merged(_recipients(own, mail.headers.text("to").lower()))
    recipients = tuple(replace(recipient, reporting_mta=reporting) for recipient in merged)
    if not mail.headers:
        # Copied from a window: the notice's sender stands there, too.
        recipients = tuple(each for each in recipients if each.reply_code or not is_daemon(each.recipient))
    if mail.headers and not is_daemon(mail.headers.text("from")):
        # Where a list writes, its owner and its command addresses are whom to ask.
        recipients = tuple(recipient for recipient in recipients if not ROBOT.search(recipient.recipient))
    if _is_list(recipients):
        recipients = (*recipients[:-1], replace(recipients[-1], diagnostic="", command=""))
    if not any(recipient.diagnostic for recipient in recipients) or _told_apart(own, recipients):
        # The addresses are listed apart from the reason, which then is everybody's.
        recipients = _with_reply(recipients, own[:LONGEST])
    if len(recipients) == 1 and not recipients[0].command:
        recipients = (replace(recipients[0], command=find_command(own)),)
    return BounceReport(kind=BOUNCE, recipients=recipients, reader="blocks") if recipients else None


def _is_list(recipients: tuple[RecipientReport, ...]) -> bool:
    """Whether the addresses stand in a list, behind whose last one the notice goes on."""
    *others, last = recipients or (None,)
    return bool(others) and not (any(each.diagnostic for each in others) or last.reply_code or last.enhanced_code)


def _told_apart(own: str, recipients: tuple[RecipientReport, ...]) -> bool:
    """Whether a reply stands in the words before the first address, and none behind any; anywhere, for one alone."""
    if any(recipient.reply_code or recipient.enhanced_code for recipient in recipients):
        return False
    if len(recipients) == 1:
        return True
    first = min((own.find(recipient.recipient) for recipient in recipients), default=0)
    return bool(find_codes(own[: max(first, 0)][:LONGEST]).reply)


def _with_reply(recipients: tuple[RecipientReport, ...], own: str) -> tuple[RecipientReport, ...]:
    """``recipients``, all with the reply that stands in the bounce's ``own`` words, if one does; it is read once."""
    reply = read_reply(own) if recipients else {"reply_code": ""}
    if not reply["reply_code"]:
        return recipients
    remote = find_remote(own)
    return tuple(replace(recipient, remote_mta=remote, **reply) for recipient in recipients)


def _recipients(own: str, addressee: str) -> Iterator[RecipientReport]:
    found = [line for line in _lines(own) if not MOVED.search(_before(line, own))]
    # Whom the bounce is sent to is named as its sender, unless the mail was to himself.
    lines = [line for line in found if line[1].lower() not in addressee] or (found if len(own) < 400 else [])
    if "generated " in own or "forwarded " in own:
        lines = sorted([*lines, *_PIPED.finditer(own)], key=lambda line: line.start())
    starts = list(_first_lines(iter(lines), own))
    for start, following in pairwise([*starts, None]):
        said = own[start.start("said") : following.start() if following else len(own)]
        said = _SIGNATURE.sub("", said, count=1).lstrip(_LEADING)
        more = _MORE.match(own, start.end(1))
        said = _paragraph(said[len(more[0].lstrip(_LEADING)) :].lstrip(_LEADING) if more else said)
        for address in [start[1], *find_addresses(more[0] if more else "")]:
            yield RecipientReport(
                recipient=address, action="failed", remote_mta=find_remote(said), **read_reply(said)
            )


def _lines(own: str) -> Iterator[re.Match]:
    """The lines that name a recipient: of those with an address in them, the ones in a layout of a block."""
    at = own.find("@")
    while at >= 0:
        if line := _LINE.match(own, own.rfind("\n", 0, at) + 1):
            yield line
        end = own.find("\n", at)
        at = own.find("@", end) if end >= 0 else -1


def _before(line: re.Match, own: str) -> str:
    """The words that lead to a line."""
    return own[max(0, line.start() - _LONGEST_LEAD) : line.start()].rstrip()


def _paragraph(said: str) -> str:
    """``said`` up to its first empty line; further to a reply that stands below ("The error ... returned was:")."""
    if _COURTESY.match(said):
        return ""
    paragraphs = _EMPTY_LINE.split(said, maxsplit=4)[:4]
    count = 1
    while count < len(paragraphs) and paragraphs[count - 1].rstrip().endswith(":"):
        count += 1
    with_reply = (n for n, text in enumerate(paragraphs, 1) if n >= count and any(find_codes(text)))
    return "\n".join(paragraphs[: next(with_reply, count)])


def _first_lines(lines: Iterator[re.Match], own: str) -> Iterator[re.Match]:
    """The lines that begin a block: not one that names the recipient of the present block again."""
    address, seen = "", 0
    for line in lines:
        if line[1] != address or _EMPTY_LINE.search(own, seen, line.start() + 1):
            yield line
            address = line[1]
        seen = line.end()


def _merged(recipients: Iterator[RecipientReport]) -> Iterator[RecipientReport]:
    """Each recipient once, by the first block that gives a reply of it, or else the last one that says anything.

    A list of all recipients stands before what is told of each.
    """
    by_address: dict[str, RecipientReport] = {}
    for recipient in recipients:
        known = by_address.get(recipient.recipient.lower())
        if known is None or _telling(recipient) > _telling(known) or _telling(recipient) == _telling(known) == 1:
            by_address[recipient.recipient.lower()] = recipient
    yield from by_address.values()


def _telling(recipient: RecipientReport) -> int:
    """2 for a block that gives a reply, 1 for one that says anything."""
    return 2 if recipient.reply_code or recipient.enhanced_code else int(bool(recipient.diagnostic))
