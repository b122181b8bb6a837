"""The HTTP API, in the forms that other programs rely on."""

import json

import pytest
from django.conf import settings

from catalog.filters import CodeFilter
from catalog.matcher import PROVIDER_CODE, SIMILAR_WORDING, STANDARD_CODE, VENDOR_CODE, WORDING
from catalog.models import Code
from tests.mails import postfix_dsn

pytestmark = pytest.mark.usefixtures("catalog")
UNKNOWN = "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 x - gsmtp"
FAILURE_KEYS = {
    "recipient", "action", "reply_code", "enhanced_code", "vendor_code", "diagnostic", "command", "reporting_mta",
    "remote_mta", "provider", "reason", "temporary", "matches", "title", "meaning", "remedies",
}  # fmt: skip
EVIDENCE = (WORDING, VENDOR_CODE, SIMILAR_WORDING, PROVIDER_CODE, STANDARD_CODE)
MATCH_KEYS = {"slug", "provider", "reply_code", "enhanced_code", "vendor_code", "message", "evidence", "url"}


def post(client, body, lang="ja", content_type="text/plain"):
    return client.post(f"/api/diagnose?lang={lang}", body, content_type=content_type)


@pytest.mark.parametrize("content_type", ["text/plain", "message/rfc822", "application/x-www-form-urlencoded", "x"])
def test_diagnose_takes_any_content_type(client, content_type):
    response = post(client, postfix_dsn("550 5.1.1 no such user"), content_type=content_type)
    (failure,) = response.json()["failures"]
    assert (failure["recipient"], failure["enhanced_code"]) == ("user@example.org", "5.1.1")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_diagnose_answers_in_the_language_asked_for(client, lang):
    response = post(client, UNKNOWN, lang)
    answer = response.json()
    assert set(answer) == {"kind", "software", "failures"}
    (failure,) = answer["failures"]
    assert set(failure) == FAILURE_KEYS
    assert set(failure["matches"][0]) == MATCH_KEYS
    assert set(failure["remedies"][0]) == {"actor", "title", "steps", "retry"}
    code = Code.objects.get(slug=failure["matches"][0]["slug"])
    assert failure["title"] == getattr(code, f"title_{lang}")
    assert failure["matches"][0]["url"] == f"/{lang}/codes/{code.slug}/"
    assert (failure["reason"], failure["provider"], failure["temporary"]) == ("userunknown", "gmail", False)


def test_diagnose_keeps_nothing(client):
    response = post(client, UNKNOWN)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


FAULTS = [
    ("post", "/api/diagnose", b"", 400),
    ("post", "/api/diagnose", b"\n \n", 400),
    ("post", "/api/diagnose", b"\x89PNG\x00\x00", 415),
    ("post", "/api/diagnose", b"a" * (settings.PASTE_LIMIT + 1), 413),
    ("post", "/api/diagnose?lang=de", b"550", 400),
    ("get", "/api/diagnose", b"", 405),
    ("post", "/api/codes", b"", 405),
    ("get", "/api/codes?page=0", b"", 404),
    ("get", "/api/codes?page=9999", b"", 404),
    ("get", "/api/codes?page=x", b"", 404),
    ("get", "/api/codes?provider=nobody", b"", 400),
    ("get", "/api/codes?class=lasting", b"", 400),
    ("get", "/api/codes/no-such-entry", b"", 404),
    ("get", "/api/nothing", b"", 404),
]


@pytest.mark.parametrize(("method", "address", "body", "status"), FAULTS, ids=lambda value: str(value)[:40])
def test_faults_are_json_with_a_fitting_status(client, method, address, body, status):
    options = {"data": body, "content_type": "text/plain"} if method == "post" else {}
    response = getattr(client, method)(address, **options)
    assert response.status_code == status
    assert response.json()["error"]


@pytest.mark.parametrize("size", [settings.PASTE_LIMIT, 2_000_000])
def test_what_is_just_allowed_is_read(client, size):
    assert post(client, b"a" * size).json() == {"kind": "other", "software": "", "failures": []}


def test_codes_are_listed_by_page(client):
    first = client.get("/api/codes?lang=ja").json()
    assert first["count"] == Code.objects.count()
    assert len(first["results"]) == 25
    second = client.get(first["next"].removeprefix("http://testserver")).json()
    assert not {row["slug"] for row in first["results"]} & {row["slug"] for row in second["results"]}
    assert first["results"][0]["url"].startswith("/ja/codes/")


LISTS = [
    ("q=５５０&provider=outlook", lambda row: row["reply_code"] == "550" and row["provider"] == "outlook"),
    ("class=temporary", lambda row: row["temporary"]),
    ("class=permanent&reason=userunknown", lambda row: not row["temporary"] and row["reason"] == "userunknown"),
    ("q=sc001", lambda row: row["vendor_code"] == "SC-001"),
    ("actor=recipient&provider=gmail", lambda row: row["provider"] == "gmail"),
    ("retry=later", lambda row: True),
]


@pytest.mark.parametrize(("query", "fits"), LISTS)
def test_codes_are_searched_and_filtered(client, query, fits):
    results = client.get(f"/api/codes?{query}").json()["results"]
    assert results
    assert all(fits(row) for row in results)


def test_an_entry_whole(client):
    entry = client.get("/api/codes/rfc-550").json()
    assert entry["title_ja"]
    assert entry["title_en"]
    assert entry["remedies"][0]["steps_ja"]


def test_health(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz").json()
    assert answer == {"status": "ok", "codes": Code.objects.count()}


def test_japanese_is_not_escaped(client):
    assert "宛先" in post(client, UNKNOWN).content.decode()
    assert json.loads(post(client, UNKNOWN).content)


def test_the_readme_names_what_is_answered_and_asked():
    readme = (settings.BASE_DIR / "README.md").read_text()
    assert {
        name for name in FAILURE_KEYS | {"actor", "steps", "retry", "evidence"} if f"`{name}`" not in readme
    } == set()
    assert {name for name in (*CodeFilter.base_filters, "page", "lang") if f"{name}=" not in readme} == set()
    assert {evidence for evidence in EVIDENCE if f"`{evidence}`" not in readme} == set()
