"""The admin: every page in both languages, what an editor is told, and that an edit is saved."""

import re

import pytest
from django.urls import reverse

from catalog.fixtures import read_rows
from catalog.ledger import load
from catalog.models import Code, Provider, Reason, Synonym
from tests.builders import make_code, make_provider, make_reason, make_remedy, make_synonym

MODELS = ("code", "provider", "reason", "remedy", "synonym")


@pytest.fixture
def code(db):
    """An entry with two remedies; a synonym beside it."""
    make_synonym("full", words="full\n一杯")
    remedies = [make_remedy("fix"), make_remedy("wait", title_en="Wait")]
    make_provider("gmail", clues=[("host", "google.example")], links=[{"url": "https://example.com/"}])
    make_reason("userunknown", phrases=["no such user"], remedies=remedies)
    return make_code("gmail-550", remedies=remedies, example="550 5.1.1 User <a@example.com> unknown here")


def row_of(code, model):
    rows = {"code": code, "provider": code.provider, "reason": code.reason, "remedy": code.remedies.first()}
    return rows.get(model) or Synonym.objects.get()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["changelist", "add", "change"])
def test_pages(admin_client, code, page, model, language):
    row = row_of(code, model)
    url = reverse(f"admin:catalog_{model}_{page}", args=[row.pk] if page == "change" else [])
    response = admin_client.get(url, headers={"accept-language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    if page != "changelist" and model != "synonym":
        assert 'lang="ja"' in response.text.partition("<form")[2]
        assert "catalog/admin.css" in response.text


def test_the_phrases_of_a_reason_are_one_link_away(admin_client, code):
    page = admin_client.get(reverse("admin:catalog_reason_change", args=[code.reason.pk])).text
    link = re.search(r'href="([^"]*reasonphrase[^"]*)"', page.partition("field-phrases_of")[2])[1]
    assert "no such user" in admin_client.get(link).text


@pytest.mark.parametrize(
    ("model", "query", "count"),
    [
        ("code", "5.1.1", 1),
        ("provider", "google.ex", 1),
        ("reason", "such user", 1),
        ("reasonphrase", "such user", 1),
        ("remedy", "wait", 1),
        ("synonym", "一杯", 1),
        ("code", "x", 0),
    ],
)
def test_search(admin_client, code, model, query, count):
    found = admin_client.get(reverse(f"admin:catalog_{model}_changelist"), {"q": query})
    assert found.context["cl"].result_count == count


@pytest.mark.filterwarnings("error::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize(("model", "field"), [("code", "provider"), ("code", "reason"), ("coderemedy", "remedy")])
def test_autocomplete(admin_client, code, model, field):
    make_provider("fastmail", name_en="Fastmail"), make_reason("full", name_en="Full", position=0)
    asked = {"app_label": "catalog", "model_name": model, "field_name": field, "term": ""}
    results = admin_client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert results[0]["text"] == {"provider": "Fastmail", "reason": "Full", "remedy": "Fix it"}[field]
    assert f'data-field-name="{field}"' in admin_client.get(reverse("admin:catalog_code_add")).text


def test_counts_are_of_entries_whatever_was_searched(admin_client, code):
    code.provider.clues.create(kind="host", value="google.test")
    make_code("gmail-551")
    found = admin_client.get(reverse("admin:catalog_provider_changelist"), {"q": "google"})
    assert [provider.code_count for provider in found.context["cl"].result_list] == [2]


@pytest.mark.parametrize(("reply_class", "found"), [("permanent", 1), ("temporary", 0), ("nonsense", 1)])
def test_class_filter(admin_client, code, reply_class, found):
    response = admin_client.get(reverse("admin:catalog_code_changelist"), {"class": reply_class})
    assert response.context["cl"].result_count == found


def test_a_list_needs_no_query_a_row(admin_client, code, django_assert_max_num_queries):
    for number in range(20):
        make_code(f"gmail-{number}", provider=make_provider(f"p{number}"), reason=make_reason(f"r{number}"))
    # Session, user, counts and rows, and one for each filter by provider and reason.
    with django_assert_max_num_queries(9):
        admin_client.get(reverse("admin:catalog_code_changelist"))


@pytest.mark.parametrize("kind", ["loaded", "revision"])
def test_the_machines_own_notes_are_not_editable(admin_client, kind):
    assert admin_client.get(f"/admin/catalog/{kind}/").status_code == 404


def submit(client, row, **changes):
    """Save ``row`` through its form, as it is but for ``changes``; the response."""
    url = reverse(f"admin:catalog_{row._meta.model_name}_change", args=[row.pk])
    page = client.get(url)
    return client.post(url, filled(page.context) | changes)


def filled(context):
    """What a browser would send of the page unchanged, inlines included."""
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {form[name].html_name: form[name].value() for form in forms for name in form.fields}
    return {name: crlf(value) for name, value in sent.items() if value is not None and value is not False}


def crlf(value):
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


def errors(response):
    return response.context["adminform"].form.errors


def test_a_valid_edit_is_saved(admin_client, code):
    response = submit(admin_client, code, title_ja="新しい題", slug="another")
    assert response.status_code == 302
    code.refresh_from_db()
    assert code.title_ja == "新しい題"
    assert code.slug == "gmail-550"


@pytest.mark.parametrize("model", MODELS)
def test_saving_unchanged_changes_nothing(admin_client, code, model):
    row = row_of(code, model)
    before = read_rows()
    load(before)
    assert submit(admin_client, row).status_code == 302
    assert read_rows() == before


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "Unknown placeholder {adress}. These are known: {ip}"), ("ja", "{adress}")],
)
def test_an_unknown_placeholder_is_named(admin_client, code, language, message):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    response = submit(admin_client, code, message="User {adress} unknown here")
    assert message in errors(response)["message"][0]
    assert errors(response)["message"][0] in response.text
    code.refresh_from_db()
    assert "{adress}" not in code.message


