"""One state of the catalog's rows, made ready for matching; made anew when, and only when, they changed.

It is kept under the token that the database replaces with every change (``models.Revision``), read before the rows:
an edit by any means, in any process, is seen by the next paste, and nobody has to be told. An edit between the two
reads is kept under the older token, which no later paste will read.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

from catalog.agreement import CodeRow
from catalog.choices import ProviderKind
from catalog.facets import NAMES
from catalog.kept import Kept
from catalog.likeness import Likeness
from catalog.listing import Listing
from catalog.matcher import Matcher
from catalog.models import Code, Provider, ProviderClue, Reason, ReasonPhrase, Revision
from catalog.phrases import Phrase, Phrases
from catalog.recognition import Clue, Recogniser
from catalog.wording import Wording

#: The lines of lists, some thousand characters each, and the pages that are kept for one state of the catalog.
MOST_LINES, MOST_PAGES = 6000, 300
#: The names of a facet's values, in both languages.
MOST_LABELS = 2 * len(NAMES)

#: Reasons of which no reply of a server is a sample.
NO_FAILURE = {"undefined", "feedback", "delivered", "vacation"}
#: What a placeholder stands for parts the words around it.
SENTENCES_APART = " | "


def compiled(token: str = "") -> "Compiled":
    """The catalog as it is now; one query, and some more after an edit. ``token`` is that of the present revision,
    where it was read for this request already."""
    return _compiled(token or Revision.current())


@lru_cache(maxsize=2)
def _compiled(token: str) -> "Compiled":
    return Compiled()


class Compiled:
    """One state of the catalog, ready to be asked."""

    def __init__(self):
        self._lock, self._listing = Lock(), None
        self.lines, self.pages, self.labels = Kept(MOST_LINES), Kept(MOST_PAGES), Kept(MOST_LABELS)
        rows = _code_rows()
        self.matcher = Matcher(rows)
        self.recogniser = Recogniser(_clues())
        self.reasons = {reason.slug: reason for reason in Reason.objects.prefetch_related("reason_remedies__remedy")}
        self.remedies = {
            remedy.slug: remedy for reason in self.reasons.values() for remedy in reason.ordered_remedies
        }
        self.providers = {provider.slug: provider for provider in Provider.objects.all()}
        self._providers_by_id = {row.pk: row for row in self.providers.values()}
        self._reasons_by_id = {row.pk: row for row in self.reasons.values()}
        self.only_reasons = _only_reasons(rows)
        #: Carriers of which an entry says that the recipient's own settings refuse.
        self.filtering_carriers = {
            row.provider for row in rows if row.provider_kind == ProviderKind.CARRIER and row.reason == "filtered"
        }
        phrases = _phrases()
        self.likeness = Likeness(_samples(rows, phrases))
        self.phrases = Phrases(phrases, self.likeness)
        self._frames = {wording.pieces for phrase, wording in phrases if phrase.frame}

    @property
    def listing(self) -> Listing:
        """Made for the first list, since a paste does not need it; lists that come meanwhile wait for it."""
        with self._lock:
            if self._listing is None:
                self._listing = Listing(self.providers, self.reasons)
            return self._listing

    def rows(self, ids: list[int]) -> list[Code]:
        """The entries ``ids`` in this order, with what a line of a list shows; one query, none for none."""
        found = Code.objects.for_lines().in_bulk(ids)
        for code in found.values():
            self._complete(code)
        return [found[code_id] for code_id in ids if code_id in found]

    def _complete(self, code: Code) -> None:
        """Give the row its provider and reason, which are here already; one that is new by now is asked for."""
        for name, known in (("provider", self._providers_by_id), ("reason", self._reasons_by_id)):
            if row := known.get(getattr(code, f"{name}_id")):
                setattr(code, name, row)

    def is_frame(self, row: CodeRow) -> bool:
        """Whether the entry's message is no more than a frame: words that stand around any cause."""
        wording = Wording.parse(row.message)
        return wording is not None and wording.pieces in self._frames


def _code_rows() -> list[CodeRow]:
    columns = ("id", "slug", "provider__slug", "provider__kind", "reply_code", "enhanced_code", "vendor_code")
    return [CodeRow(*row) for row in Code.objects.values_list(*columns, "message", "verbatim", "reason__slug")]


def _only_reasons(rows: list[CodeRow]) -> dict[str, str]:
    """The providers all of whose entries, two at least, give one and the same reason, with it."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        reasons[row.provider].append(row.reason)
    return {provider: each[0] for provider, each in reasons.items() if len(each) > 1 and len(set(each)) == 1}


def _phrases() -> list[tuple[Phrase, Wording]]:
    phrases = (Phrase(*row) for row in ReasonPhrase.objects.values_list("reason__slug", "wording", "frame"))
    parsed = ((phrase, Wording.parse(phrase.wording)) for phrase in phrases)
    return [(phrase, wording) for phrase, wording in parsed if wording]


def _samples(rows: list[CodeRow], phrases: list[tuple[Phrase, Wording]]) -> Iterator[tuple[str, str]]:
    """How the world says each reason of a failure. A frame stands for none, whatever it is taken for."""
    for phrase, wording in phrases:
        if phrase.reason not in NO_FAILURE:
            yield SENTENCES_APART.join(wording.pieces), "onhold" if phrase.frame else phrase.reason
    for row in rows:
        if row.verbatim and row.reason not in NO_FAILURE and (wording := Wording.parse(row.message)):
            yield SENTENCES_APART.join(wording.pieces), row.reason


def _clues() -> list[Clue]:
    return [
        Clue(*row) for row in ProviderClue.objects.values_list("provider__slug", "provider__kind", "kind", "value")
    ]
