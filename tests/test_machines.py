"""What machines read: sitemap, feed, robots.txt, OpenSearch, JSON-LD; in both languages."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.templatetags.static import static
from django.utils import timezone

from catalog.models import Code, Remedy
from tests.builders import make_code

LANGUAGES = ("ja", "en")
SLUG = "gmail-550-5-1-1-does-not-exist"
HOST = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
#: One page of each kind.
PAGES = (
    "",
    "codes/",
    f"codes/{SLUG}/",
    "providers/",
    "providers/gmail/",
    "reasons/",
    "reasons/userunknown/",
    "remedies/",
    "remedies/check-address/",
    "diagnose/",
    "decode/550/",
    "guide/",
)

pytestmark = pytest.mark.usefixtures("catalog")


def xml(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # our own output


# --- Sitemap


def sitemap_addresses(client):
    """{address: {hreflang: address}} of every sitemap that the index names."""
    parts = [part.text for part in xml(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    urls = [url for part in parts for url in xml(client, part.removeprefix(HOST)).iter(f"{SITEMAP}url")]
    return {
        url.findtext(f"{SITEMAP}loc"): {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
        for url in urls
    }


def test_the_sitemap_names_every_page_in_both_languages(client):
    addresses = sitemap_addresses(client)
    for language in LANGUAGES:
        assert {f"{HOST}/{language}/{page}" for page in PAGES} <= addresses.keys()
    assert len([each for each in addresses if "/ja/codes/" in each]) == Code.objects.count() + 1
    for alternates in addresses.values():
        assert alternates.keys() == {"ja", "en", "x-default"}
        assert {alternates["ja"], alternates["en"]} <= addresses.keys()


@pytest.mark.parametrize("section", ["pages", "providers", "reasons", "remedies"])
def test_what_the_sitemap_names_is_there_and_may_be_indexed(client, section):
    for url in xml(client, f"/sitemap-{section}.xml").iter(f"{SITEMAP}url"):
        address = url.findtext(f"{SITEMAP}loc")
        response = client.get(address.removeprefix(HOST))
        assert response.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in response.text
        assert 'content="noindex' not in response.text


@pytest.mark.parametrize(("page", "most"), [("sitemap.xml", 7), ("sitemap-codes.xml", 2), ("sitemap-decode.xml", 2)])
def test_the_sitemap_takes_few_queries(client, django_assert_max_num_queries, page, most):
    with django_assert_max_num_queries(most):
        client.get(f"/{page}")


def test_an_edit_moves_an_entry_s_date_in_the_sitemap(client):
    before = next(xml(client, "/sitemap.xml").iter(f"{SITEMAP}lastmod")).text
    code = Code.objects.order_by("slug").first()
    Code.objects.filter(pk=code.pk).update(title_en="Another title")
    assert next(xml(client, "/sitemap.xml").iter(f"{SITEMAP}lastmod")).text > before
    code.refresh_from_db()
    url = next(xml(client, "/sitemap-codes.xml").iter(f"{SITEMAP}url"))
    assert url.findtext(f"{SITEMAP}loc") == f"{HOST}/ja/codes/{code.slug}/"
    assert url.findtext(f"{SITEMAP}lastmod") == timezone.localdate(code.changed).isoformat()


# --- Addresses


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_its_addresses(client, language, page):
    html = client.get(f"/{language}/{page}").text
    links = re.findall(r'<link rel="(canonical|alternate)"(?: hreflang="([\w-]+)")? href="([^"]+)">', html)
    assert links == [
        ("canonical", "", f"{HOST}/{language}/{page}"),
        ("alternate", "ja", f"{HOST}/ja/{page}"),
        ("alternate", "en", f"{HOST}/en/{page}"),
        ("alternate", "x-default", f"{HOST}/{page}"),
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_without_a_language_leads_to_the_reader_s(client, language, page):
    response = client.get(f"/{page}", headers={"accept-language": language})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/{page}")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_describes_itself_in_its_language(client, language, page):
    html = client.get(f"/{language}/{page}").text
    title = re.search("<title>(.+)</title>", html)[1]
    description = re.search('<meta name="description" content="([^"]+)">', html)[1]
    assert bool(re.search("[ぁ-ん]", description)) is (language == "ja")
    assert f'<meta property="og:title" content="{title}">' in html
    assert f'<meta property="og:description" content="{description}">' in html
    assert f'<meta property="og:url" content="{HOST}/{language}/{page}">' in html
    assert f'<meta property="og:image" content="{HOST}{static("catalog/card.png")}">' in html
    assert ("ja_JP" if language == "ja" else "en_US") in re.search('og:locale" content="(.+)"', html)[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_differ_from_page_to_page(client, language):
    pages = [client.get(f"/{language}/{page}").text for page in PAGES]
    descriptions = [re.search('name="description" content="([^"]+)"', html)[1] for html in pages]
    assert len(set(descriptions)) == len(PAGES)


# --- JSON-LD

KINDS = {
    "": "WebSite",
    f"codes/{SLUG}/": "TechArticle",
    "providers/gmail/": "DefinedTermSet",
    "reasons/userunknown/": "DefinedTerm",
    "remedies/check-address/": "HowTo",
    "guide/": "TechArticle",
}


def linked_data(html):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(block)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "kind"), KINDS.items())
def test_a_page_says_what_it_is(client, language, page, kind):
    described = linked_data(client.get(f"/{language}/{page}").text)
    assert (described["@type"], described["inLanguage"]) == (kind, language)
    assert described["url"] == f"{HOST}/{language}/{page}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_tells_how_to_search(client, language):
    target = linked_data(client.get(f"/{language}/").text)["potentialAction"]["target"]["urlTemplate"]
    assert client.get(target.replace("{search_term_string}", "5.7.26").removeprefix(HOST)).context["page"].object_list


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "a & b < c > d", 'with "quotes"', "<!--"])
def test_nothing_in_a_row_ends_the_block_or_a_tag(client, title):
    code = make_code("hostile", title_en=title, meaning_en=title)
    html = client.get(code.get_absolute_url()).text
    assert linked_data(html)["about"]["name"] == title
    assert "<script>" not in html
    assert "&amp;amp;" not in html


# --- Feed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_begins_with_what_changed_last(client, language, django_assert_max_num_queries):
    Code.objects.filter(slug=SLUG).update(meaning_ja="書き直しました。", meaning_en="Rewritten.")
    with django_assert_max_num_queries(2):
        feed = xml(client, f"/{language}/feed/")
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 50
    assert entries[0].find(f"{ATOM}link").get("href") == f"{HOST}/{language}/codes/{SLUG}/"
    assert entries[0].findtext(f"{ATOM}summary") == ("書き直しました。" if language == "ja" else "Rewritten.")
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{HOST}/{language}/feed/"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_entries_that_were_loaded_together_have_one_date():
    call_command("load_catalog", verbosity=0)
    newest_facts = Code.objects.exclude(as_of="").order_by("-as_of").first().as_of
    assert Code.objects.values("changed").distinct().order_by().count() == 1
    assert Code.objects.latest_changed().first().as_of == newest_facts


# --- The rest


def test_robots_may_read_all_but_the_admin_and_are_told_of_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in response.text
    assert f"Sitemap: {HOST}/sitemap.xml" in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_can_search_here(client, language):
    home = client.get(f"/{language}/").text
    assert (
        f'type="application/opensearchdescription+xml" title="bouncesite" href="/{language}/opensearch.xml"' in home
    )
    description = xml(client, f"/{language}/opensearch.xml")
    assert description.findtext(f"{OPENSEARCH}Language") == language
    assert len(description.findtext(f"{OPENSEARCH}ShortName")) <= 16, "OpenSearch 1.1"
    template = description.find(f"{OPENSEARCH}Url[@type='text/html']").get("template")
    page = client.get(template.replace("{searchTerms}", "mailbox").removeprefix(HOST))
    assert page.context["page"].paginator.count > 0


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png"])
def test_icons_are_where_browsers_ask(client, name):
    response = client.get(f"/{name}")
    assert (response.status_code, response["Location"]) == (302, static(f"catalog/{name}"))


def test_every_remedy_is_for_an_entry_or_a_reason():
    assert not Remedy.objects.filter(codes=None, reasons=None)
