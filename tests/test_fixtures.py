"""The fixtures' form: one canonical form a row, faults named, the same bytes back."""

import json

import pytest
from django.core.management import CommandError, call_command

from catalog.fixtures import KINDS, rows
from catalog.fixtures.form import FORMS, canonical, digest
from catalog.models import Code
from tests.builders import make_code, make_provider
from tests.loading import change, contents, dump, load, state, summary


@pytest.mark.parametrize("kind", KINDS)
def test_form_has_every_column_and_list_of_its_model(kind):
    model = rows.MODELS[kind]
    columns = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)} - {"id", "changed"}
    lists = {child.name for child in rows.CHILDREN if child.kind == kind}
    assert set(FORMS[kind]) == columns | lists


def test_digest_is_of_what_is_said():
    row = {"slug": "a", "aliases": "", "clues": [], "featured": False, "title_en": "x"}
    assert digest(row) == digest({"title_en": "x", "slug": "a"})
    assert digest(row) != digest(row | {"aliases": "x"})


def test_dump_writes_the_same_bytes(loaded):
    before = contents(loaded)
    dump(loaded)
    assert contents(loaded) == before
    text = before["reasons.json"].decode()
    assert text.startswith('[\n {\n  "slug": "full",\n  "group": "recipient",\n')
    assert '"name_ja": "宛先不明"' in text
    assert text.endswith("\n }\n]\n")


def test_dump_shows_only_the_edit_and_is_adopted(loaded):
    before = contents(loaded)
    Code.objects.filter(slug="acme-1").update(title_en="Mine")
    Code.objects.filter(slug="zeta-1").delete()
    dump(loaded)
    after = contents(loaded)
    edited = before["codes/acme.json"].replace(b'"title_en": "No such user"', b'"title_en": "Mine"', 1)
    assert after == {name: text for name, text in before.items() if name != "codes/zeta.json"} | {
        "codes/acme.json": edited
    }
    assert load(loaded) == [summary(unchanged=8)]
    change(loaded, "codes/acme.json", "acme-1", title_en="Followed")
    assert load(loaded) == [summary(updated=1, unchanged=7)]


def test_dump_leaves_the_folder(db, tmp_path):
    make_code(provider=make_provider("../out"))
    with pytest.raises(CommandError, match="no file name"):
        call_command("dump_catalog", fixtures=tmp_path / "in")
    assert not list(tmp_path.glob("*.json"))


def rewrite(file, edit):
    """A fault: the entries of ``file`` after ``edit``."""

    def apply(folder):
        entries = json.loads((folder / file).read_text())
        edit(entries)
        (folder / file).write_text(json.dumps(entries))

    return apply


CODES = "codes/acme.json"
CLUE_OF_ZETA = {"kind": "host", "value": "zeta.example"}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda folder: (folder / CODES).write_text("[{"), [CODES, "not JSON"]),
        (lambda folder: (folder / CODES).write_bytes(b'["\xff"]'), [CODES, "not JSON in UTF-8"]),
        (lambda folder: (folder / CODES).write_text("{}"), [CODES, "not a list"]),
        (lambda folder: (folder / CODES).write_text("[1]"), [CODES, "no object"]),
        (lambda folder: (folder / "reasons.json").unlink(), ["reasons.json", "no such file"]),
        (rewrite(CODES, lambda rows: rows[0].update(colour=1)), [CODES, "acme-1", 'unknown key "colour"']),
        (rewrite(CODES, lambda rows: rows[0].pop("title_ja")), [CODES, "acme-1", 'missing key "title_ja"']),
        (rewrite(CODES, lambda rows: rows[0].update(title_ja=5)), [CODES, "acme-1", '"title_ja" is 5, not a text']),
        (rewrite(CODES, lambda rows: rows[0].update(provider="zeta")), [CODES, "acme-1", "codes/zeta.json"]),
        (rewrite(CODES, lambda rows: rows[0].update(reason="x")), [CODES, "acme-1", 'unknown reason "x"']),
        (rewrite(CODES, lambda rows: rows[0].update(remedies=["x"])), [CODES, "acme-1", 'unknown remedy "x"']),
        (rewrite(CODES, lambda rows: rows[0].update(remedies=["fix"] * 2)), [CODES, "acme-1", '"fix" stands twice']),
        (rewrite(CODES, lambda rows: rows[0].update(slug="acme-2")), [CODES, "acme-2", "the slug stands twice"]),
        (rewrite(CODES, lambda rows: rows[0].update(message="To {who} it may")), [CODES, "acme-1", "{who}"]),
        (rewrite(CODES, lambda rows: rows[0].update(example="no")), [CODES, "acme-1", "example: The message does"]),
        (rewrite(CODES, lambda rows: rows[0].update(reply_code="999")), [CODES, "acme-1", "reply_code"]),
        (rewrite(CODES, lambda rows: rows[0].update(title_ja=" ")), [CODES, "acme-1", "title_ja"]),
        (
            rewrite("providers.json", lambda rows: rows[0]["clues"].append(CLUE_OF_ZETA)),
            ["providers.json", "zeta", '"host zeta.example" stands at "acme" too'],
        ),
        (
            rewrite("providers.json", lambda rows: rows[0]["links"][0].update(url="nowhere")),
            ["providers.json", "acme", "url"],
        ),
        (rewrite("providers.json", lambda rows: rows.pop(1)), ["codes/zeta.json", 'unknown provider "zeta"']),
        (rewrite("reasons.json", lambda rows: rows[0]["phrases"].append("x")), ["reasons.json", "full", "wording"]),
        (rewrite("reasons.json", lambda rows: rows[0].update(position=True)), ["full", "not a whole number"]),
    ],
)
def test_invalid_fixtures_name_the_fault_and_change_nothing(loaded, fault, said):
    change(loaded, "remedies.json", "fix", title_en="A valid change beside it")
    fault(loaded)
    before = state()
    with pytest.raises(CommandError) as raised:
        load(loaded)
    assert all(words in str(raised.value) for words in said), raised.value
    assert state() == before


def test_canonical_sorts_trims_and_orders():
    clues = [{"value": "b ", "kind": "host"}, {"value": "a", "kind": "host"}]
    row = dict.fromkeys(reversed(FORMS["provider"]), " x\r\ny ") | {"clues": clues, "links": []}
    shaped = canonical("provider", row)
    assert list(shaped) == list(FORMS["provider"])
    assert [clue["value"] for clue in shaped["clues"]] == ["a", "b"]
    assert shaped["aliases"] == "x\ny"
