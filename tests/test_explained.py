"""What explains a reply: the page of an entry, its ready messages, the page of a remedy, the guide's picture."""

import re

import pytest
from django.utils import translation

from catalog.models import Code, Remedy
from tests.builders import make_code, make_remedy

LANGUAGES = ("ja", "en")
SLUG = "gmail-550-5-1-1-does-not-exist"

pytestmark = pytest.mark.usefixtures("catalog")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_s_page_has_its_parts_in_order(client, language):
    code = Code.objects.for_page().get(slug=SLUG)
    html = client.get(f"/{language}/codes/{SLUG}/").text
    first = code.ordered_remedies[0]
    parts = [
        f">{getattr(code, f'title_{language}')}</h1>",
        'class="slip permanent"',
        getattr(first, f"title_{language}"),
        getattr(first, f"steps_{language}").splitlines()[0][:30],
        f'href="/{language}/remedies/{first.slug}/"',
        "<textarea",
        "The email account that you tried",
        'class="places"',
        f'href="/{language}/decode/550-5.1.1/"',
        code.source,
    ]
    places = [html.index(part, html.index("<main")) for part in parts]
    assert places == sorted(places)
    assert code.as_of in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_to_pass_on_stands_ready_in_both_languages(client, language):
    messages = client.get(f"/{language}/codes/{SLUG}/").context["messages_to_pass_on"]
    assert messages
    for message in messages:
        assert message.texts[0][0] == language
        for each, text in message.texts:
            assert f"http://testserver/{each}/codes/{SLUG}/" in text
            assert "550 5.1.1" in text
            assert bool(re.search("[ぁ-ん]", text)) is (each == "ja")


def test_where_no_remedy_gives_words_the_administrator_is_written_to(client):
    remedy = make_remedy("mend-it", actor="sender-admin", title_en="Mend the server", title_ja="サーバーを直す")
    code = make_code("a-new-one", remedies=[remedy], message="Refused {ip}")
    (message,) = client.get(code.get_absolute_url()).context["messages_to_pass_on"]
    assert "Mend the server" in dict(message.texts)["en"]
    assert "Refused [ip]" in dict(message.texts)["en"]
    assert not client.get(make_code("another").get_absolute_url()).context["messages_to_pass_on"]


def test_a_message_to_pass_on_leaves_out_a_reply_that_is_not_known(client):
    texts = [text for message in _messages(client, "arara-502-maybe-forwarding") for _language, text in message.texts]
    assert texts
    assert not [text for text in texts if "The server's reply" in text or "サーバーの応答：" in text]
    assert any(
        "The server's reply" in text for message in _messages(client, SLUG) for _language, text in message.texts
    )


def _messages(client, slug):
    return client.get(f"/en/codes/{slug}/").context["messages_to_pass_on"]


def test_a_remedy_gives_words_to_say_in_both_languages_or_in_none():
    for remedy in Remedy.objects.all():
        with translation.override("ja"):
            in_japanese = bool(remedy.request)
        assert bool(remedy.request) is in_japanese, remedy.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_remedy_s_page_says_who_and_how_and_for_what(client, language):
    remedy = Remedy.objects.get(slug="check-address")
    response = client.get(f"/{language}/remedies/check-address/")
    assert getattr(remedy, f"title_{language}") in response.text
    assert response.context["page"].paginator.count == remedy.codes.count()
    assert f'href="/{language}/reasons/userunknown/"' in response.text


def test_a_long_list_goes_on(client):
    first, second = (client.get(f"/en/remedies/ask-own-admin/?page={number}") for number in (1, 2))
    assert not {code.pk for code in first.context["page"]} & {code.pk for code in second.context["page"]}
    assert 'href="http://testserver/en/remedies/ask-own-admin/?page=2"' in second.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_numbers_the_parts_of_a_bounce(client, language):
    html = client.get(f"/{language}/guide/").text
    figure = re.search('<figure class="specimen">(.+?)</figure>', html, re.DOTALL)[1]
    numbers = {
        int(number) for number in re.findall(r'<b class="pin"><span class="unseen"[^>]*>[^<]+</span>(\d)</b>', figure)
    }
    assert numbers == set(range(1, figure.count("<li>") + 1))
    assert "<figcaption>" in figure
    assert 'aria-hidden="true"' in figure


@pytest.mark.parametrize(("page", "name"), [("providers/gmail/", "provider"), ("reasons/mailboxfull/", "reason")])
def test_the_lines_of_a_row_s_page_do_not_repeat_its_name(client, page, name):
    response = client.get(f"/en/{page}")
    assert f"<span>{getattr(response.context['page'][0], name)}</span>" not in response.text
    assert response.text.count('class="line-meta"') == len(response.context["page"])


@pytest.mark.parametrize("slug", ["rfc-550", "rfc-5-7-1", SLUG])
def test_the_same_code_elsewhere_begins_with_the_same_reason(client, slug):
    code = Code.objects.get(slug=slug)
    elsewhere = list(client.get(f"/en/codes/{slug}/").context["elsewhere"])
    alike = Code.objects.same_code_elsewhere(code).filter(reason=code.reason)
    assert elsewhere
    assert [each.reason_id == code.reason_id for each in elsewhere[: len(alike)]] == [True] * min(8, len(alike))
    assert code.provider not in [each.provider for each in elsewhere]
    featured = [each.featured for each in elsewhere if each.reason_id == code.reason_id]
    assert featured == sorted(featured, reverse=True)
