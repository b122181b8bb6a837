"""Which of the entries that were found may speak for the answer: one that says what the reason says, and whose words
are nobody else's.

An entry's title often names its provider, and its advice is that provider's. Where other servers use the same words,
or only the code is the same, the reason itself answers, and the entry stands below among what else it may be.
"""

from typing import TYPE_CHECKING

from catalog.agreement import ANYWHERE, SHORT
from catalog.choices import ProviderKind
from catalog.matcher import PROVIDER_CODE, SIMILAR_WORDING, STANDARD_CODE, VENDOR_CODE, WORDING

if TYPE_CHECKING:
    from catalog.finding import Finding, Match

#: Reasons of an entry, and of the answer, which go together: what kept the mail, and that time ran out meanwhile ...
GO_TOGETHER = {
    ("networkerror", "expired"), ("networkerror", "hostunknown"), ("undefined", "onhold"), ("onhold", "undefined"),
    ("systemerror", "mailererror"), ("onhold", "mailererror"), ("undefined", "mailererror"),
}  # fmt: skip


def leading(finding: "Finding") -> "Match | None":
    """The match whose entry answers, None where the reason does."""
    matches = [match for match in finding.matches if _says_the_same(match, finding)]
    worded = [match for match in matches if match.evidence in (WORDING, VENDOR_CODE, SIMILAR_WORDING)]
    if speaking := [match for match in worded if _may_speak(match, finding)]:
        return _everybodys(speaking) or speaking[0]
    if finding.by_phrase:
        return None
    return _same_code(finding, matches) or next((each for each in matches if each.evidence == STANDARD_CODE), None)


def _says_the_same(match: "Match", finding: "Finding") -> bool:
    said = match.code.reason
    return said == finding.reason or (said.slug, finding.reason.slug) in GO_TOGETHER


def _may_speak(match: "Match", finding: "Finding") -> bool:
    """Whether the words are the recognised provider's, nobody's, or more than the few that many programs use."""
    provider = match.code.provider
    if provider.kind == ProviderKind.STANDARD:
        return match.evidence == WORDING
    return finding.provider is not None and (
        provider == finding.provider or (provider.kind == ProviderKind.MTA and match.literal >= SHORT)
    )


def _everybodys(speaking: "list[Match]") -> "Match | None":
    """A standard's entry of the same words as the best one, where that is no provider's own."""
    best, *others = speaking
    if best.code.provider.kind not in ANYWHERE:
        return None
    is_standard = (each for each in others if each.code.provider.kind == ProviderKind.STANDARD)
    return next((each for each in is_standard if each.literal >= best.literal), None)


def _same_code(finding: "Finding", matches: "list[Match]") -> "Match | None":
    """The provider's only entry with this code; several tell of several causes."""
    alike = [match for match in finding.matches if match.evidence == PROVIDER_CODE]
    return alike[0] if len(alike) == 1 and alike[0] in matches else None
