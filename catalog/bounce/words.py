"""A bounce's own words, apart from the copy of the returned mail that many programs put behind them."""

import re
from dataclasses import dataclass
from functools import cached_property

from catalog.bounce.addresses import find_addresses
from catalog.bounce.message import Headers, Mail

#: What a bounce says of itself stands at its start; behind this many characters nothing is looked for.
LONGEST = 100_000

# The line that says that a copy follows: "--- Below this line is a copy of the message." (qmail), "------ This is a
# copy of the message, including all the headers. ------" (Exim), "----- Original message follows -----" (Sendmail),
# "Original message follows." (IMail), "Message header follows", "Unsent message below" ...
_COPY_SAID = re.compile(
    r"^[ \t>|*=_-]{0,80}(?:"
    r"(?:below (?:this line )?is |the following is |this is |here is )?(?:a |the )?"
    r"copy of (?:the|your) (?:original )?(?:message|mail)\b"
    r"|below is a copy of|the (?:first|header|text) .{0,40} of (?:the|your) (?:original )?message"
    r"|(?:original|unsent|returned|undelivered) (?:e-?mail |mail )?message(?: headers?)?(?: text)?"
    r"(?: follows| below| is)?(?: here)?[ \t]*+[:.]?[ \t>*=_-]*+$"
    r"|(?:possibly truncated )?(?:original )?(?:message|mail)(?: text| headers?| body)? follows"
    r"|(?:original|returned) (?:mail|e-?mail)(?: follows)?[ \t]*+:?[ \t>*=_-]*+$"
    r"|start of (?:returned|original) message|included message(?: follows)?\b"
    r"|original (?:message|header)"
    r"|(?:元|送信)(?:の)?メッセージ.{0,10}$|(?:原文|オリジナル(?:の)?メッセージ)"
    r"|ursprüngliche nachricht|der header der mail|message d'origine|mensaje original|mensagem original"
    r").*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE = re.compile(r"^([A-Z][\w-]{1,40}):[ \t]?(.*)$", re.IGNORECASE)
_OF_COPY = {"received", "return-path", "message-id", "delivered-to", "mime-version", "x-mailer", "dkim-signature"}
_OF_MAIL = {"from", "to", "subject", "date"}
_DAEMON = re.compile(
    r"mailer-daemon|postmaster|mail delivery|maildelivery|mail ?system|system administrator|mdaemon|"
    r"microsoft ?exchange|microsoft outlook(?: <|$)",
    re.I,
)
_DELAYED = re.compile(
    r"delay|deferred|\bwarning: (?:message|could)|verzöger|retard[ée]|retrasad|demorad|atrasad|ritard|задерж|"
    r"遅延|遅れ|延迟|延遲|지연",
    re.IGNORECASE,
)
_STILL_TRYING = (
    "not yet been delivered", "delivery attempts will continue", "will continue trying", "will continue to try",
    "will keep trying", "will keep on trying", "will be retried for", "still trying", "still being retried",
    "do not need to resend", "will be retried until", "this is a warning only", "this is a warning message only",
    "do not need to re-send", "a temporary failure report", "is kept in the queue for up to",
    "transient non-fatal", "attempts to deliver the message will continue", "attempts are still pending",
)  # fmt: skip
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
# An address in brackets that a narrow window broke: "<user@mail-" and "gate.example.jp>" on the next line.
_BROKEN = re.compile(r"(<[^<>\s]{1,120})\n(?=[^<>\s]{1,120}>)")
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)


@dataclass(frozen=True)
class Words:
    """What the bounce says (``own``), and what stands behind it (``rest``): mostly a copy of the mail it returns."""

    own: str
    rest: str
    mail: Mail

    @cached_property
    def returned(self) -> Headers:
        """The header fields of the mail that is returned, as far as they are there."""
        return _returned_headers(self.mail) or Headers.parse(self.rest[:20000])


def words_of(mail: Mail) -> Words:
    """The bounce's own words in ``mail`` and the returned mail's header."""
    prose = _unquoted(mail.prose[:LONGEST])
    if "＠" in prose:  # an input method's full-width letters
        prose = prose.translate(_HALF_WIDTH)
    if not mail.headers:
        prose = _BROKEN.sub(r"\1", prose)
    end = _start_of_copy(prose)
    return Words(prose[:end], prose[end:], mail)


def returned_recipients(words: Words) -> list[str]:
    """Whom the returned mail was for, by its own header: the last resort where the bounce does not tell."""
    for name in ("x-failed-recipients", "x-original-to", "to", "cc"):
        if addresses := find_addresses(words.returned.text(name)):
            return addresses
    return []


def tells_of_delay(mail: Mail, words: Words) -> bool:
    """Whether a bounce without fields says that delivery goes on: by its subject, or in so many words."""
    if _DELAYED.search(mail.headers.text("subject")):
        return True
    said = " ".join(words.own[:6000].split()).lower()
    return any(each in said for each in _STILL_TRYING)


def is_daemon(sender: str) -> bool:
    """Whether ``sender``, a From field, is a mail system's."""
    return _DAEMON.search(sender) is not None


def _unquoted(prose: str) -> str:
    """``prose`` without the ``>`` before its lines, where most of its lines have one (a forwarded bounce)."""
    lines = [line for line in prose.splitlines() if line.strip()]
    quoted = sum(line.lstrip().startswith(">") and not line.startswith(">>> ") for line in lines)
    return _QUOTED.sub("", prose) if quoted * 2 > len(lines) else prose


def _start_of_copy(prose: str) -> int:
    """Where the copy of the returned mail begins in ``prose``; its length where there is none."""
    marks = (mark.start() for mark in _COPY_SAID.finditer(prose))
    return min(next(marks, len(prose)), _start_of_header(prose))


def _start_of_header(prose: str) -> int:
    """Where a mail's header stands in ``prose``: neighbouring fields, enough of them, not of a mail system's mail."""
    lower = prose.lower()
    if not any(f"{name}:" in lower for name in _OF_COPY):
        return len(prose)
    at, start, names, sender = 0, 0, set(), ""
    for line in prose.splitlines(keepends=True):
        match = _HEADER_LINE.match(line)
        if match and not names:
            start = at
        if match:
            names.add(match[1].lower())
            sender = match[2] if match[1].lower() == "from" else sender
        elif not line.startswith((" ", "\t")) or not line.strip():
            if _is_header(names) and not is_daemon(sender):
                return start
            names, sender = set(), ""
        at += len(line)
    return start if _is_header(names) and not is_daemon(sender) else len(prose)


def _is_header(names: set[str]) -> bool:
    # From, To, Subject and Date alone are how a notice tells which mail it means.
    own = len(names & _OF_COPY)
    return own >= 2 or (own == 1 and bool(names & _OF_MAIL))


def _returned_headers(mail: Mail) -> Headers:
    """The header of the returned mail where it is a part of its own."""
    for part in mail.parts_of("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"):
        if headers := Headers.parse(part.text[:20000]):
            return headers
    return Headers()
