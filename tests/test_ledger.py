"""Fixtures and editors: who wins, what is said of it, and that nothing is written where nothing changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.fixtures import read_folder, read_rows, rows
from catalog.ledger import Action, decide
from catalog.models import Code, Loaded, Provider, ProviderClue, Reason, ReasonPhrase, Remedy
from tests.loading import change, load, make_named_code, state, summary

A, B, C = "a", "b", "c"


@pytest.mark.parametrize(
    ("fixture", "loaded", "row", "action"),
    [
        (None, None, None, Action.NOTHING),
        (A, None, None, Action.CREATE),
        (A, A, A, Action.NOTHING),
        (B, A, A, Action.UPDATE),
        (None, A, A, Action.DELETE),
        (A, None, A, Action.ADOPT),  # made here, and the fixtures have it by now
        (B, A, B, Action.ADOPT),  # edited here, and the fixtures have it by now
        (A, A, B, Action.KEEP_EDITED),
        (B, A, C, Action.KEEP_EDITED),
        (None, A, B, Action.KEEP_EDITED),
        (A, None, B, Action.KEEP_EDITED),
        (A, A, None, Action.KEEP_DELETED),
        (B, A, None, Action.KEEP_DELETED),
        (None, A, None, Action.FORGET),
        (None, None, A, Action.NOTHING),  # an editor's own
    ],
)
def test_decide(fixture, loaded, row, action):
    assert decide(fixture, loaded, row) == action


def test_first_load(folder):
    assert load(folder) == [summary(created=9)]
    assert read_rows() == read_folder(folder)
    assert [remedy.slug for remedy in Code.objects.get(slug="acme-1").ordered_remedies] == ["wait", "fix"]
    assert Loaded.objects.count() == 9


def test_unchanged_writes_nothing(loaded):
    before = state()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert load(loaded) == [summary(unchanged=9)]
    verbs = [query["sql"].split()[0] for query in queries]
    assert set(verbs) <= {"SELECT", "SAVEPOINT", "RELEASE", "LOCK"}
    # One for the ledger, one for each of the five tables and their six lists of children.
    assert verbs.count("SELECT") == 1 + 5 + 6
    assert state() == before


def test_quiet(folder):
    assert load(folder, verbosity=0) == []


def test_fixtures_are_followed(loaded):
    change(loaded, "codes/acme.json", "acme-1", title_en="New", remedies=["fix"])
    change(loaded, "providers.json", "zeta", clues=[{"kind": "host", "value": "new.example"}])
    assert load(loaded) == [summary(updated=2, unchanged=7)]
    assert read_rows() == read_folder(loaded)
    assert load(loaded) == [summary(unchanged=9)]


def test_what_left_the_fixtures_goes(loaded):
    change(loaded, "codes/zeta.json", "zeta-1")
    change(loaded, "providers.json", "zeta")
    assert load(loaded) == [summary(deleted=2, unchanged=7)]
    assert read_rows() == read_folder(loaded)
    assert Loaded.objects.count() == 7


def test_claims_pass_from_row_to_row(loaded):
    change(loaded, "providers.json", "acme", clues=[{"kind": "host", "value": "zeta.example"}])
    change(loaded, "providers.json", "zeta", clues=[{"kind": "host", "value": "acme.example"}])
    assert load(loaded) == [summary(updated=2, unchanged=7)]
    assert read_rows() == read_folder(loaded)


def edit_text():
    Code.objects.filter(slug="acme-1").update(title_en="Mine")


def edit_order():
    for line in Code.objects.get(slug="acme-1").code_remedies.all():
        line.position = 3 - line.position
        line.save()


def edit_phrase():
    ReasonPhrase.objects.filter(wording="over quota").update(wording="quota exceeded")


def edit_clue():
    Provider.objects.get(slug="acme").clues.create(kind="host", value="mine.example")


def edit_link():
    Provider.objects.get(slug="acme").links.first().delete()


def edit_remedy():
    Remedy.objects.filter(slug="fix").update(steps_ja="一\n二")


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (edit_text, "code acme-1"),
        (edit_order, "code acme-1"),
        (edit_phrase, "reason full"),
        (edit_clue, "provider acme"),
        (edit_link, "provider acme"),
        (edit_remedy, "remedy fix"),
    ],
)
def test_an_edit_stays_and_is_named(loaded, edit, named):
    edit()
    before = state()
    assert load(loaded) == [summary(unchanged=8, kept=1), f"kept: {named}: edited here"]
    kind, slug = named.split()
    file = {"code": "codes/acme.json", "reason": "reasons.json", "provider": "providers.json"}.get(
        kind, "remedies.json"
    )
    text = "aliases" if kind in ("reason", "provider") else "title_ja"
    change(loaded, file, slug, **{text: "変わった"})
    assert load(loaded)[1:] == [f"kept: {named}: edited here, since then changed in the fixtures"]
    assert state() == before


def test_an_edit_outlives_its_fixture(loaded):
    edit_text()
    change(loaded, "codes/acme.json", "acme-1")
    assert load(loaded)[1:] == ["kept: code acme-1: edited here, since then gone from the fixtures"]
    assert Code.objects.get(slug="acme-1").title_en == "Mine"


def test_an_edit_taken_back_follows_again(loaded):
    edit_text()
    load(loaded)
    Code.objects.filter(slug="acme-1").update(title_en="No such user")
    change(loaded, "codes/acme.json", "acme-1", title_en="New")
    assert load(loaded) == [summary(updated=1, unchanged=8)]


def test_a_row_saved_by_a_browser_unchanged_is_no_edit(loaded):
    Remedy.objects.filter(slug="fix").update(steps_ja="見る\r\n直す")
    assert load(loaded) == [summary(unchanged=9)]


def test_deleted_stays_deleted(loaded):
    Code.objects.get(slug="acme-1").delete()
    assert load(loaded) == [summary(unchanged=8, kept=1), "kept: code acme-1: deleted here"]
    change(loaded, "codes/acme.json", "acme-1", title_en="New")
    assert load(loaded)[1:] == ["kept: code acme-1: deleted here, since then changed in the fixtures"]
    assert not Code.objects.filter(slug="acme-1").exists()


def test_what_is_gone_from_both_sides_is_forgotten(loaded):
    Code.objects.get(slug="acme-1").delete()
    change(loaded, "codes/acme.json", "acme-1")
    assert load(loaded) == [summary(unchanged=8)]
    assert not Loaded.objects.filter(slug="acme-1").exists()


def test_made_here_under_the_same_slug_stays(loaded):
    change(loaded, "codes/acme.json", "acme-1", slug="acme-9")
    make_named_code("acme-9", title_en="Mine")
    assert load(loaded)[1:] == ["kept: code acme-9: made here, other than the fixtures have it"]
    assert Code.objects.get(slug="acme-9").title_en == "Mine"


def test_a_deleted_remedy_is_left_out_of_what_names_it(loaded):
    rows.clear("code", ["acme-1"])
    Reason.objects.get(slug="unknown").reason_remedies.filter(remedy__slug="fix").delete()
    Code.objects.get(slug="acme-1").code_remedies.create(remedy=Remedy.objects.get(slug="wait"))
    Remedy.objects.get(slug="fix").delete()
    assert load(loaded) == [summary(unchanged=8, kept=1), "kept: remedy fix: deleted here"]
    change(loaded, "codes/acme.json", "acme-1", title_en="New")
    assert load(loaded)[0] == summary(updated=1, unchanged=7, kept=1)
    assert [remedy.slug for remedy in Code.objects.get(slug="acme-1").ordered_remedies] == ["wait"]


def test_a_code_of_a_deleted_provider_is_skipped(loaded):
    Code.objects.filter(slug="zeta-1").delete()
    Provider.objects.get(slug="zeta").delete()
    change(loaded, "codes/zeta.json", "zeta-1", slug="zeta-2")
    assert load(loaded) == [
        summary(unchanged=7, kept=2),
        "kept: provider zeta: deleted here",
        "kept: code zeta-2: needs provider zeta, deleted here",
    ]


def test_what_an_editors_row_uses_is_not_deleted(loaded):
    make_named_code("zeta-mine", reason="full", remedies=[Remedy.objects.get(slug="fix")])
    for file, slug in (("codes/zeta.json", "zeta-1"), ("providers.json", "zeta"), ("reasons.json", "full")):
        change(loaded, file, slug)
    change(loaded, "reasons.json", "unknown", remedies=["wait"])
    change(loaded, "codes/acme.json", "acme-1", remedies=["wait"])
    change(loaded, "remedies.json", "fix")
    change(loaded, "providers.json", "acme", clues=[{"kind": "host", "value": "zeta.example"}])
    assert load(loaded) == [
        summary(updated=3, deleted=1, unchanged=2, kept=3),
        "kept: remedy fix: left the fixtures, but is used by code zeta-mine",
        "kept: reason full: left the fixtures, but is used by code zeta-mine",
        "left out: provider acme: host zeta.example stands at zeta",
        "kept: provider zeta: left the fixtures, but is used by code zeta-mine",
    ]
    Code.objects.get(slug="zeta-mine").delete()
    assert load(loaded) == [summary(updated=1, deleted=3, unchanged=4)]


def test_what_an_editor_claimed_is_left_out(loaded):
    ProviderClue.objects.filter(value="zeta.example").update(value="new.example")
    Reason.objects.get(slug="full").phrases.create(wording="no such user")
    clues = [{"kind": "host", "value": value} for value in ("acme.example", "new.example")]
    change(loaded, "providers.json", "acme", clues=clues)
    change(loaded, "reasons.json", "unknown", phrases=["no such user", "user unknown"])
    said = [
        summary(updated=2, unchanged=5, kept=2),
        "kept: reason full: edited here",
        "left out: reason unknown: no such user stands at full",
        "left out: provider acme: host new.example stands at zeta",
        "kept: provider zeta: edited here",
    ]
    assert load(loaded) == said
    assert load(loaded) == [summary(unchanged=7, kept=2), *said[1:]]
    assert [clue.value for clue in Provider.objects.get(slug="acme").clues.all()] == ["acme.example"]
