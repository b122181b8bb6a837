"""An edit by any means is seen by the next paste, in every process, and nobody has to be told."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from catalog.bounce import reader
from catalog.diagnosis import diagnose
from catalog.models import Code, Provider, Revision, Synonym
from catalog.triggers import EVENTS, WATCHED
from tests.builders import make_code, make_phrase, make_provider, make_reason, make_remedy, make_synonym

LINE = "550 5.7.1 The moon is in the wrong house today"


def best_slug(text=LINE):
    findings = diagnose(reader.read(text)).findings
    return findings[0].best.code.slug if findings and findings[0].best else ""


@pytest.fixture
def code(db):
    for slug in ("onhold", "undefined"):
        make_reason(slug=slug)
    return make_code(slug="moon", message="An older wording of the house", reply_code="550", enhanced_code="5.7.1")


def by_save(code):
    code.message = LINE[10:]
    code.save()


def by_update(code):
    Code.objects.filter(pk=code.pk).update(message=LINE[10:])


def by_sql(code):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_code SET message = %s WHERE id = %s", [LINE[10:], code.pk])


def by_insert(code):
    make_code(slug="moon-2", message=LINE[10:], provider=code.provider, reason=code.reason)


def by_loaddata(code, tmp_path):
    call_command("dumpdata", "catalog.code", output=str(tmp_path / "codes.json"), verbosity=0)
    text = (tmp_path / "codes.json").read_text().replace("An older wording of the house", LINE[10:])
    (tmp_path / "codes.json").write_text(text)
    call_command("loaddata", str(tmp_path / "codes.json"), verbosity=0)


@pytest.mark.parametrize("edit", [by_save, by_update, by_sql, by_insert, by_loaddata])
def test_an_edit_is_seen_by_the_next_paste(code, edit, tmp_path):
    assert best_slug() == ""
    edit(code, tmp_path) if edit is by_loaddata else edit(code)
    assert best_slug().startswith("moon")


def test_a_deletion_is_seen(code):
    by_update(code)
    assert best_slug() == "moon"
    code.delete()
    assert best_slug() == ""


def test_a_rolled_back_edit_leaves_nothing_behind(code):
    with transaction.atomic():
        by_update(code)
        assert best_slug() == "moon"
        transaction.set_rollback(True)
    assert best_slug() == ""


def test_a_phrase_and_a_clue_are_seen(code):
    text = "the moon is in the wrong house"
    assert diagnose(reader.read(text)).findings == ()
    make_phrase(reason=code.reason, wording="the wrong house")
    assert diagnose(reader.read(text)).findings[0].reason == code.reason
    other = make_provider(slug="lunar")
    other.clues.create(kind="phrase", value="the moon is in")
    assert diagnose(reader.read(text)).findings[0].provider == other


def test_a_renamed_provider_is_seen(code):
    by_update(code)
    assert diagnose(reader.read(LINE)).findings[0].provider.name_en != "Luna"
    Provider.objects.update(name_en="Luna")
    assert diagnose(reader.read(LINE)).findings[0].provider.name_en == "Luna"


def listed(client, query=""):
    return client.get(f"/en/codes/?{query}")


def test_a_list_that_was_kept_is_drawn_anew_after_an_edit(client, code):
    assert "No such user" in listed(client).text
    assert listed(client).text == listed(client).text
    Code.objects.update(title_en="The moon is full")
    assert "The moon is full" in listed(client).text
    code.code_remedies.create(remedy=make_remedy("wait", actor="recipient"), position=1)
    assert "actor=recipient" in listed(client).text
    Provider.objects.update(name_en="Luna")
    assert "Luna" in listed(client).text
    code.delete()
    assert "The moon is full" not in listed(client).text


def test_a_synonym_is_seen_by_the_next_search(client, code):
    assert listed(client, "q=lune").context["filter"].answer.nearest
    synonym = make_synonym("moon", words="lune\nuser")
    assert [row.slug for row in listed(client, "q=lune").context["page"]] == ["moon"]
    Synonym.objects.filter(pk=synonym.pk).update(words="lune\nsun")
    assert listed(client, "q=lune").context["filter"].answer.nearest


def test_a_page_is_kept_and_a_pasted_one_is_not(client, code):
    pages = [
        listed(client, query)
        for query in ("q=user", "q=user", "q=user+taro%40example.jp", "q=user+taro%40example.jp")
    ]
    assert [page.context is None for page in pages] == [False, True, False, False]


@pytest.mark.parametrize("table", WATCHED)
def test_every_table_has_its_triggers(db, table):
    catalogue = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE '%%revision%%'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE '%%revision%%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor], [table])
        assert cursor.fetchone()[0] == len(EVENTS)


@pytest.mark.parametrize("edit", [by_save, by_update, by_sql])
def test_an_edit_by_any_means_dates_its_entry_and_no_other(code, edit):
    other = make_code(provider=code.provider, reason=code.reason)
    before = {row.slug: row.changed for row in Code.objects.all()}
    edit(code)
    after = {row.slug: row.changed for row in Code.objects.all()}
    assert after[code.slug] > before[code.slug]
    assert after[other.slug] == before[other.slug]


def test_reading_does_not_change_the_revision(code):
    token = Revision.current()
    best_slug()
    assert Revision.current() == token


#: Prints what is loaded with a module of the catalog and all that stand below it.
LOADED = """
import sys
from importlib import import_module
from pkgutil import walk_packages
module = import_module("catalog." + sys.argv[1])
for each in walk_packages(getattr(module, "__path__", ()), module.__name__ + "."):
    import_module(each.name)
print(*sys.modules)
"""
PURE = [
    "wording", "agreement", "phrasebook", "phrases", "recognition", "matcher", "likeness", "marks", "redact", "facets", "bounce",
    "search",
]  # fmt: skip


def loaded_with(module):
    run = [sys.executable, "-c", LOADED, module]
    return subprocess.run(run, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True).stdout.split()


@pytest.mark.parametrize("module", PURE)
def test_the_pure_modules_load_no_django(module):
    assert [name for name in loaded_with(module) if name.startswith("django")] == []


def test_reading_loads_nothing_of_the_catalog():
    loaded = [name for name in loaded_with("bounce") if name.startswith("catalog.")]
    assert "catalog.bounce.prose.blocks" in loaded
    assert [name for name in loaded if not name.startswith("catalog.bounce")] == []
