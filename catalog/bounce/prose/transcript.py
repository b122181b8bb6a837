"""The transcript of an SMTP session: what Sendmail and its kin put into a bounce, and what test programs print.

   ----- The following addresses had permanent fatal errors -----
<user@example.jp>
    (reason: 550 5.1.1 <user@example.jp>... User unknown)
   ----- Transcript of session follows -----
... while talking to mx.example.jp.:
>>> RCPT To:<user@example.jp>
<<< 550 5.1.1 <user@example.jp>... User unknown
550 5.1.1 <user@example.jp>... User unknown

 -> RCPT TO:<user@example.jp>                      swaks; "C:" and "S:" where people write one down,
<** 550 5.1.1 User unknown                         "In:" and "Out:" Postfix, "Command:" and "Response:" GroupWise

Wed 2006-05-17 09:33:04: --> RCPT To:<user@example.jp>     MDaemon; and what people type by hand has no marks at all
Wed 2006-05-17 09:33:04: <-- 550 5.1.1 User unknown
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from catalog.bounce.addresses import ADDRESS, find_address
from catalog.bounce.codes import find_codes
from catalog.bounce.message import Mail
from catalog.bounce.replies import find_command, read_reply
from catalog.bounce.report import BOUNCE, BounceReport, RecipientReport
from catalog.bounce.words import Words

_SESSION = re.compile(
    r"^[ \t-]*Transcript of (?:the )?session follows|^(?:\.\.\. )?while talking to \S|^>>> [A-Z]{4}|^<<< \d{3}"
    r"|^[ \t]*(?:C:|~>|-?->|<\*\*|<~\*|In: |Command:)[ \t]+(?:\d{3}|EHLO|HELO|MAIL|RCPT)"
    r"|^[ \t]*[\w \t./-]{0,20}\d\d:\d\d:\d\d: --> (?:EHLO|HELO|MAIL|RCPT)",
    re.I | re.M,
)
# When a line was said, before it.
_TIME = re.compile(r"^[ \t]*[\w \t./-]{0,20}\d\d:\d\d:\d\d: (?=<--|-->)")
# Without any marks it is a session all the same where both sides speak.
_BARE = re.compile(r"^MAIL FROM:[^\n]*\n250[ -][^\n]*\n(?:250[^\n]*\n){0,9}RCPT TO:", re.IGNORECASE | re.MULTILINE)
_BARE_CLIENT = re.compile(
    r"^(?=(?:EHLO|HELO|MAIL FROM:|RCPT TO:|DATA$|BDAT|AUTH|STARTTLS$|RSET$|QUIT$))", re.IGNORECASE
)
_BARE_SERVER = re.compile(r"^(?=\d{3}(?:[ -]|$))")
# The marks before a client's and a server's lines; Sendmail's own are ">>>" and "<<<".
_CLIENT = re.compile(r"^[ \t]*(?:C:|~>|-?->|>>>|In:|Command:)[ \t]+(?=[A-Za-z]{4})")
_SERVER = re.compile(r"^[ \t]*(?:S:|<~|<--?|<\*\*|<~\*|<<<|Out:|Response:)[ \t]+(?=\d{3})")
_TOLD_BY_SENDMAIL = re.compile(r"^[45]\d\d[ -](?:[45]\.\d\.\d+ )?[A-Za-z]")
_TALKING = re.compile(r"while talking to \[?([\w.-]+?)\]?\.?:?\s*$", re.IGNORECASE)
_REASON = re.compile(r"^\s+\((?:reason|expanded from): (.*)$", re.IGNORECASE)
# "550 5.1.1 <user@example.jp>... User unknown": the conclusion that Sendmail draws for one recipient.
_CONCLUSION = re.compile(rf"^(?:[245]\d\d[ -])?(?:[245]\.\d\.\d+ )?(?:<|\()?{ADDRESS.pattern}[>)]?\.\.\. ?(.*)$")
# "|/usr/bin/procmail": a program, and on a line below "(expanded from: <user@example.jp>)".
_PIPE = re.compile(r"^\s*\"?[|/]\S")
_LISTED = re.compile(rf"^\s*<?{ADDRESS.pattern}>?\s*$")


def read(mail: Mail, words: Words) -> BounceReport | None:
    """The recipients that a session's transcript tells of; None where there is no transcript, or nobody in it."""
    own = words.own
    if _BARE.search(own):
        own = "\n".join(_BARE_SERVER.sub("<<< ", _BARE_CLIENT.sub(">>> ", line)) for line in own.splitlines())
    elif not _SESSION.search(own):
        return None
    recipients = tuple(_Session(own).recipients())
    return BounceReport(kind=BOUNCE, recipients=recipients, reader="transcript") if recipients else None


