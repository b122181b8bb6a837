"""The only meeting of bounce and catalog: a BounceReport to a Diagnosis.

Who refused and which entries fit is found here; which reason that gives is ``reasoning``'s matter.
"""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from catalog.agreement import Asked
from catalog.bounce.codes import class_of
from catalog.bounce.report import BOUNCE, OTHER, BounceReport, RecipientReport
from catalog.choices import ProviderKind
from catalog.compiled import Compiled, Phrase, compiled
from catalog.likeness import Guess
from catalog.matcher import SIMILAR_WORDING, STANDARD_CODE, VENDOR_CODE, WORDING, Found
from catalog.models import Code, Provider, Reason, Remedy
from catalog.reasoning import LEAVES_OPEN, NOTICES, reason_of
from catalog.retries import RESEND, WAIT, after_giving_up, while_tried
from catalog.wording import normalise

#: A diagnostic is one reply; of a longer one, this much is matched.
LONGEST_DIAGNOSTIC = 6000
#: A few words that are all that was pasted: there a frame is known too.
LONGEST_QUESTION = 60
#: With more recipients than this, replies that differ by the recipient's name alone are looked up once.
MANY_RECIPIENTS = 100


@dataclass(frozen=True)
class Match:
    """An entry that fits, and why (``matcher.WORDING`` ...)."""

    code: Code
    evidence: str


@dataclass(frozen=True)
class Finding:
    """What is known of one recipient: as read (``report``), and as the catalog explains it."""

    report: RecipientReport
    provider: Provider | None
    reason: Reason
    matches: tuple[Match, ...]
    pieces: tuple[str, ...] = ()
    #: The words that led to the reason, where neither an entry nor a phrase has the reply's.
    telling: tuple[str, ...] = ()
    wait: Remedy | None = None
    resend: Remedy | None = None

    @property
    def best(self) -> Match | None:
        return self.matches[0] if self.matches else None

    @property
    def vendor_code(self) -> str:
        """The provider's own code: the matching entry's, where its being found was the evidence, else as read."""
        named = self.best and self.best.evidence in (WORDING, VENDOR_CODE) and self.best.code.vendor_code
        return named or self.report.vendor_code

    @property
    def temporary(self) -> bool:
        """Whether the failure is a passing one: by action, or by the class of the codes (RFC 3463, 3.1)."""
        return self.report.action == "delayed" or self._class == "4"

    @property
    def _class(self) -> str:
        return class_of(self.report.reply_code, self.report.enhanced_code)

    @property
    def lead(self) -> Code | Reason:
        """What explains it best: the entry, unless the words tell more than it, or are anybody's."""
        return self.best.code if self.best and self._is_told_by(self.best) else self.reason

    def _is_told_by(self, match: Match) -> bool:
        """Whether the entry may speak: not the code's general meaning where the words tell more, and no provider's
        entry where nobody was recognised: its words are few, many servers use them, and its title may name it."""
        if match.evidence == STANDARD_CODE:
            return match.code.reason_id == self.reason.id
        return self.provider is not None or match.code.provider.kind == ProviderKind.STANDARD

    @property
    def title(self) -> str:
        return self.lead.title if isinstance(self.lead, Code) else self.lead.name

    @property
    def meaning(self) -> str:
        return self.lead.meaning

    @property
    def remedies(self) -> list:
        """What to do, who can act first first: the remedies of what explains it, as far as they still can help."""
        told = self.lead.ordered_remedies
        if self._given_up:
            return after_giving_up(told, self.resend)
        return while_tried(told, self.wait) if self.temporary and self.lead is self.reason else told

    @property
    def _given_up(self) -> bool:
        """Whether the mail came back, or was refused for good: nothing is tried again (RFC 3464, 2.3.3)."""
        return self.report.action == "failed" or (self._class == "5" and not self.temporary)


@dataclass(frozen=True)
class Diagnosis:
    """A report and what was found for each of its recipients; ``findings`` is empty for kind ``other``."""

    report: BounceReport
    findings: tuple[Finding, ...]

    @property
    def kind(self) -> str:
        return self.report.kind


def diagnose(report: BounceReport) -> Diagnosis:
    """What the catalog knows of each recipient of ``report``, in three queries or, after an edit, a few more.

    Words without a code are a bounce when the catalog knows them, and else of kind ``other``.
    """
    question = Question(compiled(), report)
    lookups = [Lookup(recipient, question) for recipient in report.recipients]
    if report.kind == OTHER:
        lookups = [lookup for lookup in lookups if lookup.is_known]
        report = replace(report, kind=_kind_of(lookups))
    codes = Code.objects.for_page().in_bulk({found.row.id for lookup in lookups for found in lookup.found})
    return Diagnosis(report, tuple(lookup.finding(codes, report.kind) for lookup in lookups))


def _kind_of(lookups: list["Lookup"]) -> str:
    """What words without a code are, by the phrase that is known in them: a notice of another kind, a bounce."""
    if not lookups:
        return OTHER
    told = lookups[0].phrase.reason if lookups[0].phrase else ""
    return next((kind for kind, reason in NOTICES.items() if reason == told), BOUNCE)


