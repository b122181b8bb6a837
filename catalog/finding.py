"""What is found for a report: values that pages, letters and the API read."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from catalog.advice import fitting
from catalog.bounce.codes import class_of
from catalog.bounce.report import BounceReport, RecipientReport
from catalog.choices import ProviderKind
from catalog.leading import leading
from catalog.matcher import VENDOR_CODE, WORDING
from catalog.models import Code, Provider, Reason, Remedy
from catalog.retries import after_giving_up, while_tried


@dataclass(frozen=True)
class Match:
    """An entry that fits, why (``matcher.WORDING`` ...), and how many characters of its message were found."""

    code: Code
    evidence: str
    literal: int = 0


@dataclass(frozen=True)
class Finding:
    """What is known of one recipient: as read (``report``), and as the catalog explains it."""

    report: RecipientReport
    provider: Provider | None
    reason: Reason
    matches: tuple[Match, ...]
    pieces: tuple[str, ...] = ()
    #: Whether a phrase told the reason.
    by_phrase: bool = False
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
        """What explains it best: an entry, unless the words tell more than it, or are anybody's."""
        return self.leading.code if self.leading else self.reason

    @cached_property
    def leading(self) -> Match | None:
        """The match whose entry may speak."""
        return leading(self)

    @property
    def title(self) -> str:
        if self.lead.slug == "expired" and self.report.action == "delayed":
            return _("Not delivered yet: the server is still trying")
        return self.lead.title if isinstance(self.lead, Code) else self.lead.name

    @property
    def meaning(self) -> str:
        return self.lead.meaning

    @property
    def remedies(self) -> list:
        """What to do, who can act first first: the remedies of what explains it, as far as they still can help."""
        told = fitting(self.lead.ordered_remedies, between_servers=self._between_servers, of_carrier=self._of_carrier)
        if self._given_up:
            return after_giving_up(told, self.resend)
        if self.temporary and self.lead is self.reason:
            return while_tried(told, self.wait, is_told=self.report.action == "delayed")
        return told

    @property
    def _between_servers(self) -> bool:
        """Whether a mail server tells what became of a mail on its way to another one."""
        return bool(self.report.remote_mta or self.report.reporting_mta)

    @property
    def _of_carrier(self) -> bool:
        return self.provider is not None and self.provider.kind == ProviderKind.CARRIER

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
