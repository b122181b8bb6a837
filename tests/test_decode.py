"""A code taken apart, known or not; what is no code is told so."""

import pytest

from catalog import anatomy

LANGUAGES = ("ja", "en")

pytestmark = pytest.mark.usefixtures("catalog")

DECODED = [
    ("550", "550", ["5", "5", "0"]),
    ("５５０", "550", ["5", "5", "0"]),
    ("5.7.26", "5.7.26", ["5", "7", "26"]),
    ("%235.1.1", "5.1.1", ["5", "1", "1"]),
    ("550-5.7.26", "550-5.7.26", ["5", "5", "0", "5", "7", "26"]),
    ("550%205.7.26", "550-5.7.26", ["5", "5", "0", "5", "7", "26"]),
    ("599", "599", ["5", "9", "9"]),
    ("5.7.999", "5.7.999", ["5", "7", "999"]),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("asked", "plain", "digits"), DECODED)
def test_a_code_is_taken_apart_in_any_notation(client, language, asked, plain, digits):
    response = client.get(f"/{language}/decode/{asked}/")
    assert response.status_code == 200
    assert [place.value for place in response.context["places"]] == digits
    assert f'rel="canonical" href="http://testserver/{language}/decode/{plain}/"' in response.text
    known = response.context["page"].paginator.count
    assert bool(known or response.context["nearest"])
    assert ("noindex" in response.text) is not bool(known)


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("550", ["550"]),
        ("599", ["571", "554", "553"]),
        ("299", ["250"]),
        ("5.7.999", ["5.7.28", "5.7.1", "5.1.1"]),
        ("5.7.2", ["5.7.1", "5.7.28", "5.1.1"]),
        ("550-5.7.30", ["550", "5.7.28", "5.7.1", "5.1.1"]),
        ("4.9.9", ["4.2.2"]),
        ("354", []),
        ("hello", []),
    ],
)
def test_the_nearest_codes(code, near):
    replies = ["250", "450", "550", "553", "554", "571", ""]
    enhanced = ["", "4.2.2", "5.7.1", "5.7.28", "5.1.1", "", "2.0.0"]
    assert anatomy.nearest(code, zip(replies, enhanced, strict=True)) == near


def test_an_empty_catalog_has_no_nearest_code():
    assert anatomy.nearest("550", []) == []


@pytest.mark.parametrize(
    ("code", "read_as"), [("599", "500"), ("5.7.999", "5.7.0"), ("499-4.7.99", "400-4.7.0"), ("hello", "")]
)
def test_an_unknown_code_is_read_as_its_class(code, read_as):
    assert anatomy.fallback(code) == read_as


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_provider_s_own_code_is_found_too(client, language):
    response = client.get(f"/{language}/decode/s3150/")
    assert {code.vendor_code for code in response.context["page"]} == {"S3150"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ["hello", "199", "600", "5.7", "3.1.1", "55O", "%3Cscript%3E"])
def test_what_is_no_code_is_told_so_with_ways_on(client, language, asked):
    response = client.get(f"/{language}/decode/{asked}/")
    assert response.status_code == 404
    assert f'action="/{language}/codes/"' in response.text
    assert f'action="/{language}/diagnose/"' in response.text
    assert "<script>" not in response.text
