"""How fixtures and editors get along.

The ledger, ``models.Loaded``, holds the digest of each row as it was last loaded. A row that still has it follows the
fixtures; one that has not is an editor's, and stays. ``decide`` is the whole rule for one row; ``Plan`` applies it to
all of them, with what rows mean for each other; ``load`` carries the plan out.

Only ``load`` writes to the ledger. After ``dump_catalog`` an editor's rows are in the fixtures as they are in the
database, and the next ``load`` adopts them: from then on they follow the fixtures.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from catalog.fixtures import KINDS, digest, read_rows, rows, steady
from catalog.fixtures.agreement import REFERENCES
from catalog.fixtures.form import claims, without_claims
from catalog.models import Loaded


class Action(StrEnum):
    NOTHING = "nothing"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    ADOPT = "adopt"  # note in the ledger: the row is as the fixtures have it, but was not loaded so
    FORGET = "forget"  # strike from the ledger: neither row nor fixture is left
    KEEP_EDITED = "keep-edited"
    KEEP_DELETED = "keep-deleted"
    KEEP_USED = "keep-used"  # would be deleted, but rows that stay refer to it
    SKIP = "skip"  # would be created or updated, but refers to what an editor deleted


KEPT = {Action.KEEP_EDITED, Action.KEEP_DELETED, Action.KEEP_USED, Action.SKIP}
#: Kind -> the kinds that refer to it. The order is that of deciding: who refers before who is referred to.
USERS = {"synonym": (), "code": (), "provider": ("code",), "reason": ("code",), "remedy": ("code", "reason")}


def decide(fixture: str | None, loaded: str | None, row: str | None) -> Action:
    """What becomes of a row, by its digests in the fixtures, in the ledger and in the database; None: not there."""
    if fixture == row:
        return _settled(fixture, loaded)
    if row is None:
        return Action.CREATE if loaded is None else Action.KEEP_DELETED
    if row == loaded:
        return Action.DELETE if fixture is None else Action.UPDATE
    return Action.NOTHING if fixture is None and loaded is None else Action.KEEP_EDITED


def _settled(fixture, loaded):
    """What is left to do where fixtures and database agree."""
    if fixture == loaded:
        return Action.NOTHING
    return Action.FORGET if fixture is None else Action.ADOPT


@dataclass(frozen=True)
class Step:
    """What becomes of one row: ``row`` as the fixtures have it (None: not there), ``why`` where it is kept."""

    kind: str
    slug: str
    action: Action
    row: dict | None
    why: str = ""
    left_out: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What must be said of it, a line each."""
        kept = [f"kept: {self.kind} {self.slug}: {self.why}"] if self.action in KEPT else []
        if self.action not in KEPT:
            kept += [f"left out: {self.kind} {self.slug}: {what}" for what in self.left_out]
        return kept


