"""Every page, in both languages: there, linked to its other language, without a cookie, at a constant number of queries."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command

from catalog.compiled import compiled
from catalog.models import Code, Provider, Reason, Remedy
from tests.builders import make_code
from tests.mails import postfix_dsn

LANGUAGES = ("ja", "en")
SLUG = "gmail-550-5-1-1-does-not-exist"
UNKNOWN = "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550 5.1.1 unnecessary spaces. x - gsmtp"
#: Addresses below the language, and how many queries each takes: the first is the revision's token.
PAGES = {
    "": 4,  # featured, providers, their counts in the same, the number of entries
    "codes/": 2,  # the entries; tests/test_list.py
    "codes/?q=550+5.1.1": 2,
    f"codes/{SLUG}/": 7,  # the entry, its remedies, its provider's links, the same code elsewhere, related ones
    "providers/": 2,
    "providers/gmail/": 5,  # the provider, its links, how many entries, the entries
    "reasons/": 2,
    "reasons/userunknown/": 6,  # the reason, its remedies in two, how many entries, the entries
    "remedies/": 2,
    "remedies/check-address/": 5,  # the remedy, its reasons, how many entries, the entries
    "diagnose/": 0,
    "decode/550-5.7.26/": 5,  # whether there are entries, the standards' meaning, how many, the entries
    "decode/599/": 5,  # whether there are entries, the codes that are known, the standards' meaning, how many
    "guide/": 1,
}

pytestmark = pytest.mark.usefixtures("catalog")


@pytest.fixture(autouse=True)
def _warm(client, catalog):
    """The search index is made once for a state of the catalog, by whoever searches first; no page of it is kept."""
    client.get("/en/codes/?q=550")
    compiled().pages.clear()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page(client, django_assert_max_num_queries, language, page):
    with django_assert_max_num_queries(PAGES[page]):
        response = client.get(f"/{language}/{page}")
    html = response.text
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert not response.cookies
    assert html.count("<h1") == 1
    other = "en" if language == "ja" else "ja"
    assert f"/{other}/{page.split('?')[0]}" in html
    # A search is nobody's page: it is told neither its languages nor its canonical address.
    for each in ("ja", "en", "x-default") if "?" not in page else ():
        assert f'rel="alternate" hreflang="{each}"' in html
    assert not re.search(r'(?:src|action)="https?://', html), "nothing comes from another host"
    assert "script-src 'self';" in response["Content-Security-Policy"]
    for script in re.findall(r"<script[^>]*>", html):
        assert 'src="/static/' in script or 'type="application/ld+json"' in script, "no script in a page"


@pytest.mark.parametrize(
    ("accepted", "language"), [("ja,en;q=0.5", "ja"), ("de,en;q=0.8", "en"), ("fr", "en"), ("", "en")]
)
def test_the_root_leads_to_the_reader_s_language(client, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page",
    ["nothing/", "codes/no-such-entry/", "providers/nobody/", "decode/hello/", "reasons/luck/", "remedies/hope/"],
)
def test_not_found(client, language, page):
    response = client.get(f"/{language}/{page}")
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_ours_is_a_page_too(client, language, monkeypatch):
    monkeypatch.setattr("catalog.views.code_list.__wrapped__", None, raising=False)
    monkeypatch.setattr("catalog.views.CodeFilter", None)
    client.raise_request_exception = False
    response = client.get(f"/{language}/codes/")
    assert response.status_code == 500
    assert f'<html lang="{language}"' in response.text


LISTS = [
    ("q=５５０-5.7.26", lambda code: code.enhanced_code == "5.7.26"),
    ("provider=outlook", lambda code: code.provider.slug == "outlook"),
    ("class=temporary", lambda code: code.is_temporary),
    ("actor=recipient&reason=mailboxfull", lambda code: code.reason.slug == "mailboxfull"),
    ("provider=outlook&q=sc-001", lambda code: code.provider.slug == "outlook"),
]


@pytest.mark.parametrize(("query", "fits"), LISTS)
def test_the_list_is_filtered(client, query, fits):
    page = client.get(f"/ja/codes/?{query}").context["page"]
    assert page.object_list
    assert all(fits(code) for code in page)


def test_a_list_without_entries_helps(client):
    response = client.get("/ja/codes/?q=zzzzzz")
    assert response.status_code == 200
    assert "/ja/diagnose/" in response.text


def paste(client, language="ja", **fields):
    return client.post(f"/{language}/diagnose/", fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paste_is_answered_with_its_entry(client, language):
    response = paste(client, language, text=UNKNOWN)
    code = Code.objects.get(slug=SLUG)
    html = response.text
    assert response.status_code == 200
    assert getattr(code, f"title_{language}") in html
    assert getattr(code.ordered_remedies[0], f"title_{language}") in html
    assert html.index(getattr(code, f"title_{language}")) < html.index("The email account")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_what_was_recognised_is_marked_and_escaped(client):
    html = paste(client, text=postfix_dsn("550 5.1.1 <script>alert(1)</script> user unknown")).text
    assert "<script>alert" not in html
    assert '<mark class="mark-recipient"' in html
    assert '<mark class="mark-code"' in html


def test_a_file_is_read(client, tmp_path):
    (tmp_path / "bounce.eml").write_bytes(postfix_dsn("552 5.2.2 mailbox full").encode())
    with (tmp_path / "bounce.eml").open("rb") as file:
        response = paste(client, text="", file=file)
    assert response.context["diagnosis"].findings[0].reason.slug == "mailboxfull"


FAULTS = {
    "empty": ("", 400),
    "blank": (" \n ", 400),
    "binary": ("\x00\x01 binary", 415),
    "too large": ("a" * (settings.PASTE_LIMIT + 1), 413),
    "far too large": ("a" * (3 * settings.PASTE_LIMIT), 413),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", FAULTS)
def test_bad_input_gets_a_message_in_the_reader_s_language(client, language, fault):
    text, status = FAULTS[fault]
    response = paste(client, language, text=text)
    assert response.status_code == status
    errors = " ".join(str(error) for errors in response.context["form"].errors.values() for error in errors)
    assert bool(re.search("[ぁ-ん]", errors)) is (language == "ja")


@pytest.mark.parametrize("text", ["a" * 2_000_000, "hello, is anybody there?"])
def test_nothing_found_is_an_honest_page(client, text):
    response = paste(client, text=text)
    assert (response.status_code, response.context["diagnosis"].kind) == (200, "other")


#: What a page may weigh on the wire with all that it loads, in bytes; and the site's own files as written.
HEAVIEST_PAGE, LONGEST_STYLES, LONGEST_SCRIPT = 60 * 1024, 20 * 1024, 5 * 1024


def weight_of_files(html):
    """The bytes of every file that a page names, compressed."""
    names = set(re.findall(r'(?:src|href)="/static/([^"]+)"', html))
    assert {"catalog/site.css", "catalog/site.js"} <= names
    return sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in names)


def test_the_site_s_own_files_are_small():
    for name, most in (("catalog/site.css", LONGEST_STYLES), ("catalog/site.js", LONGEST_SCRIPT)):
        assert Path(finders.find(name)).stat().st_size < most


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", UNKNOWN, postfix_dsn(UNKNOWN.replace("\n", "\n ")), "hello"])
def test_no_page_is_heavy(client, language, text):
    compressed = {"HTTP_ACCEPT_ENCODING": "gzip"}
    if text:
        answers = [client.post(f"/{language}/diagnose/", {"text": text}, **compressed)]
    else:
        answers = [client.get(f"/{language}/{page}", **compressed) for page in PAGES]
    for response in answers:
        assert response["Content-Encoding"] == "gzip"
        html = gzip.decompress(response.content).decode()
        assert len(response.content) + weight_of_files(html) < HEAVIEST_PAGE


@pytest.mark.parametrize("path", ["en/", "ja/codes/", "en/no-such-page/", "admin/login/", "api/codes", "healthz"])
def test_every_answer_has_a_strict_policy(client, path):
    policy = client.get(f"/{path}")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_script_and_no_style_stands_in_a_page(client, language):
    pages = [client.get(f"/{language}/{page}").text for page in PAGES] + [paste(client, language, text=UNKNOWN).text]
    for html in pages:
        assert not re.search(r"<style|<[^>]+ (?:style|on[a-z]+)=", html)


def test_nothing_of_a_paste_is_written(client, caplog, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as queries:
        paste(client, text=postfix_dsn("550 5.1.1 no", recipient="secret-name@example.org"))
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert "secret-name" not in " ".join(query["sql"] for query in queries) + caplog.text


def test_an_edit_in_the_admin_is_seen_by_the_next_paste_and_survives_load_catalog(admin_client):
    code = Code.objects.get(slug=SLUG)
    code.title_ja = "編集者が書き直した題です"
    code.save()
    call_command("load_catalog", verbosity=0)
    assert code.title_ja in paste(admin_client, text=UNKNOWN).text


def test_every_entry_provider_reason_and_remedy_has_its_page(client):
    for model in (Provider, Reason, Remedy):
        for row in model.objects.all():
            assert client.get(row.get_absolute_url()).status_code == 200
    assert client.get(make_code("a-new-one").get_absolute_url()).status_code == 200


def test_interface_strings_are_translated_and_compiled():
    try:
        call_command("messages", check=True, verbosity=0)
    except (CommandError, SystemExit) as error:
        pytest.fail(f"run `make messages` and translate what is missing: {error}")