class _Session:
    """One reading of a transcript, line by line: the last remote host, command and replies are those in force."""

    def __init__(self, own: str):
        self.remote = self.command = self.listed = self.piped = ""
        self.replies: list[str] = []
        self.remarks: list[str] = []
        self.concluded = False
        self.found: dict[str, RecipientReport] = {}
        for line in own.splitlines():
            self._read(_SERVER.sub("<<< ", _CLIENT.sub(">>> ", _TIME.sub("", line))))
        # After a conclusion, what follows is the echo of a pipelined command ("503 Need RCPT").
        if self.replies and not self.concluded:
            self._conclude("", " ".join(self.replies))
        elif self.remarks and not self.concluded and self.listed:
            self._note(self.listed, " ".join(self.remarks), sure=False)

    def recipients(self) -> Iterator[RecipientReport]:
        """A report for each recipient. A session that ended before it named one tells of whom nothing else tells."""
        unnamed = self.found.pop("", None)
        left = [address for address, report in self.found.items() if unnamed and not report.diagnostic]
        for address, report in self.found.items():
            yield replace(unnamed, recipient=report.recipient) if address in left else report
        if unnamed and not left:
            yield unnamed

    def _read(self, line: str) -> None:
        if talking := _TALKING.search(line):
            self.remote, self.command, self.replies = talking[1].lower(), "", []
        elif line.startswith(">>> "):
            self._say(line)
        elif line.startswith("<<< "):
            self._hear(line[4:].strip())
        elif conclusion := _CONCLUSION.match(line):
            own = conclusion[2] if conclusion[2][:1] in "45" and find_codes(conclusion[2]).reply else line.strip()
            self._conclude(conclusion[1], " ".join(self.replies) or own)
        elif _TOLD_BY_SENDMAIL.match(line):
            self.remarks.append(line.strip())
        elif _PIPE.match(line):
            self.listed, self.piped = "", "-"
        elif reason := _REASON.match(line):
            self._explain(reason[1].rstrip().removesuffix(")"))
        elif listed := _LISTED.match(line):
            self.listed = listed[1]
            self._note(self.listed, "", sure=False)

    def _explain(self, said: str) -> None:
        """Take a reason in brackets; of a delivery into a program the line below says whose it is."""
        if self.piped and not self.listed:
            self.listed = find_address(said)
            said = self.piped = said if not self.listed else self.piped.lstrip("-")
        if self.listed:
            self._note(self.listed, said, sure=False)

    def _say(self, line: str) -> None:
        """Take a client's line, at which a refusal ends; the address of MAIL is nobody's who failed."""
        if self.replies and not self.concluded:
            self._conclude("", " ".join(self.replies))
            self.concluded = False
        self.command, self.replies = find_command(line), []
        if self.command in ("EHLO", "HELO"):
            self.listed = ""
        elif self.command != "MAIL":
            self.listed = find_address(line) or self.listed

    def _hear(self, reply: str) -> None:
        """Keep a server's line, of which only a refusal tells anything."""
        if reply[:1] in ("4", "5"):
            self.replies.append(reply)

    def _conclude(self, address: str, said: str) -> None:
        self._note(address or self.listed, said, sure=True)
        self.replies, self.concluded = [], True

    def _note(self, address: str, said: str, *, sure: bool) -> None:
        """Keep what was ``said`` of ``address``; a session's reply before the summary above it."""
        known = self.found.get(address.lower())
        if known and known.diagnostic and not (sure and said):
            return
        report = RecipientReport(recipient=address, action="failed", remote_mta=self.remote, **read_reply(said))
        self.found[address.lower()] = replace(report, command=self.command or report.command)
