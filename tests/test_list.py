"""The list: filters with counts as links, what is in force, orders, pages; at a constant number of queries."""

import re
from html import unescape

import pytest

from catalog.compiled import compiled
from catalog.models import Code
from tests.builders import make_provider

pytestmark = pytest.mark.usefixtures("catalog")

#: Addresses of lists. Each takes one query, for the revision's token; and one more, for the entries, where this process
#: has not shown one of them since the last edit.
LISTS = [
    "",
    "?page=2",
    "?page=80",
    "?sort=newest",
    "?sort=provider&page=3",
    "?q=550",
    "?q=mailbox+full",
    "?q=%E3%83%89%E3%82%B3%E3%83%A2+%E5%B1%8A%E3%81%8B%E3%81%AA%E3%81%84",
    "?q=gmail+xyzzyq",
    "?q=550+5.1.1+User+unknown+in+virtual+mailbox+table",
    "?provider=gmail",
    "?provider=gmail&reason=authfailure&class=permanent&actor=sender-admin&retry=once-mended&sort=newest",
    "?provider=nobody&class=strange",
    "?q=zzqqzz",
    "?q=docomo&provider=gmail",
]


@pytest.fixture(autouse=True)
def _nothing_drawn(catalog):
    """The catalog is compiled, and no line or page of it drawn."""
    state = compiled()
    state.listing.index.lexicon.alike("lexicon")
    state.lines.clear()
    state.pages.clear()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("query", LISTS)
def test_queries(client, django_assert_num_queries, query, language):
    address = f"/{language}/codes/{query}"
    with django_assert_num_queries(2):
        first = client.get(address)
    assert first.status_code == 200
    compiled().pages.clear()
    for _ in range(2):
        with django_assert_num_queries(1):
            assert client.get(address).content == first.content


def choices_of(html):
    """Address -> count of every value of a facet."""
    found = re.findall(
        r'<li><a href="\?([^"]*)" rel="nofollow"( aria-current="true")?>.*?<span class="count">(\d+)', html
    )
    return {unescape(href): int(count) for href, chosen, count in found if not chosen}


@pytest.mark.parametrize(
    "query", ["", "q=mailbox", "provider=gmail", "provider=outlook&class=permanent", "q=user&reason=filtered"]
)
def test_every_count_is_what_its_link_shows(client, query):
    links = choices_of(client.get(f"/en/codes/?{query}").text)
    assert len(links) > 3
    for link, count in list(links.items())[:40]:
        assert client.get(f"/en/codes/?{link}").context["page"].paginator.count == count


def test_a_chosen_value_is_taken_back_by_its_link(client):
    html = client.get("/en/codes/?q=mailbox&provider=gmail&class=temporary").text
    chosen = [unescape(href) for href in re.findall(r'<a href="\?([^"]*)" rel="nofollow" aria-current="true"', html)]
    assert sorted(chosen) == ["q=mailbox&class=temporary", "q=mailbox&provider=gmail"]


def test_facets_agree_with_the_database(client):
    counts = client.get("/en/codes/").context["filter"].counts
    assert counts("provider")["gmail"] == Code.objects.filter(provider__slug="gmail").count()
    assert counts("class")["temporary"] == Code.objects.of_class("temporary").count()
    assert counts("actor")["recipient"] == Code.objects.filter(remedies__actor="recipient").distinct().count()
    first = Code.objects.filter(code_remedies__position=1, code_remedies__remedy__retry="later")
    assert counts("retry")["later"] == first.count()
    assert sum(counts("reason").values()) == Code.objects.count()


def test_what_is_in_force_is_shown_and_can_be_removed(client):
    response = client.get("/en/codes/?q=quota&provider=gmail&class=temporary&sort=newest")
    chips = response.context["list"].chips
    assert [(chip.label, chip.value) for chip in chips] == [
        ("Search", "quota"), ("Class", "temporary"), ("Provider", "Gmail (including Google Workspace)")
    ]  # fmt: skip
    assert chips[1].href == "?q=quota&provider=gmail&sort=newest"
    assert client.get(f"/en/codes/{chips[1].href}").context["page"].paginator.count == chips[1].count
    assert '<input type="hidden" name="provider" value="gmail">' in response.text


def test_orders(client):
    def slugs(query):
        return [code.slug for code in client.get(f"/en/codes/?{query}").context["page"]]

    codes = Code.objects.in_bulk(field_name="slug")
    dates = [codes[slug].as_of for slug in slugs("sort=newest")]
    assert dates == sorted(dates, reverse=True)
    assert slugs("") == slugs("sort=code") == [code.slug for code in Code.objects.by_code()[:25]]
    providers = [codes[slug].provider.slug for slug in slugs("sort=provider&page=2")]
    assert providers == sorted(providers)
    assert slugs("q=mailbox") != slugs("q=mailbox&sort=code")
    assert slugs("q=550")[0] == "rfc-550"


def test_pages_show_every_entry_once(client):
    pages = [client.get(f"/en/codes/?provider=gmail&page={number}").context["page"] for number in range(1, 8)]
    slugs = [code.slug for page in pages for code in page]
    assert len(slugs) == len(set(slugs)) == Code.objects.filter(provider__slug="gmail").count()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "query",
    ["q=qqqzzz", "q=ソフトバンク&provider=qmail", "provider=docomo&reason=requireptr", "class=temporary&q=5.7.515"],
)
def test_no_list_is_an_empty_page(client, query, language):
    response = client.get(f"/{language}/codes/?{query}")
    assert response.context["page"].paginator.count == 0
    assert f'action="/{language}/diagnose/"' in response.text
    assert f"/{language}/codes/" in response.text.partition('class="nothing"')[2]


def test_a_value_that_is_none_is_told(client):
    response = client.get("/en/codes/?provider=nobody")
    assert "Select a valid choice" in response.text
    assert client.get("/api/codes?provider=nobody").status_code == 400


def test_a_provider_without_entries_is_named(client):
    make_provider("lunar", name_en="Lunar Mail", aliases="ルナメール\nmoonmail")
    for query in ("q=moonmail", "q=るなめーる"):
        assert "/en/providers/lunar/" in client.get(f"/en/codes/?{query}").text.partition("<main")[2]
    assert "/en/providers/gmail/" in client.get("/en/codes/?q=gmail").text


def test_markup_in_a_search_is_text(client):
    html = client.get("/en/codes/", {"q": '"><script>alert(1)</script> & gmail', "class": "permanent"}).text
    assert "<script" not in html
    assert 'href="?q=%22%3E%3Cscript%3E' in html


def test_what_a_search_left_out_or_read_otherwise_is_said(client):
    assert "Left out: xyzzyq" in client.get("/en/codes/?q=gmail+xyzzyq").text
    assert "“unknwon user” was read as “unknown user”" in client.get("/en/codes/?q=unknwon+user").text
    assert "「アウトルク」" in client.get("/ja/codes/", {"q": "アウトルク"}).text
