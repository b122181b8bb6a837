"""Why an answer is given: what is marked in the pasted text, and what is said of words that no entry has."""

import base64
import quopri
import re

import pytest

from catalog.answer import answer_context
from tests.mails import folded, postfix_dsn, qmail_bounce
from tests.test_answer_pages import GONE, SAID, paste, seen

pytestmark = pytest.mark.usefixtures("catalog")

# --- What was recognised, marked


def mail(words, charset="utf-8", encoding="8bit", subtype="plain"):
    """A bounce of one part, its ``words`` in ``charset``, as bytes."""
    raw = words.encode(charset)
    body = {"8bit": lambda: raw, "base64": lambda: base64.encodebytes(raw), "quoted-printable": lambda: quopri.encodestring(raw)}[encoding]()  # fmt: skip
    head = f"Return-Path: <>\nFrom: MAILER-DAEMON@mail.example.jp\nTo: taro@example.jp\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: text/{subtype}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + body


WORDS = f"このメールは配信できませんでした。\n\n<keiko@example.org>: host mx.example.org[192.0.2.9] said: 550 5.1.1 {GONE} (in reply to RCPT TO command)\n"
FORWARDED = "\n".join("> " + line for line in folded("550 5.1.1", GONE).splitlines())
LONG = postfix_dsn(SAID).replace("This is the mail system", "X-Padding: none.\n" * 3000 + "This is the mail system")
FORMATS = {
    # name: (what is pasted, whether the words have to be decoded to be shown)
    "postfix": (postfix_dsn(folded("550 5.1.1", GONE).replace("\n", "\n ")), False),
    "carriage returns": (postfix_dsn(SAID).replace("\n", "\r\n"), False),
    "qmail": (qmail_bounce(f"192.0.2.9 does not like recipient.\nRemote host said: {SAID}"), False),
    "folded reply": (folded("550 5.1.1", GONE), False),
    "forwarded": (FORWARDED, False),
    "exchange field": (postfix_dsn("").replace("Diagnostic-Code: smtp; ", f"Diagnostic-Code: smtp;550 5.1.1 {GONE}"), False),
    "log line": (f"Nov 23 10:00:00 mx postfix/smtp[77]: 4B1C2: to=<keiko@example.org>, relay=mx.example.org[192.0.2.9]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.9] said: 550 5.1.1 {GONE} (in reply to RCPT TO command))", False),
    "base64": (mail(WORDS, encoding="base64"), True),
    "quoted-printable": (mail(WORDS, encoding="quoted-printable"), True),
    "html in base64": (mail(f"<html><body><p>&lt;keiko@example.org&gt;</p><p>550 5.1.1 {GONE}</p></body></html>", encoding="base64", subtype="html"), True),
    "iso-2022-jp": (mail(WORDS, charset="iso-2022-jp"), False),
    "shift_jis": (mail(WORDS, charset="cp932"), False),
    "far behind": (LONG, False),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_the_evidence_is_marked_in_every_form_of_mail(form):
    source, is_decoded = FORMATS[form]
    context = answer_context(source)
    assert context["diagnosis"].findings[0].reason.slug == "userunknown"
    shown = context["as_decoded"] if is_decoded else context["as_pasted"]
    assert (context["as_decoded"] is not None) is is_decoded
    marked = {
        kind: " ".join(segment.text for segment in shown.segments if segment.kind == kind) for kind in shown.kinds
    }
    assert "The email account that you tried to reach" in re.sub(r"[\s>]+", " ", marked["wording"])
    assert "550" in marked["code"]
    assert "5.1.1" in marked["code"]
    assert "@example.org" in marked.get("recipient", "@example.org")


def test_words_that_the_source_hides_are_shown_though_its_fields_tell():
    """The notification is in Japanese and encoded, its delivery-status is plain."""
    encoded = base64.encodebytes("このメールは配信できませんでした。".encode()).decode()
    head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + encoded
    source = re.sub(
        r"Content-Description: Notification\nContent-Type: [^\n]*\n\n.*?\n\n(?=--)",
        head + "\n",
        postfix_dsn(SAID),
        flags=re.S,
    )
    assert encoded in source
    shown = "".join(segment.text for segment in answer_context(source)["as_decoded"].segments)
    assert "配信できませんでした" in shown


def test_a_decoded_mail_shows_its_source_as_well(client):
    for language, note in (("en", "Decoded they say"), ("ja", "復号すると")):
        html = paste(client, FORMATS["base64"][0].decode(), language).text
        assert note in html
        assert html.count('<pre class="pasted">') == 2


# --- Words that are anybody's


@pytest.mark.parametrize(
    "text", ["550 5.1.1 mailbox not found", "User account is over quota", "550 relay not permitted"]
)
def test_few_words_name_no_provider_s_entry(client, text):
    finding = answer_context(text)["diagnosis"].findings[0]
    assert finding.provider is None
    assert finding.lead == finding.reason
    words = seen(paste(client, text).text)
    assert words.index(finding.reason.name_en) < words.index("What to do")
    assert "Many servers use these few words." in words


def test_a_standard_s_entry_speaks_for_everybody():
    finding = answer_context("5.4.14 Hop count exceeded - possible mail loop")["diagnosis"].findings[0]
    assert finding.provider is None
    assert finding.lead.slug == "rfc-hop-count-exceeded"
    assert finding.best.code != finding.lead


#: The reply, whose host gave it, and what answers: the entry of a provider, or the reason.
WHO_ANSWERS = [
    # Words of the host's own; words that it shares with a program that others run; a program's few words.
    ("550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]", "smtp.orange.fr", "orange"),
    ("550 5.1.1 <user@example.org>: Recipient address rejected: User unknown in virtual mailbox table", "mx.example.org", "postfix"),
    ("550 5.1.1 User unknown", "smtp.orange.fr", ""),
    ("554 5.7.1 Message rejected", "smtp.laposte.net", "rfc"),
    # The same code at the host, for another cause: a phrase tells this one.
    ("550 this user does not exist, wombat", "mx.tb.mail.iss.as9143.net", ""),
    ("552 mailbox quota exceeded for wombat", "mx.example.org", ""),
    # No words tell: the code does.
    ("552 5.2.2 wombat", "mx.example.org", "rfc"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "host", "provider"), WHO_ANSWERS)
def test_whose_entry_answers(reply, host, provider):
    finding = answer_context(postfix_dsn(reply, remote=host, status=""))["diagnosis"].findings[0]
    assert (finding.leading.code.provider.slug if finding.leading else "") == provider
    assert finding.leading is None or finding.leading.code.reason == finding.reason


# --- Words that no entry has

SAYS_WHY = [
    # pasted, the reason, what is marked, what is said of it in English and in Japanese
    ("550 5.7.1 Our wombat says that mail with no PTR record comes back", "requireptr", "no PTR record", "they contain a phrase that stands for this reason", "この理由を表す語句が含まれています"),
    ("550 5.7.1 zzz your wombats send too many a day to us, slower please", "ratelimited", "slower", "The reason is inferred from “", "の使われ方から、この理由と推定しました"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason", "marked", "english", "japanese"), SAYS_WHY)
def test_words_that_no_entry_has(client, text, reason, marked, english, japanese):
    context = answer_context(text)
    (finding,) = context["diagnosis"].findings
    assert (finding.reason.slug, finding.lead) == (reason, finding.reason)
    assert marked in [segment.text for segment in context["as_pasted"].segments if segment.kind == "wording"]
    assert english in seen(paste(client, text).text)
    assert japanese in seen(paste(client, text, "ja").text)


@pytest.mark.parametrize("text", ["550 5.2.2 wombat storage", "552 5.3.4 megabytes, wombat"])
def test_nothing_is_said_of_words_where_the_code_told(text):
    context = answer_context(text)
    (finding,) = context["diagnosis"].findings
    assert (finding.lead.label, finding.telling) == (text[4:9], ())
    assert [segment.text for segment in context["as_pasted"].segments if segment.kind == "wording"] == []
