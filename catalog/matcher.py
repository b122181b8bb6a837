"""Rows to a Matcher: text, codes and provider to ranked entries, each with its evidence. Knows no database.

An entry's rank is a sum: the literal characters that were found, and what agrees or contradicts (``AGREES``,
``CONTRADICTS``). Ties go by slug.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from catalog.agreement import (
    AGREES,
    ANYWHERE,
    CONTRADICTS,
    SHORT,
    Asked,
    CodeRow,
    agreement,
    classes_differ,
    is_contradicted,
    is_elsewhere,
    may_be_short,
)
from catalog.phrasebook import Phrasebook
from catalog.wording import Span, Wording, normalise

#: Why an entry was given; other programs are told in these words.
WORDING, VENDOR_CODE, SIMILAR_WORDING = "wording", "vendor-code", "similar-wording"
PROVIDER_CODE, STANDARD_CODE = "provider-code", "standard-code"

#: A similar wording shares whole sentences: each at least so long, and all of them so much of the wording.
LEAST_SENTENCE, LEAST_SHARE = 24, 0.35
#: What a character of a similar wording counts, one of a whole wording being 1.
SIMILAR_WORTH = 0.6
#: A vendor code shorter than this is met by chance.
LEAST_VENDOR_CODE = 4

#: What it costs that a short wording is one provider's, and nothing else points to that provider. Of an address
#: that points elsewhere, and without any code, it tells nothing ("... does not exist").
SOMEBODYS_SHORT = 30
#: What a wording costs that tells that mail was refused, or how long it waited, but not why: a program's frame
#: around the reply ("did not like our RCPT TO:"), its last words ("I'm not going to try again").
SAYS_LITTLE = {"undefined": 70, "expired": 30}
#: A longer message tells whose it is, though another provider may send it, too.
MOST_SHARED = 80
#: So much of a message is a program's where it is the program's words.
MOST_OF_IT = 0.6
#: What an entry starts with that was found without its wording. Entries of one provider that share a code but not
#: the reason tell less than the standard does.
VENDOR_CODE_RANK, SAME_REASON_RANK, MIXED_REASONS_RANK, STANDARD_RANK = 20, 5, -100, -40


class Found(NamedTuple):
    """An entry, why it is given, and where its literal pieces stand in the asked text.

    ``contradicted`` says that a code or the provider speaks against it.
    """

    row: CodeRow
    evidence: str
    spans: tuple[Span, ...] = ()
    contradicted: bool = False

    @property
    def literal(self) -> int:
        """How many characters were found literally."""
        return sum(span.end - span.start for span in self.spans)


class Matcher:
    """The catalog's entries, ready to be asked."""

    def __init__(self, rows: Iterable[CodeRow]):
        rows = list(rows)
        texts = {row.id: normalise(row.message) for row in rows}
        rows = _with_shared(_with_frames(rows, texts), texts)
        self._wordings = _phrasebook((row, row.message) for row in rows if row.verbatim)
        self._vendor_codes = _phrasebook(
            (row, row.vendor_code) for row in rows if len(row.vendor_code) >= LEAST_VENDOR_CODE
        )
        self._sentences = _sentences(row for row in rows if row.verbatim)
        self._by_code: dict[tuple[str, str, str], list[CodeRow]] = defaultdict(list)
        for row in rows:
            self._by_code[row.provider, row.reply_code, row.enhanced_code].append(row)
        self._standards = sorted({row.provider for row in rows if row.provider_kind == "standard"})

    def match(self, asked: Asked) -> list[Found]:
        """The entries that fit ``asked``, best first; each once, by its best evidence."""
        ranked: dict[int, tuple[float, Found]] = {}
        for rank, found in self._candidates(asked):
            if found.row.id not in ranked or rank > ranked[found.row.id][0]:
                ranked[found.row.id] = (rank, found)
        best = sorted(ranked.values(), key=lambda pair: (-pair[0], *_tie(pair[1].row)))
        return [found for _, found in best]

    def _candidates(self, asked: Asked) -> Iterator[tuple[float, Found]]:
        vendor_codes = self._vendor_codes.find(asked.text)
        yield from self._worded(asked, vendor_codes)
        yield from self._coded(asked, vendor_codes)
        yield from self._similar(asked)
        yield from self._of_provider(asked)
        yield from self._of_standard(asked)

    def _worded(self, asked: Asked, vendor_codes: Container[CodeRow]) -> Iterator[tuple[float, Found]]:
        """The entries whose wording is there whole; ``vendor_codes`` are those whose own code is there, too."""
        for row, spans in self._wordings.find(asked.text).items():
            found = Found(row, WORDING, spans, is_contradicted(row, asked))
            if row.framed and asked.addressed and is_elsewhere(row, asked):
                continue
            if found.literal >= SHORT or not found.contradicted:
                named = AGREES["vendor_code"] if row in vendor_codes else 0
                weak = SOMEBODYS_SHORT if found.literal < SHORT and not may_be_short(row, asked) else 0
                if weak and asked.addressed and not (asked.reply_code or asked.enhanced_code):
                    continue
                rank = found.literal + named - weak - SAYS_LITTLE.get(row.reason, 0)
                yield rank + agreement(row, asked), found

    def _coded(self, asked: Asked, vendor_codes: Mapping[CodeRow, tuple[Span, ...]]) -> Iterator[tuple[float, Found]]:
        """The entries whose provider's own code is there."""
        for row, spans in vendor_codes.items():
            if not is_elsewhere(row, asked):
                # A provider's own code names one cause, whether it refuses for good or for now.
                forgiven = CONTRADICTS["class"] if classes_differ(row, asked) else 0
                rank = VENDOR_CODE_RANK + AGREES["vendor_code"] + agreement(row, asked) + forgiven
                yield rank, Found(row, VENDOR_CODE, spans)

    def _similar(self, asked: Asked) -> Iterator[tuple[float, Found]]:
        """The entries of which some sentences are there: a reply that was cut off, or worded anew."""
        spans_of: dict[tuple[CodeRow, int], list[Span]] = defaultdict(list)
        for (row, total, _), spans in self._sentences.find(asked.text).items():
            spans_of[row, total].extend(spans)
        for (row, total), spans in spans_of.items():
            found = Found(row, SIMILAR_WORDING, tuple(sorted(spans)), is_contradicted(row, asked))
            if found.literal >= LEAST_SHARE * total and not found.contradicted:
                rank = SIMILAR_WORTH * found.literal - SAYS_LITTLE.get(row.reason, 0)
                yield rank + agreement(row, asked), found

    def _of_provider(self, asked: Asked) -> Iterator[tuple[float, Found]]:
        """The recognised provider's entries with the same codes."""
        rows = self._with_codes(asked, asked.provider)
        rank = SAME_REASON_RANK if len({row.reason for row in rows}) == 1 else MIXED_REASONS_RANK
        for row in rows:
            yield rank + agreement(row, asked), Found(row, PROVIDER_CODE)

    def _of_standard(self, asked: Asked) -> Iterator[tuple[float, Found]]:
        """What the standards say of the codes: entries that have no wording of their own."""
        for provider in self._standards:
            for row in self._with_codes(asked, provider):
                if not (row.message and row.verbatim):
                    yield STANDARD_RANK + agreement(row, asked), Found(row, STANDARD_CODE)

    def _with_codes(self, asked: Asked, provider: str) -> list[CodeRow]:
        """The provider's entries whose codes are those asked for; of one that states one of the two, that one."""
        reply, enhanced = asked.reply_code, asked.enhanced_code
        keys = {(reply, enhanced), (reply, ""), ("", enhanced)} - {("", "")}
        return [row for key in sorted(keys) for row in self._by_code.get((provider, *key), ())]


