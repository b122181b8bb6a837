"""Every row of the article finds its own entry first: as a line, as a folded reply, inside a whole bounce."""

import json
from pathlib import Path

import pytest

from catalog.bounce import reader
from catalog.diagnosis import diagnose
from tests.mails import folded, postfix_dsn, qmail_bounce

ROWS = json.loads((Path(__file__).parent / "article_rows.json").read_text(encoding="utf-8"))
QUEUE_ID = "d9443c01a7336-1fbbb7f6d3asm12184505ad.52 - gsmtp"
HOSTS = {
    "gmail": "gmail-smtp-in.l.google.com",
    "outlook": "outlook-com.olc.protection.outlook.com",
    "yahoo-jp": "mx1.mail.yahoo.co.jp",
    "rfc": "mx.example.net",
}
#: Rows 27 and 99 have one wording and one code between them: only the host can tell whose it is.
TWINS = {27, 99}

pytestmark = pytest.mark.usefixtures("catalog")


def codes_of(row):
    return f"{row['reply_code']} {row['enhanced_code']}".strip()


def words_of(row):
    """The reply's text; what Outlook.com's rows have of it is their code."""
    return row["message"] or row["vendor_code"]


def tail(row):
    """What Google writes behind every reply."""
    return f" {QUEUE_ID}" if row["provider"] == "gmail" else ""


FORMS = {
    "line": lambda row: f"{codes_of(row)} {words_of(row)}".strip(),
    "line with queue id": lambda row: f"{codes_of(row)} {words_of(row)}{tail(row)}".strip(),
    "folded": lambda row: folded(codes_of(row), words_of(row) + tail(row)),
    "in a bounce": lambda row: postfix_dsn(
        f"{codes_of(row)} {words_of(row)}{tail(row)}".strip(), remote=HOSTS[row["provider"]]
    ),
    "folded in a bounce": lambda row: postfix_dsn(
        folded(codes_of(row), words_of(row) + tail(row)).replace("\n", "\n    "), remote=HOSTS[row["provider"]]
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["row"]))
def test_the_row_finds_its_own_entry_first(row, form):
    best = diagnose(reader.read(FORMS[form](row))).findings[0].best
    if row["row"] in TWINS and "bounce" not in form:
        assert best.code.message == words_of(row)
    else:
        assert best.code.slug == row["slug"]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["provider"] == "yahoo-jp"], ids=lambda row: str(row["row"])
)
def test_a_row_of_yahoo_japan_in_a_qmail_bounce(row):
    said = words_of(row) if "Remote host said" in row["message"] else f"Remote host said: {FORMS['line'](row)}"
    bounce = qmail_bounce(said.replace(". ", ".\n"), recipient="user@yahoo.co.jp", host="mail.yahoo.co.jp")
    assert diagnose(reader.read(bounce)).findings[0].best.code.slug == row["slug"]


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again;", 17),
        ("CNAME lookup failed temporarily. (#4.4.3)\nI'm not going to try again;", 18),
    ],
)
def test_the_words_of_qmail_as_it_sends_them(said, slug):
    bounce = qmail_bounce(f"{said} this message has been in the queue too long.", host="yahoo.co.jp")
    assert diagnose(reader.read(bounce)).findings[0].best.code.slug == ROWS[slug - 1]["slug"]
