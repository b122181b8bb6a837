"""Several recipients of one mail, grouped by answer, those of one reason side by side, bounded for a page."""

from dataclasses import dataclass

from catalog.bounce.report import MOST_RECIPIENTS
from catalog.finding import Diagnosis, Finding
from catalog.verdict import severity

#: Of a group, this many recipients are listed; with more than ``MOST_OPEN`` all but the first ``FEW`` folded away.
MOST_ROWS, MOST_OPEN, FEW = 100, 5, 3
#: This many groups are listed, and the first of them explained in full.
MOST_GROUPS, MOST_EXPLAINED = 40, 10


@dataclass(frozen=True)
class Group:
    """The recipients with one answer, in the order of the mail; ``finding`` stands for them all."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def finding(self) -> Finding:
        return self.findings[0]

    @property
    def rows(self) -> tuple[Finding, ...]:
        """Those that are listed."""
        return self.findings[:MOST_ROWS]

    @property
    def first_rows(self) -> tuple[Finding, ...]:
        return self.rows if len(self.findings) <= MOST_OPEN else self.rows[:FEW]

    @property
    def folded_rows(self) -> tuple[Finding, ...]:
        return self.rows[len(self.first_rows) :]

    @property
    def folded_count(self) -> int:
        return len(self.findings) - len(self.first_rows)

    @property
    def unlisted(self) -> int:
        return len(self.findings) - len(self.rows)

    @property
    def is_explained(self) -> bool:
        return self.number <= MOST_EXPLAINED

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses of those that are listed, each once."""
        return tuple(dict.fromkeys(each.report.recipient for each in self.rows if each.report.recipient))


@dataclass(frozen=True)
class Groups:
    """Every group of a diagnosis, and what of it a page shows."""

    members: tuple[Group, ...]

    @property
    def listed(self) -> tuple[Group, ...]:
        return self.members[:MOST_GROUPS]

    @property
    def explained(self) -> tuple[Group, ...]:
        return self.members[:MOST_EXPLAINED]

    @property
    def unlisted_groups(self) -> int:
        return len(self.members) - len(self.listed)

    @property
    def count(self) -> int:
        """How many recipients were read."""
        return sum(len(group.findings) for group in self.members)

    @property
    def listed_count(self) -> int:
        """How many recipients a page lists."""
        return sum(len(group.rows) for group in self.listed)

    @property
    def unlisted(self) -> int:
        return self.count - self.listed_count

    @property
    def is_cut(self) -> bool:
        """Whether the mail may name more recipients than are read at all."""
        return self.count >= MOST_RECIPIENTS


def grouped(diagnosis: Diagnosis) -> Groups:
    """The findings of ``diagnosis``, grouped; reasons stand in the order in which the mail first has them."""
    by_answer: dict[tuple, list[Finding]] = {}
    for finding in diagnosis.findings:
        answer = (finding.lead, finding.report.action, severity(finding))
        by_answer.setdefault(answer, []).append(finding)
    groups = [tuple(findings) for findings in by_answer.values()]
    reasons = list(dict.fromkeys(findings[0].reason for findings in groups))
    groups.sort(key=lambda findings: reasons.index(findings[0].reason))
    return Groups(tuple(Group(number, findings) for number, findings in enumerate(groups, 1)))
