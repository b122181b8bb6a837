"""Lines of a mail server's log, one finding each.

... postfix/smtp[1]: 4B1C2: to=<user@example.jp>, relay=mx.example.jp[192.0.2.1]:25, dsn=5.1.1, status=bounced (...)
... sendmail[1]: x1: to=<user@example.jp>, relay=mx.example.jp. [192.0.2.1], dsn=5.1.1, stat=User unknown
2026-11-23 10:00:00 1abc-00 ** user@example.jp R=dnslookup T=remote_smtp: SMTP error from ...      Exim
... starting delivery 3: msg 7 to remote user@example.jp                                          qmail
... delivery 3: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_...
2026-11-23T10:00:00Z,...,FAIL,...,user@example.jp,550 5.1.1 ...                                    Exchange
... RCPT TO:<user@example.jp>  550 5.1.1 ...                                                       MailEnable

What a receiving server logs of those whom it refused:
... NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 ...; from=<...> to=<user@example.jp>  Postfix
... F=<sender@example.jp> rejected RCPT <user@example.jp>: relay not permitted                     Exim
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from catalog.bounce.addresses import ADDRESS, find_address
from catalog.bounce.codes import find_codes
from catalog.bounce.message import Mail
from catalog.bounce.replies import find_remote, read_reply
from catalog.bounce.report import BounceReport, RecipientReport, kind_of
from catalog.bounce.words import Words

#: Of a longer line this much is read: loggers cut theirs before.
LONGEST_LINE = 2000
#: Lines beyond this number are not read.
MOST_LINES = 5000

_ACTIONS = {
    "bounced": "failed", "undeliverable": "failed", "**": "failed", "failure": "failed", "fail": "failed",
    "deferred": "delayed", "==": "delayed", "deferral": "delayed", "defer": "delayed",
    "sent": "delivered", "deliverable": "delivered", "=>": "delivered", "->": "delivered", "success": "delivered",
    "deliver": "delivered", "expired": "failed", "softbounce": "delayed",
}  # fmt: skip

_KEYED = re.compile(r"\bto=<?([^>,\s]{1,320})>?,.{0,400}?\b(?:status|stat)=([A-Za-z]+)", re.IGNORECASE)
_STATUS_TEXT = re.compile(r"\bstatus=\w+ \((.*)\)\s*$|\bstat=(.*)$", re.IGNORECASE)
_RELAY = re.compile(r"\brelay=([\w.-]{1,255}?)\.?(?:[\[, ]|$)", re.ASCII)
_EXIM = re.compile(
    rf" (\*\*|==|=>|->) {ADDRESS.pattern}(?: <[^>]{{1,320}}>)?(?: [A-Z]=\S+)*(?: defer \(-?\d+\))?:? ?(.*)$"
)
_QMAIL = re.compile(r"\bdelivery (\d+): (failure|deferral|success): (\S+)")
_QMAIL_STARTS = re.compile(r"\bstarting delivery (\d+): msg \d+ to (?:remote|local) (\S+)")
_REJECT = re.compile(r"\breject: (\S{1,40}) from \S{1,300}: (.{1,1500}?); from=<\S{0,320}>,? to=<([^>\s]{1,320})>")
_EXIM_REJECT = re.compile(
    r" F=<[^>]{0,320}> (?:temporarily )?rejected (after DATA|[A-Z]{4})[^<:]{0,80}(?:<([^>]{1,320})>)?:? (.*)$"
)
_ANSWERED = re.compile(rf"\bRCPT TO: ?<{ADDRESS.pattern}>[\s,;|]+([45]\d\d[ -].*)$", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<[^<>,\s]{1,300}>")
_TRACKING = re.compile(r"^\S{10,30},.{0,4000}?,(FAIL|DEFER|DELIVER),", re.IGNORECASE)


def read(mail: Mail, words: Words) -> BounceReport | None:
    """One recipient for each line that tells of a delivery; None for a mail, or where no line does."""
    if mail.headers:
        return None
    recipients = tuple(_recipients(words.own))
    if not recipients:
        return None
    return BounceReport(kind=kind_of(recipients), recipients=recipients, reader="logs")


def _recipients(text: str) -> Iterator[RecipientReport]:
    to = dict(_QMAIL_STARTS.findall(text)) if "starting delivery" in text else {}
    for line in islice(text.splitlines(), MOST_LINES):
        line = line[:LONGEST_LINE]
        if found := next((report for reader in _LINE_READERS if (report := reader(line))), None):
            delivery = _QMAIL.search(line) if to else None
            yield replace(found, recipient=to.get(delivery[1], found.recipient)) if delivery else found


def _keyed(line: str) -> RecipientReport | None:
    """Postfix (postlogd) and Sendmail: ``key=value`` with commas between."""
    match = _KEYED.search(line)
    if not match:
        return None
    text = _STATUS_TEXT.search(line)
    said = (text[1] or text[2] or "") if text else ""
    dsn = re.search(r"\bdsn=([245]\.\d{1,3}\.\d{1,3})", line)
    relay = _RELAY.search(line)
    remote = find_remote(said) or (relay[1].lower() if relay and relay[1] not in ("none", "local") else "")
    return _report(match[1], match[2], remote, said, dsn[1] if dsn else "")


def _exim(line: str) -> RecipientReport | None:
    match = _EXIM.search(line)
    return _report(match[2], match[1], find_remote(match[3]), match[3]) if match else None


def _qmail(line: str) -> RecipientReport | None:
    """qmail-send writes a report's spaces as underscores and its line ends as slashes."""
    match = _QMAIL.search(line)
    if not match:
        return None
    said = match[3].replace("_", " ").replace("/", "\n")
    return _report(find_address(said), match[2], find_remote(said), said)


def _tracking(line: str) -> RecipientReport | None:
    """Exchange message tracking: comma-separated, the event among the columns."""
    match = _TRACKING.match(line)
    if not match:
        return None
    rest = _MESSAGE_ID.sub("", line[match.end() :])
    return _report(find_address(rest), match[1], "", _reply_in(rest))


def _reject(line: str) -> RecipientReport | None:
    """Postfix's smtpd and its milters, in whose words the stage stands first."""
    match = _REJECT.search(line)
    command = {"END-OF-MESSAGE": "DATA"}.get(match[1], match[1]) if match else ""
    return replace(_report(match[3], "", "", match[2]), command=command) if match else None


def _exim_reject(line: str) -> RecipientReport | None:
    match = _EXIM_REJECT.search(line)
    return replace(_report(match[2] or "", "", "", match[3]), command=match[1][-4:]) if match else None


def _answered(line: str) -> RecipientReport | None:
    """A line that holds the command and what was answered."""
    match = _ANSWERED.search(line)
    return replace(_report(match[1], "", "", match[2]), command="RCPT") if match else None


def _reply_in(columns: str) -> str:
    """The column that holds the reply, from its codes up to the next comma outside of words."""
    codes = find_codes(columns)
    start = columns.find(codes.reply) if codes.reply else -1
    return re.split(r",(?=\S)|;\d|\}", columns[start:], maxsplit=1)[0] if start >= 0 else columns[:500]


def _report(address: str, status: str, remote: str, said: str, dsn: str = "") -> RecipientReport:
    action = _ACTIONS.get(status.lower(), "failed")
    return RecipientReport(recipient=address, action=action, remote_mta=remote, **read_reply(said, dsn))


_LINE_READERS: tuple[Callable[[str], RecipientReport | None], ...] = (
    _keyed, _exim, _qmail, _tracking, _reject, _exim_reject, _answered,
)  # fmt: skip