class Plan:
    """What becomes of every row: ``fixtures`` and ``found`` as {kind: {slug: row}}, ``ledger`` with digests."""

    def __init__(self, fixtures: dict, ledger: dict, found: dict):
        self.fixtures, self.ledger, self.found = fixtures, ledger, found
        self.digests = {kind: {slug: digest(row) for slug, row in of.items()} for kind, of in found.items()}
        self._steps = {}
        for kind in USERS:
            self._steps[kind] = self._decided(kind)

    @cached_property
    def steps(self) -> list[Step]:
        return [step for kind in KINDS for step in self._steps[kind].values()]

    def slugs(self, kind: str, *actions: Action) -> list[str]:
        return [step.slug for step in self._steps[kind].values() if step.action in actions]

    def rows(self, kind: str, *actions: Action) -> list[dict]:
        return [step.row for step in self._steps[kind].values() if step.action in actions]

    def count(self, *actions: Action) -> int:
        return sum(step.action in actions for step in self.steps)

    def _decided(self, kind):
        """{slug: Step} for every row of ``kind`` in fixtures or ledger, in the order of slugs."""
        users = self._users(kind)
        used = {slug: users[slug] for slug in self._leaving(kind) & users.keys()}
        taken = self._taken(kind, used)
        steps = {slug: self._step(kind, slug, taken) for slug in sorted({*self.fixtures[kind], *self.ledger[kind]})}
        for slug in used:
            why = f"left the fixtures, but is used by {_listed(used[slug])}"
            steps[slug] = replace(steps[slug], action=Action.KEEP_USED, why=why)
        return steps

    def _step(self, kind, slug, taken):
        row, left_out = self._trimmed(kind, self.fixtures[kind].get(slug), taken)
        loaded, found = self.ledger[kind].get(slug), self.digests[kind].get(slug)
        fixture = digest(row) if row else None
        action = decide(fixture, loaded, found)
        missing = self._missing(kind, row) if action in (Action.CREATE, Action.UPDATE) else []
        if missing:
            return Step(kind, slug, Action.SKIP, row, f"needs {_listed(missing)}, deleted here")
        return Step(kind, slug, action, row, _why(action, fixture, loaded), left_out)

    def _trimmed(self, kind, row, taken):
        """``row`` without remedies that an editor deleted and without what other rows that stay have claimed."""
        if row and self._gone("remedy") and "remedies" in row:
            row = row | {"remedies": [slug for slug in row["remedies"] if slug not in self._gone("remedy")]}
        mine = {claim for claim in claims(kind, row) if taken.get(claim, row["slug"]) != row["slug"]} if row else ()
        left_out = tuple(f"{_said(claim)} stands at {taken[claim]}" for claim in sorted(mine))
        return (without_claims(kind, row, mine) if mine else row), left_out

    def _gone(self, kind):
        """The rows of the fixtures that were loaded once and that an editor deleted."""
        return (self.fixtures[kind].keys() & self.ledger[kind].keys()) - self.found[kind].keys()

    def _missing(self, kind, row):
        """What ``row`` refers to and an editor deleted."""
        named = ((other, row[column]) for column, other in REFERENCES.get(kind, {}).items())
        return [f"{other} {slug}" for other, slug in named if slug in self._gone(other)]

    def _leaving(self, kind):
        """The rows that left the fixtures and are as they were loaded."""
        return {
            slug
            for slug, loaded in self.ledger[kind].items()
            if slug not in self.fixtures[kind] and self.digests[kind].get(slug) == loaded
        }

    def _taken(self, kind, used):
        """{claim: slug} of the rows that stay as they are, whatever the fixtures say."""
        return {
            claim: slug
            for slug, row in self.found[kind].items()
            if slug in used or self.digests[kind][slug] != self.ledger[kind].get(slug)
            for claim in claims(kind, row)
        }

    def _users(self, kind):
        """{slug: who refers to it} once the steps decided before are carried out."""
        users = {}
        for other in USERS[kind]:
            for slug, row in self._after(other).items():
                for named in [row[kind]] if kind in row else row["remedies"]:
                    users.setdefault(named, []).append(f"{other} {slug}")
        return users

    def _after(self, kind):
        """The rows of ``kind`` once its steps are carried out."""
        leaving = set(self.slugs(kind, Action.DELETE))
        new = {row["slug"]: row for row in self.rows(kind, Action.CREATE, Action.UPDATE)}
        return {slug: row for slug, row in self.found[kind].items() if slug not in leaving} | new


def _why(action, fixture, loaded):
    if action == Action.KEEP_DELETED:
        return "deleted here" if fixture == loaded else "deleted here, since then changed in the fixtures"
    if action != Action.KEEP_EDITED:
        return ""
    if loaded is None:
        return "made here, other than the fixtures have it"
    if fixture is None:
        return "edited here, since then gone from the fixtures"
    return "edited here" if fixture == loaded else "edited here, since then changed in the fixtures"


def _listed(names, most=3):
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _said(claim):
    return claim if isinstance(claim, str) else " ".join(claim)


def load(fixtures: dict) -> Plan:
    """Bring the database to ``fixtures``, {kind: {slug: row}}, where editors have not been; says what became of what.

    All or nothing: raises FixtureError, and changes nothing, where a row breaks a rule of its model. Where nothing
    changed it writes nothing, so that the catalog's revision stays what it was.
    """
    with steady():
        plan = Plan(fixtures, read_ledger(), read_rows())
        _carry_out(plan)
        _note(plan)
    return plan


def read_ledger() -> dict:
    """The ledger as {kind: {slug: digest}}."""
    ledger = {kind: {} for kind in KINDS}
    for kind, slug, loaded in Loaded.objects.values_list("kind", "slug", "digest"):
        ledger[kind][slug] = loaded
    return ledger


def _carry_out(plan):
    for kind in KINDS:
        rows.clear(kind, plan.slugs(kind, Action.UPDATE, Action.DELETE))
    for kind in KINDS:
        if changed := plan.rows(kind, Action.CREATE, Action.UPDATE):
            rows.save(kind, changed)
    for kind in reversed(KINDS):
        rows.delete(kind, plan.slugs(kind, Action.DELETE))


def _note(plan):
    written = (Action.CREATE, Action.UPDATE, Action.ADOPT)
    notes = [
        Loaded(kind=kind, slug=row["slug"], digest=digest(row)) for kind in KINDS for row in plan.rows(kind, *written)
    ]
    Loaded.objects.bulk_create(notes, update_conflicts=True, unique_fields=["kind", "slug"], update_fields=["digest"])
    for kind in KINDS:
        for batch in rows.batches(plan.slugs(kind, Action.DELETE, Action.FORGET)):
            Loaded.objects.filter(kind=kind, slug__in=batch).delete()
