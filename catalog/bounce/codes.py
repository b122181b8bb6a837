"""Reply codes, enhanced status codes and vendor codes in a text: their grammar. Their meanings are rows."""

import re
import unicodedata
from itertools import islice
from typing import NamedTuple


class Codes(NamedTuple):
    """The codes of one reply, each ``""`` where it is not stated."""

    reply: str = ""
    enhanced: str = ""


# RFC 5321, 4.2: three digits, of which servers in the wild use any second and third digit (571, 577, 590).
_REPLY = r"[245]\d\d"
# RFC 3463, 2: class, subject (0 to 7), detail of up to three digits. The bound on the subject keeps versions
# and addresses out ("Exim 4.90.1", "5.9.0.1"); qmail writes a "#" before it.
_ENHANCED = r"[245]\.[0-7]\.\d{1,3}"

_PAIR = re.compile(rf"(?<![\w.:/@-])({_REPLY})(?:[ -]|: ?|\s+)[#(\[ ]{{0,3}}({_ENHANCED})(?![\w@]|\.\d)", re.ASCII)
# A reply stands at the start, or after what announces it: "said: 550 ...", "<<< 550-...", "smtp; 550 ...".
_ANNOUNCED = re.compile(
    r"(?:^[ \t]{0,12}|(?<!HTTP/\d\.\d)[;:>(\[<\"'=]\s*"
    r"|\b(?:said|response|reply|error|err|returned|status|code|with|was|dsn)[:=]?\s+"
    r"|@[\w.-]{1,255}>?(?:[:,]?|\.\.\.)\s+|\bhost [\w.-]{1,255}\s+"
    r"|(?:エラー|コード|番号)\s*+[:：]?\s*+|\[[\d.]{7,15}\],?\s+|\([\dA-F]{8}\) )"
    r"((?:(?<=\n)|(?<!.))2\d\d|[45]\d\d)(?=[\s:.,;)\]>\"'=-]|$)(?!\.\d|-\d\d(?!\d)|:[\da-f])",
    re.IGNORECASE | re.MULTILINE | re.ASCII,
)
# Alone it is a code of a failure, or stands first; behind these words it is a number of something else.
_NUMBERED = r"(?<!version |section |mailman |mdaemon |postfix )(?<!sendmail )(?<!exim )(?<!fml )"
_BARE_ENHANCED = re.compile(
    rf"(?<![\w.@-])(?<!\d[-.])(?i:{_NUMBERED})#?((?:(?<!.)|(?!2)){_ENHANCED})(?![\w@]|\.\d)", re.ASCII
)
_LOOSE_REPLY = re.compile(rf"(?<![\w.,:/@#-])({_REPLY})(?=[\s:)\]\"'-]+\D|$)", re.ASCII)
# "(RP-001)", "[TSS04]", "(S3150)", "AS(1430)": capitals and digits, as the providers write them.
_VENDOR = re.compile(r"[(\[]\s*([A-Z]{1,8}[-_ :]?\d{1,6}[A-Za-z]?)\s*[)\]]|^([A-Z]{2,3}-\d{3})\b", re.MULTILINE)


def find_codes(text: str) -> Codes:
    """The codes of the reply in ``text``, the reply code and the enhanced code that stands with it.

    ``text`` is one diagnostic, as stated. The pair ``550 5.1.1`` is trusted most, then a reply code where a reply
    begins; each alone is kept where the other is not stated.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    pairs = [Codes(*pair.groups()) for pair in islice(_PAIR.finditer(text), 20)]
    if pairs:
        return _cause(pairs)
    announced = _ANNOUNCED.search(text)
    bare = _BARE_ENHANCED.search(text)
    return Codes(announced[1] if announced else "", bare[1] if bare else "")


def _cause(pairs: list[Codes]) -> Codes:
    """The first pair, unless it only says that time ran out (X.4.7) and a later one says what for.

    Exchange and Amazon SES put the last reply behind their own: ``554 4.4.7 ... <421 4.4.2 Connection timed out>``.
    """
    expired = pairs[0].enhanced.endswith(".4.7")
    return next((pair for pair in pairs if expired and not pair.enhanced.endswith(".4.7")), pairs[0])


def find_loose_reply(text: str) -> str:
    """A reply code standing anywhere as a word of its own, for text that nothing announces; or ``""``."""
    loose = _LOOSE_REPLY.search(text)
    return loose[1] if loose else ""


def find_vendor_code(text: str) -> str:
    """What looks like a provider's own code in ``text``, in brackets or at a line's start; or ``""``."""
    vendor = _VENDOR.search(text)
    return (vendor[1] or vendor[2]) if vendor else ""


def is_generic(enhanced: str) -> bool:
    """Whether the enhanced code ``X.0.0`` says no more than its class (RFC 3463, 3.1)."""
    return enhanced.endswith(".0.0")


def class_of(reply: str, enhanced: str) -> str:
    """``"4"``, ``"5"`` or ``"2"``: the class of the reply, else of the enhanced code; ``""`` without either."""
    return (reply or enhanced)[:1]
