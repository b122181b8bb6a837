"""The page that answers a paste: the diagnosis, and the pasted text with what was recognised in it."""

from catalog.bounce import reader
from catalog.bounce.decoding import decode_bytes
from catalog.diagnosis import Diagnosis, diagnose
from catalog.marks import LONGEST_SHOWN, Wanted, mark

#: A text up to this length goes along with the link to the other language.
LONGEST_CARRIED = 200_000


def answer_context(source: str | bytes) -> dict:
    """The template's context for a pasted ``source``."""
    diagnosis = diagnose(reader.read(source))
    pasted = source if isinstance(source, str) else decode_bytes(source)
    return {
        "diagnosis": diagnosis,
        "segments": _segments(pasted, diagnosis),
        "is_cut": len(pasted) > LONGEST_SHOWN,
        "pasted": pasted if len(pasted) <= LONGEST_CARRIED else "",
    }


def _segments(pasted: str, diagnosis: Diagnosis):
    """The text as pasted, or as decoded where only that shows what was found."""
    wanted = _wanted(diagnosis)
    segments = mark(pasted, wanted)
    if diagnosis.findings and not any(segment.kind for segment in segments):
        return mark(diagnosis.report.prose, wanted)
    return segments


def _wanted(diagnosis: Diagnosis) -> Wanted:
    findings = diagnosis.findings[:20]
    codes = {
        code for each in findings for code in (each.report.reply_code, each.report.enhanced_code, each.vendor_code)
    }
    return Wanted(
        pieces=tuple(dict.fromkeys(piece for each in findings for piece in each.pieces)),
        recipients=tuple({each.report.recipient for each in findings} - {""}),
        codes=tuple(codes - {""}),
    )
