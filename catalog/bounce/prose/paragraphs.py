"""Paragraphs that begin with the recipient in brackets: ``<user@example.jp>:`` and then what was said.

The layout of qmail (QSBMF, https://cr.yp.to/proto/qsbmf.txt) and of Postfix's words for people, with the programs
that copied either: the reply stands on the next lines (qmail) or goes on behind the colon (Postfix).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from catalog.bounce.addresses import ADDRESS
from catalog.bounce.message import Mail
from catalog.bounce.replies import find_remote, one_line, read_reply
from catalog.bounce.report import BOUNCE, BounceReport, RecipientReport

_PARAGRAPH = re.compile(r"^<([^<>\n]{1,320})>(?:, [^:\n]{1,200})?[ \t]*:[ \t]*(?=\S|\n\S)", re.MULTILINE)
# What the bounce says of itself ends where the copy of the message begins (QSBMF's break paragraph).
_COPY = re.compile(
    r"^-{2,} ?(?:Below this line is|The (?:header|message) )?.{0,60}(?:copy|original).{0,60}$", re.M | re.I
)
_END = re.compile(r"\n[ \t]*\n")


def read(mail: Mail) -> BounceReport | None:
    """One recipient for each bracketed paragraph of the mail's words; None where there is none."""
    words = _COPY.split(mail.prose, maxsplit=1)[0]
    recipients = tuple(_recipients(words))
    return BounceReport(kind=BOUNCE, recipients=recipients, reader="paragraphs") if recipients else None


def _recipients(words: str) -> Iterator[RecipientReport]:
    starts = list(_PARAGRAPH.finditer(words))
    for start, following in pairwise([*starts, None]):
        said = words[start.end() : following.start() if following else len(words)].lstrip()
        yield _recipient(start[1], _END.split(said, maxsplit=1)[0])


def _recipient(name: str, said: str) -> RecipientReport:
    address = ADDRESS.search(name)
    return RecipientReport(
        recipient=address[1] if address else one_line(name),
        action="failed",
        remote_mta=find_remote(said),
        **read_reply(said),
    )