class Question:
    """What the lookups of one report share. One mail often tells the same of many recipients: each text is looked up
    once, and forgotten with the report."""

    def __init__(self, catalog: Compiled, report: BounceReport):
        self.catalog = catalog
        self.has_many = len(report.recipients) > MANY_RECIPIENTS
        self._report = report
        self.is_of_one, self.is_mail = len(report.recipients) == 1, report.reader not in ("", "reply")
        self.normalise = lru_cache(maxsize=256)(normalise)
        self.match = lru_cache(maxsize=256)(catalog.matcher.match)
        self.named_in = lru_cache(maxsize=256)(catalog.recogniser.in_text)
        self.phrase_of = lru_cache(maxsize=256)(catalog.phrase_of)
        self.guess = lru_cache(maxsize=256)(catalog.likeness.guess)

    @cached_property
    def prose(self) -> str:
        """The mail's words for people, in normal form."""
        return normalise(self._report.prose[:LONGEST_DIAGNOSTIC])

    def text_of(self, recipient: RecipientReport) -> str:
        """What is looked up for ``recipient``: its diagnostic in normal form, or the mail's words without one."""
        said, name = recipient.diagnostic[:LONGEST_DIAGNOSTIC], recipient.recipient.rpartition("@")[0]
        if self.has_many and name:
            said = said.replace(f"{name}@", "anybody@")
        return self.normalise(said) if said else self.prose


class Lookup:
    """One recipient looked up in the compiled catalog."""

    def __init__(self, recipient: RecipientReport, question: Question):
        self.recipient, self.question, self.catalog = recipient, question, question.catalog
        said = question.text_of(recipient)
        self._look(said)
        if question.is_of_one and not self._tells and said != question.prose:
            # The words around it may tell what the reply itself does not.
            self._look(question.prose)
            if not self._tells:
                self._look(said)

    def _look(self, text: str) -> None:
        """Look ``text`` up: who gave it, what fits it."""
        recipient, question = self.recipient, self.question
        address = recipient.recipient or recipient.original_recipient
        own = "" if recipient.reply_code else recipient.reporting_mta
        choose = self.catalog.recogniser.choose
        self.text = text
        self.provider = choose(question.named_in(text), recipient.remote_mta, address, own)
        asked = Asked(text, recipient.reply_code, recipient.enhanced_code, self.provider, "@" in address)
        self.found: list[Found] = question.match(asked)

    @property
    def phrase(self) -> Phrase | None:
        """The phrase of a reason that stands in the text."""
        return self.question.phrase_of(self.text)

    @property
    def guess(self) -> Guess | None:
        """The reason that the text is most like."""
        return self.question.guess(self.text)

    @property
    def _tells(self) -> bool:
        """Whether an entry or a phrase tells what happened."""
        told = self.best(WORDING, VENDOR_CODE, SIMILAR_WORDING)
        return bool((told and told.row.reason not in LEAVES_OPEN) or (self.phrase and not self.phrase.frame))

    @property
    def is_known(self) -> bool:
        """Whether the catalog knows these words for a mail system's, though nothing else about them says so.

        In a whole mail they must name a recipient too: letters speak of full mailboxes and wrong passwords.
        """
        if self.question.is_mail and not self.recipient.recipient:
            return False
        if not self.question.is_mail and self.best(WORDING, VENDOR_CODE):
            return True
        a_whole_code = self.recipient.reply_code[:1] in ("4", "5") and self.recipient.enhanced_code
        says_undelivered = self.phrase is not None and self.phrase.reason == "onhold"
        is_all = self.phrase is not None and not self.question.is_mail and len(self.text) <= LONGEST_QUESTION
        return bool(self._tells or a_whole_code or is_all or (self.recipient.recipient and says_undelivered))

    def finding(self, codes: dict[int, Code], kind: str) -> Finding:
        """The finding, with the entries out of ``codes`` (by id)."""
        reason = reason_of(self, kind)
        telling = () if self._tells or self.guess is None or self.guess.reason != reason else self.guess.words
        return Finding(
            report=self.recipient,
            provider=self.catalog.providers.get(self.provider or self._provider_of_wording()),
            reason=self.catalog.reasons[reason],
            matches=tuple(
                Match(codes[found.row.id], found.evidence) for found in self.found if found.row.id in codes
            ),
            pieces=self._pieces() or telling,
            telling=telling,
            wait=self.catalog.remedies.get(WAIT),
            resend=self.catalog.remedies.get(RESEND),
        )

    def _provider_of_wording(self) -> str:
        """Where no clue tells: the provider whose own wording or vendor code was found. A short one is anybody's."""
        best = self.best(WORDING, VENDOR_CODE, SIMILAR_WORDING)
        if best is None or best.contradicted or best.row.provider_kind == "standard":
            return ""
        return best.row.provider if best.literal >= best.row.least or best.evidence == VENDOR_CODE else ""

    def _pieces(self) -> tuple[str, ...]:
        """What of the reply's normalised text was found literally, for showing why: of an entry, else of a phrase."""
        spans = (self.found[0].spans if self.found else ()) or self.catalog.spans_of(self.phrase, self.text)
        return tuple(self.text[span.start : span.end] for span in spans)

    def best(self, *evidence: str) -> Found | None:
        """What was found first, where its evidence is one of ``evidence``."""
        return self.found[0] if self.found and self.found[0].evidence in evidence else None
