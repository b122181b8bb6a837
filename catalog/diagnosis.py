"""The only meeting of bounce and catalog: a BounceReport to a Diagnosis.

The order in which a reason is decided (``_reason``): the kind of mail where it is no failure; the entry whose
wording or vendor code was found, unless a code speaks against it; the longest phrase of a reason; such an entry all
the same; the entry of the recognised provider with the same code; the provider's only reason, where all its entries
give one; what the standard says of the codes; and else whether there is any text at all.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from catalog.bounce.codes import class_of
from catalog.bounce.report import AUTOREPLY, BOUNCE, DELIVERED, FEEDBACK, OTHER, BounceReport, RecipientReport
from catalog.choices import ProviderKind
from catalog.compiled import Compiled, compiled
from catalog.matcher import PROVIDER_CODE, SHORT, SIMILAR_WORDING, STANDARD_CODE, VENDOR_CODE, WORDING, Asked, Found
from catalog.models import Code, Provider, Reason
from catalog.wording import normalise

#: Kinds of mail that are no failure, and the reason that says so.
NOTICES = {FEEDBACK: "feedback", AUTOREPLY: "vacation", DELIVERED: "delivered"}
#: Reasons of entries that leave open what happened: a phrase, and even the code, tells more.
LEAVES_OPEN = {"undefined", "onhold", "expired"}
#: Reasons that say that an address does not exist, and reasons of codes which say that its mailbox does.
ABOUT_ADDRESS = {"userunknown", "hostunknown"}
MAILBOX_IS_THERE = {"filtered", "hasmoved", "mailboxfull"}
#: A diagnostic is one reply; of a longer one, this much is matched.
LONGEST_DIAGNOSTIC = 6000
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
        """Whether the sending server tries again: by action, then by the class of the codes (RFC 3463, 3.1)."""
        if self.report.action in ("delayed", "failed"):
            return self.report.action == "delayed" or self._class == "4"
        return self._class == "4"

    @property
    def _class(self) -> str:
        return class_of(self.report.reply_code, self.report.enhanced_code)

    @property
    def lead(self) -> Code | Reason:
        """What explains it best: the entry, unless it is the code's general meaning and the words tell more."""
        if self.best and (self.best.evidence != STANDARD_CODE or self.best.code.reason_id == self.reason.id):
            return self.best.code
        return self.reason

    @property
    def title(self) -> str:
        return self.lead.title if isinstance(self.lead, Code) else self.lead.name

    @property
    def meaning(self) -> str:
        return self.lead.meaning

    @property
    def remedies(self) -> list:
        """What to do, who can act first first: the remedies of what explains it."""
        return self.lead.ordered_remedies


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
        report = replace(report, kind=BOUNCE if lookups else OTHER)
    codes = Code.objects.for_page().in_bulk({found.row.id for lookup in lookups for found in lookup.found})
    return Diagnosis(report, tuple(lookup.finding(codes, report.kind) for lookup in lookups))


class Question:
    """What the lookups of one report share. One mail often tells the same of many recipients: each text is looked up
    once, and forgotten with the report."""

    def __init__(self, catalog: Compiled, report: BounceReport):
        self.catalog = catalog
        self.has_many = len(report.recipients) > MANY_RECIPIENTS
        self.prose = normalise(report.prose[:LONGEST_DIAGNOSTIC])
        self.normalise = lru_cache(maxsize=256)(normalise)
        self.match = lru_cache(maxsize=256)(catalog.matcher.match)
        self.named_in = lru_cache(maxsize=256)(catalog.recogniser.in_text)
        self.reason_of_phrase = lru_cache(maxsize=256)(catalog.reason_of_phrase)

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
        self.text = question.text_of(recipient)
        address = recipient.recipient or recipient.original_recipient
        named = question.named_in(self.text)
        own = "" if recipient.reply_code else recipient.reporting_mta
        self.provider = self.catalog.recogniser.choose(named, recipient.remote_mta, address, own)
        asked = Asked(self.text, recipient.reply_code, recipient.enhanced_code, self.provider)
        self.found: list[Found] = question.match(asked)

    @property
    def is_known(self) -> bool:
        return bool(self.found or self.question.reason_of_phrase(self.text))

    def finding(self, codes: dict[int, Code], kind: str) -> Finding:
        """The finding, with the entries out of ``codes`` (by id)."""
        return Finding(
            report=self.recipient,
            provider=self.catalog.providers.get(self.provider or self._provider_of_wording()),
            reason=self.catalog.reasons[self._reason(kind)],
            matches=tuple(
                Match(codes[found.row.id], found.evidence) for found in self.found if found.row.id in codes
            ),
            pieces=self._pieces(),
        )

    def _provider_of_wording(self) -> str:
        """Where no clue tells: the provider whose own wording or vendor code was found. A short one is anybody's."""
        best = self._best(WORDING, VENDOR_CODE, SIMILAR_WORDING)
        if best is None or best.contradicted or best.row.provider_kind == "standard":
            return ""
        return best.row.provider if best.literal >= SHORT or best.evidence == VENDOR_CODE else ""

    def _pieces(self) -> tuple[str, ...]:
        """What of the reply's normalised text was found literally, for showing why."""
        return tuple(self.text[span.start : span.end] for span in self.found[0].spans) if self.found else ()

    def _best(self, *evidence: str) -> Found | None:
        return self.found[0] if self.found and self.found[0].evidence in evidence else None

    def _reason(self, kind: str) -> str:
        """Why, by the order that the module's docstring gives."""
        if kind in NOTICES:
            return NOTICES[kind]
        best, of_provider = self._best(WORDING, VENDOR_CODE, SIMILAR_WORDING), self._best(PROVIDER_CODE)
        if best and best.row.provider == self.provider and not best.contradicted:
            return best.row.reason
        standard = self._standard_reason()
        told = (
            (best and not best.contradicted and best.row.reason not in LEAVES_OPEN and best.row.reason)
            or self.question.reason_of_phrase(self.text)
            or (best and best.row.reason != "undefined" and best.row.reason)
            or (of_provider and of_provider.row.reason)
            or self.catalog.only_reasons.get(self.provider)
            or standard
        )
        return self._of_whom(told, standard) if told else "onhold" if self.text else "undefined"

    def _standard_reason(self) -> str:
        """What the standard says of the codes, the enhanced one first; ``""`` where that says nothing."""
        found = [found.row for found in self.found if found.evidence == STANDARD_CODE]
        found.sort(key=lambda row: not row.enhanced_code)
        return next((row.reason for row in found if row.reason != "undefined"), "")

    def _of_whom(self, told: str, standard: str) -> str:
        """What an unknown address means at this place.

        At MAIL it is the sender's. Where the code says that the mailbox is there, or the server took the recipient
        and refuses after DATA with no code about the address, a filter speaks (CONTRACT.md, "filtered").
        """
        if told not in ABOUT_ADDRESS:
            return told
        if self.recipient.command == "MAIL":
            return "rejected"
        if told == "userunknown" and self._is_said_late():
            return "filtered"
        return standard if standard in MAILBOX_IS_THERE else told

    def _is_said_late(self) -> bool:
        """Whether a server refuses that took the recipient: after DATA, or a carrier that does not say when."""
        if self.recipient.enhanced_code[2:3] == "1":
            return False
        provider = self.catalog.providers.get(self.provider)
        is_carrier = provider is not None and provider.kind == ProviderKind.CARRIER
        unknown_stage = bool(self.recipient.reply_code) and not self.recipient.command
        return self.recipient.command == "DATA" or (is_carrier and unknown_stage)