def test_an_example_that_does_not_match_is_told(admin_client, code):
    response = submit(admin_client, code, example="550 Mailbox full")
    assert "does not match this example" in errors(response)["example"][0]
    assert "does not match this example" in response.text


def test_a_phrase_with_an_unknown_placeholder_is_told(admin_client, code):
    response = submit(admin_client, code.reason.phrases.get(), wording="no {such} user")
    assert "Unknown placeholder {such}" in response.text


def test_a_clue_of_another_provider_is_told(admin_client, code):
    other = make_provider("other", clues=[("host", "other.example")])
    response = submit(admin_client, other, **{"clues-0-value": "google.example"})
    assert "already exists" in response.text


def remedy_lines(code, *pairs):
    """The fields of the remedies inline: pairs of position and remedy slug, new lines after the old."""
    lines = list(code.code_remedies.order_by("position"))
    sent = {"code_remedies-TOTAL_FORMS": len(pairs), "code_remedies-INITIAL_FORMS": len(lines)}
    for number, (position, remedy) in enumerate(pairs):
        sent |= {
            f"code_remedies-{number}-position": position,
            f"code_remedies-{number}-remedy": remedy.pk if remedy else "",
            f"code_remedies-{number}-code": code.pk,
            f"code_remedies-{number}-id": lines[number].pk if number < len(lines) else "",
        }
    return sent


@pytest.mark.parametrize(
    ("positions", "order"),
    [
        ((1, 2, 3, 3), ["fix", "wait", "third", "fourth"]),  # "Add another" offers each new line the same place
        ((1, 2, 1, 3), ["third", "fix", "wait", "fourth"]),  # a new line before the others
        ((2, 2, 3, 3), ["wait", "fix", "third", "fourth"]),  # moved down
        ((1, 1, 9, 7), ["wait", "fix", "fourth", "third"]),  # moved up; gaps are closed
    ],
)
def test_remedies_keep_the_order_asked_for(admin_client, code, positions, order):
    remedies = [*code.ordered_remedies, make_remedy("third"), make_remedy("fourth")]
    response = submit(admin_client, code, **remedy_lines(code, *zip(positions, remedies, strict=True)))
    assert response.status_code == 302
    lines = list(code.code_remedies.order_by("position").values_list("remedy__slug", "position"))
    assert lines == [(slug, place) for place, slug in enumerate(order, 1)]


def test_a_new_remedy_is_offered_the_next_position(admin_client, code):
    page = admin_client.get(reverse("admin:catalog_code_change", args=[code.pk]))
    assert [form["position"].value() for form in page.context["inline_admin_formsets"][0].formset.forms] == [1, 2, 3]


def test_a_new_line_without_a_remedy_is_no_line(admin_client, code):
    pairs = [*enumerate(code.ordered_remedies, 1), (7, None)]
    assert submit(admin_client, code, **remedy_lines(code, *pairs)).status_code == 302
    assert code.code_remedies.count() == 2


def test_a_remedy_twice_is_told(admin_client, code):
    first = code.ordered_remedies[0]
    response = submit(admin_client, code, **remedy_lines(code, (1, first), (2, first)))
    assert response.status_code == 200
    assert "duplicate" in response.text


def test_a_new_entry(admin_client, code):
    page = admin_client.get(reverse("admin:catalog_code_add"))
    texts = {"title_ja": "題", "title_en": "Title", "meaning_ja": "意味", "meaning_en": "Meaning"}
    rows = {"provider": Provider.objects.get().pk, "reason": Reason.objects.get().pk}
    sent = filled(page.context) | texts | rows | {"slug": "gmail-new", "reply_code": "451"}
    assert admin_client.post(reverse("admin:catalog_code_add"), sent).status_code == 302
    assert Code.objects.get(slug="gmail-new").label == "451"


def test_what_is_used_is_not_deleted(admin_client, code):
    url = reverse("admin:catalog_provider_delete", args=[code.provider.pk])
    assert admin_client.post(url, {"post": "yes"}).status_code == 200
    assert Provider.objects.filter(slug="gmail").exists()


def test_view_on_site(admin_client, code):
    page = admin_client.get(reverse("admin:catalog_code_change", args=[code.pk]))
    url = page.context["adminform"].model_admin.get_view_on_site_url(code)
    assert url in page.text
    response = admin_client.get(url, headers={"accept-language": "ja"})
    assert response.url.endswith("/ja/codes/gmail-550/")
