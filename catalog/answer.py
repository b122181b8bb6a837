"""The page that answers a paste: the diagnosis, its groups, and the pasted text with what was recognised in it."""

from typing import NamedTuple

from catalog.bounce import reader
from catalog.bounce.decoding import decode_bytes
from catalog.diagnosis import diagnose
from catalog.finding import Diagnosis, Finding
from catalog.grouping import grouped
from catalog.marks import WORDING, Segment, Wanted, mark, window

#: A text up to this length goes along with the link to the other language.
LONGEST_CARRIED = 200_000
#: What is looked for in the text is what was found for this many recipients.
MOST_MARKED = 20
#: So many lines of the words are looked for in the source.
MOST_LINES = 30


class Shown(NamedTuple):
    """A text as shown: its segments, and whether it goes on before and after them."""

    segments: list[Segment]
    is_cut_before: bool
    is_cut_after: bool

    @property
    def kinds(self) -> set[str]:
        return {segment.kind for segment in self.segments} - {""}


def answer_context(source: str | bytes) -> dict:
    """The template's context for a pasted ``source``."""
    diagnosis = diagnose(reader.read(source))
    pasted = source if isinstance(source, str) else decode_bytes(source)
    wanted = wanted_of(diagnosis.findings)
    as_pasted = shown(pasted, wanted)
    return {
        "diagnosis": diagnosis,
        "groups": grouped(diagnosis),
        "as_pasted": as_pasted,
        "as_decoded": _decoded(diagnosis, wanted, as_pasted, pasted),
        "pasted": pasted if len(pasted) <= LONGEST_CARRIED else "",
    }


def shown(text: str, wanted: Wanted) -> Shown:
    """``text`` with what is ``wanted`` marked, or as much of it as is shown."""
    start, end = window(text, wanted)
    return Shown(mark(text[start:end], wanted), start > 0, end < len(text))


def wanted_of(findings: tuple[Finding, ...]) -> Wanted:
    """What was recognised of ``findings``: the words of the entries found, recipients, codes."""
    findings = findings[:MOST_MARKED]
    codes = {code for each in findings for code in (*_codes(each), each.vendor_code)}
    return Wanted(
        pieces=tuple(dict.fromkeys(piece for each in findings for piece in each.pieces)),
        recipients=tuple({each.report.recipient for each in findings} - {""}),
        codes=tuple(codes - {""}),
    )


def _codes(finding: Finding) -> tuple[str, ...]:
    return finding.report.reply_code, finding.report.enhanced_code, finding.report.status


def _decoded(diagnosis: Diagnosis, wanted: Wanted, as_pasted: Shown, pasted: str) -> Shown | None:
    """The mail's words, decoded, where the source does not show them: base64 and its kin hide what was found."""
    words = diagnosis.report.prose.strip()
    is_illegible = _is_illegible(words, pasted)
    if not words or (WORDING in as_pasted.kinds and not is_illegible):
        return None
    decoded = shown(words, wanted)
    is_hidden = words.splitlines()[0] not in pasted
    tells_more = decoded.kinds - as_pasted.kinds or (is_hidden and not as_pasted.kinds)
    return decoded if is_illegible or tells_more else None


def _is_illegible(words: str, pasted: str) -> bool:
    """Whether words of another script than Latin are in the mail, and none of them to be read in its source."""
    lines = [line.strip() for line in words.splitlines()[:MOST_LINES] if not line.isascii()]
    return bool(lines) and not any(line in pasted for line in lines)
