"""Which remedies fit a mail: a table of who told, and what comes first."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from catalog.advice import fitting
from catalog.bounce import reader
from catalog.diagnosis import diagnose
from tests.mails import postfix_dsn

REMEDIES = {"login": "submission", "ask": "", "phone": "carrier", "mend": ""}


@pytest.mark.parametrize(
    ("told", "between_servers", "of_carrier", "wanted"),
    [
        ("login ask mend", False, False, "login ask mend"),
        ("login ask mend", True, False, "ask mend login"),
        ("ask phone mend", False, False, "ask mend"),
        ("ask phone mend", False, True, "phone ask mend"),
        ("login ask phone", True, True, "phone ask login"),
        ("phone", False, False, "phone"),
        ("", True, True, ""),
    ],
)
def test_what_fits(told, between_servers, of_carrier, wanted):
    remedies = [SimpleNamespace(slug=slug, only_for=REMEDIES[slug]) for slug in told.split()]
    found = fitting(remedies, between_servers=between_servers, of_carrier=of_carrier)
    assert " ".join(each.slug for each in found) == wanted


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # A mail program's own error, and what another mail server says of a domain that it does not know.
        ("550 5.7.1 Relaying denied", "turn-on-smtp-auth"),
        (postfix_dsn("550 5.7.1 Relaying denied"), "accept-domain-for-relay"),
        ("550 rejected by the user's filter one@example.org", "contact-otherwise"),
        ("550 rejected by the user's filter one@docomo.ne.jp", "allow-domain-on-mobile"),
    ],
)
def test_what_a_reader_is_told_first(catalog, text, first):
    (finding,) = diagnose(reader.read(text)).findings
    assert finding.remedies[0].slug == first


@pytest.mark.parametrize(
    ("action", "title", "has_resend"),
    [
        ("delayed", "Not delivered yet: the server is still trying", False),
        ("failed", "Retries expired or delayed", True),
    ],
)
def test_nobody_sends_again_what_is_on_its_way(catalog, action, title, has_resend):
    source = postfix_dsn("it was in the queue too long, wombat", status="4.0.0", action=action)
    (finding,) = diagnose(reader.read(source)).findings
    with translation.override("en"):
        assert (finding.lead.slug, finding.title) == ("expired", title)
        assert ("resend-later" in [each.slug for each in finding.remedies]) is has_resend