def _tie(row: CodeRow) -> tuple[int, str]:
    """The order of entries that fit equally well: nobody's words, the large mailboxes', a program's, all others."""
    return {"standard": 0, "mailbox": 1, "mta": 2}.get(row.provider_kind, 3), row.slug


def _with_frames(rows: list[CodeRow], texts: dict[int, str]) -> list[CodeRow]:
    """``rows``, those marked whose message holds a program's frame: an entry of a program that says little itself.

    ``texts``: the normal form of each row's message, by its id.
    """
    frames = _phrasebook(
        (row, row.message) for row in rows if row.provider_kind == "mta" and row.reason in SAYS_LITTLE
    )
    return [
        replace(row, framed=True) if row.provider_kind not in ANYWHERE and frames.find(texts[row.id]) else row
        for row in rows
    ]


def _with_shared(rows: list[CodeRow], texts: dict[int, str]) -> list[CodeRow]:
    """``rows``, those marked whose words stand in the message of another provider, or are those of a program."""
    own = [row for row in rows if row.verbatim and row.provider_kind not in ("standard", "mta")]
    wordings, shared = _phrasebook((row, row.message) for row in own), set()
    for other in rows if own else ():
        found = {row for row in wordings.find(texts[other.id]) if row.provider != other.provider}
        shared |= {row for row in found if len(row.message) < MOST_SHARED}
    words = _phrasebook((row, row.message) for row in rows if row.verbatim and row.provider_kind == "mta")
    programs = {row for row in own if _is_mostly(texts[row.id], words)}
    known = shared | programs
    return [replace(row, shared=row in shared, programs=row in programs) if row in known else row for row in rows]


def _is_mostly(text: str, wordings: Phrasebook) -> bool:
    """Whether ``text`` is, but for a few characters, one of the ``wordings``."""
    enough = MOST_OF_IT * len(text)
    return any(sum(span.end - span.start for span in spans) >= enough for spans in wordings.find(text).values())


def _phrasebook(pairs: Iterable[tuple[CodeRow, str]]) -> Phrasebook:
    parsed = ((row, Wording.parse(text)) for row, text in pairs)
    return Phrasebook((row, wording) for row, wording in parsed if wording)


def _sentences(rows: Iterable[CodeRow]) -> Phrasebook:
    """The longer sentences of the messages, by row, the message's literal length and the sentence.

    One that stands in messages of different reasons ("I'm not going to try again ...") tells none of them.
    """
    parsed = ((row, wording) for row in rows if (wording := Wording.parse(row.message)))
    longer = [
        (row, wording.literal_length, sentence)
        for row, wording in parsed
        for sentence in wording.sentences
        if len(sentence) >= LEAST_SENTENCE
    ]
    reasons: dict[str, set[str]] = defaultdict(set)
    for row, _, sentence in longer:
        reasons[sentence].add(row.reason)
    return Phrasebook((key, Wording.literal(key[2])) for key in longer if len(reasons[key[2]]) == 1)
