"""Several mails in one text, as mbox files hold them (RFC 4155)."""

import re

from catalog.bounce.report import BOUNCE, OTHER, BounceReport

#: Mails beyond this number are left in the last one.
MOST_MAILS = 500

# "From user@example.jp Mon Nov 23 10:00:00 2026", at most a time zone behind the year; a header follows.
_FROM_LINE = re.compile(r"^From \S(.{0,344})\r?\n(?=[!-9;-~]{1,80}:)", re.MULTILINE)
_YEAR = re.compile(r"\d{4}.{0,40}$")


def split(source: str | bytes) -> list[str | bytes]:
    """The mails in ``source``, which is given back alone where it is no mbox with several."""
    if ("\nFrom " if isinstance(source, str) else b"\nFrom ") not in source:
        return [source]
    text = source if isinstance(source, str) else source.decode("latin-1")
    starts = [line.start() for line in _FROM_LINE.finditer(text) if _YEAR.search(line[1][-44:])][:MOST_MAILS]
    if len(starts) < 2 or text[: starts[0]].strip():
        return [source]
    mails = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    return mails if isinstance(source, str) else [mail.encode("latin-1") for mail in mails]


def joined(reports: list[BounceReport]) -> BounceReport:
    """One report of all the mails' recipients; those of ordinary mails are left out where a bounce is among them."""
    telling = [report for report in reports if report.kind != OTHER] or reports
    kinds = {report.kind for report in telling}
    return BounceReport(
        kind=kinds.pop() if len(kinds) == 1 else BOUNCE,
        software=telling[0].software,
        recipients=tuple(recipient for report in telling for recipient in report.recipients),
        prose="\n".join(report.prose for report in telling),
        subject=telling[0].subject,
        reader="mbox",
    )
