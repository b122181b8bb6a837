"""A small catalog as a folder of fixtures, and what tests do with it.

Two remedies, two reasons, two providers, three codes.
"""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from catalog.fixtures import read_rows, write_folder
from catalog.ledger import read_ledger
from catalog.models import Code, Provider, Reason, Remedy, Revision
from tests.builders import make_code, make_provider, make_reason, make_remedy


@pytest.fixture
def folder(db, tmp_path):
    """A folder of fixtures, written from rows that are gone again; the database is empty."""
    fix, wait = make_remedy("fix"), make_remedy("wait", retry="later")
    make_reason("full", remedies=[wait], phrases=["over quota", "mailbox full"])
    make_reason("unknown", remedies=[wait, fix])
    links = [{"url": "https://example.com/b"}, {"url": "https://example.com/a"}]
    make_provider("acme", clues=[("phrase", "acme says"), ("host", "acme.example")], links=links)
    make_provider("zeta", clues=[("host", "zeta.example")])
    make_named_code("acme-1", remedies=[wait, fix], example="550 User <x@example.com> unknown here")
    make_named_code("acme-2", message="二行の\n文面です、長い")
    make_named_code("zeta-1", reason="full")
    write_folder(read_rows(), tmp_path)
    for model in (Code, Provider, Reason, Remedy):
        model.objects.all().delete()
    return tmp_path


def make_named_code(slug, *, reason="unknown", **columns):
    provider = Provider.objects.get(slug=slug.partition("-")[0])
    return make_code(slug, provider=provider, reason=Reason.objects.get(slug=reason), **columns)


@pytest.fixture
def loaded(folder):
    """The same folder, loaded."""
    load(folder)
    return folder


def load(folder, **options):
    """The lines that load_catalog says."""
    out = StringIO()
    call_command("load_catalog", fixtures=folder, stdout=out, **options)
    return out.getvalue().splitlines()


def dump(folder):
    call_command("dump_catalog", fixtures=folder, verbosity=0)


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.json")}


def change(folder, file, slug, /, **values):
    """Change the row ``slug`` of a file of fixtures; without values, take it out."""
    entries = json.loads((folder / file).read_text())
    kept = [entry | values if entry["slug"] == slug else entry for entry in entries]
    kept = kept if values else [entry for entry in entries if entry["slug"] != slug]
    (folder / file).write_text(json.dumps(kept))


def state():
    """All that load_catalog can write, and the token that the database raises with every change."""
    return read_rows(), read_ledger(), Revision.current()


def summary(**counts):
    names = ("created", "updated", "deleted", "unchanged", "kept")
    return "Catalog: " + ", ".join(f"{counts.get(name, 0)} {name}" for name in names)
