"""What a response carries beside its page: security headers, caches, compression; and that no page breaks the policy."""

import re

import pytest

from catalog import caching
from catalog.models import Remedy
from tests.test_machines import LANGUAGES, PAGES

pytestmark = pytest.mark.usefixtures("catalog")

ADDRESSES = [*(f"/{language}/{page}" for language in LANGUAGES for page in PAGES), "/en/feed/", "/sitemap.xml"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/admin/login/", "/healthz", "/en/nothing/"])
def test_security_headers(client, address):
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert (response["X-Content-Type-Options"], response["X-Frame-Options"]) == ("nosniff", "DENY")
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", [*ADDRESSES[:-2], "/en/diagnose/", "/en/nothing/", "/en/decode/hello/"])
def test_nothing_stands_inline_or_comes_from_elsewhere(client, address):
    html = client.get(address).text
    assert not re.search(r"<style|<[^>]+ style=|<[^>]+ on\w+=|javascript:", html)
    for attributes, text in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
        assert attributes == ' type="application/ld+json"' or (attributes and not text)
    loaded = re.findall(r'<(?:img|script|iframe|source)[^>]* (?:src|srcset)="([^"]+)"', html)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon|apple-touch-icon|preload)"[^>]+href="([^"]+)"', html)
    assert all(each.startswith("/") and not each.startswith("//") for each in loaded)


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "diagnose" not in address])
def test_a_page_is_sent_once_until_something_changes(client, address, django_assert_num_queries):
    first = client.get(address)
    assert "no-cache" in first["Cache-Control"]
    with django_assert_num_queries(1):
        again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Remedy.objects.filter(slug="check-address").update(title_en="Changed")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_another_program_makes_another_page(client, monkeypatch):
    first = client.get("/en/guide/")["ETag"]
    monkeypatch.setattr(caching, "PROGRAM", "another")
    assert client.get("/en/guide/", headers={"if-none-match": first}).status_code == 200


def test_while_developing_nothing_is_kept(client, settings):
    settings.DEBUG = True
    assert "ETag" not in client.get("/en/guide/")


def test_an_answer_to_a_paste_is_kept_nowhere(client):
    response = client.post("/en/diagnose/", {"text": "550 5.1.1 no such user"})
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.parametrize(("query", "kept"), [("mailbox full", True), ("taro@example.jp", False), ("a" * 100, False)])
def test_a_search_that_may_be_a_paste_is_kept_nowhere(client, query, kept):
    response = client.get("/en/codes/", {"q": query})
    assert ("no-store" in response["Cache-Control"]) is not kept
