"""The commands that people and programs call."""

import io
import json
import sys

import pytest
from django.core.management import call_command

from tests.mails import postfix_dsn, qmail_bounce

pytestmark = pytest.mark.usefixtures("catalog")


def run(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def mails(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "b.eml").write_text(postfix_dsn("550 5.1.1 no such user"))
    (tmp_path / "a.eml").write_text(qmail_bounce("Sorry, no mailbox here by that name. (#5.1.1)"))
    (tmp_path / "inner" / "c.txt").write_text("hello")
    return tmp_path


def test_json_is_one_object_a_line_in_order(mails):
    lines = [json.loads(line) for line in run("diagnose", str(mails), json=True).splitlines()]
    assert [line["input"] for line in lines] == [str(mails / name) for name in ("a.eml", "b.eml", "inner/c.txt")]
    assert [line["kind"] for line in lines] == ["bounce", "bounce", "other"]
    assert lines[1]["failures"][0]["recipient"] == "user@example.org"
    assert lines[2]["failures"] == []


def test_standard_input_is_the_default(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"550 5.1.1 user unknown")))
    (line,) = run("diagnose", json=True).splitlines()
    assert json.loads(line)["input"] == "-"
    assert json.loads(line)["failures"][0]["reason"] == "userunknown"


@pytest.mark.parametrize(("lang", "word"), [("ja", "宛先"), ("en", "recipient")])
def test_a_report_for_a_person(mails, lang, word):
    assert word in run("diagnose", str(mails / "b.eml"), lang=lang).lower()


def test_a_missing_file_is_named_and_the_others_are_read(mails, capsys):
    with pytest.raises(SystemExit) as stop:
        call_command("diagnose", "no-such-file.eml", str(mails / "b.eml"), json=True)
    printed = capsys.readouterr()
    assert stop.value.code == 1
    assert "no-such-file.eml" in printed.err
    assert json.loads(printed.out)["kind"] == "bounce"


def test_counts():
    printed = run("count_catalog")
    assert "entries, " in printed
    assert " userunknown\n" in printed
