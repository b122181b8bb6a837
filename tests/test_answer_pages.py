"""The page that answers a paste: what stands first, that nothing is kept; in both languages."""

import re
import time
from html import unescape

import pytest

from catalog.answer import answer_context
from catalog.models import Code
from tests.mails import many, postfix_dsn, report

LANGUAGES = ("ja", "en")
GONE = "The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces."
SAID = f"550-5.1.1 {GONE}"

pytestmark = pytest.mark.usefixtures("catalog")


def paste(client, text, language="en"):
    response = client.post(f"/{language}/diagnose/", {"text": text})
    assert response.status_code == 200
    return response


def seen(html):
    """The words of the page's content, in their order."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main))).strip()


# --- The answer comes first

SENTENCES = [
    # what is pasted, then the sentence's beginning and end in English and in Japanese
    (postfix_dsn(SAID), "Your mail to user@example.org did not arrive. You must act:", "Send it again once the cause is fixed.", "user@example.org宛てのメールは届きませんでした。対処するのは送信者（あなた）です。", "原因を解消してから再送してください。"),
    (postfix_dsn("450 4.2.0 <user@example.org>: Recipient address rejected: Greylisted", status="4.2.0", action="delayed"), "Your mail to user@example.org has not arrived yet. Nobody has to act for now.", "there is no need to send again.", "user@example.org宛てのメールはまだ届いていません。今は待つだけです。", "送り直す必要はありません。"),
    ("452 4.2.2 The email account that you tried to reach is over quota.", "Your mail has not arrived yet.", "there is no need to send again.", "メールはまだ届いていません。", "送り直す必要はありません。"),
    ("554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org", "Your mail did not arrive.", ".", "メールは届きませんでした。", "。"),
    ("450 4.2.0 Greylisted, try again later", "Your mail has not arrived yet. Nobody has to act for now.", "there is no need to send again.", "メールはまだ届いていません。今は待つだけです。", "送り直す必要はありません。"),
    ("connect to mx.example.com[192.0.2.1]:25: Connection timed out", "Your mail has not arrived yet. Nobody has to act for now.", "there is no need to send again.", "メールはまだ届いていません。今は待つだけです。", "送り直す必要はありません。"),
    (postfix_dsn("451 4.4.1 timed out", status="4.4.1", action="failed"), "Your mail to user@example.org did not arrive. You must act: Send", "again later.", "user@example.org宛てのメールは届きませんでした。", "。"),
    ("552 5.2.2 mailbox full", "Your mail did not arrive. The recipient must act.", "Send it again later.", "メールは届きませんでした。", "時間をおいて再送してください。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "starts", "ends", "starts_ja", "ends_ja"), SENTENCES)
def test_the_answer_is_a_sentence_before_anything_else(client, text, starts, ends, starts_ja, ends_ja):
    for language, start, end in (("en", starts, ends), ("ja", starts_ja, ends_ja)):
        html = paste(client, text, language).text
        sentence = re.sub(
            r"\s+", " ", unescape(re.search(r'<p class="lead verdict">(.*?)</p>', html, re.S)[1])
        ).strip()
        assert sentence.startswith(start)
        assert sentence.endswith(end)
        assert html.index("<h1") < html.index('class="lead verdict"') < html.index('class="slip')


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["What to do", "The reply", "The code taken apart", "Usual causes", "Source", "Pass it on", "Your text, as read"]),
        ("ja", ["対処", "サーバーの応答", "コードの分解", "よくある原因", "出典", "ほかの人に伝える", "貼り付けた文章"]),
    ],
)  # fmt: skip
def test_the_order_of_an_answer(client, language, headings):
    html = paste(client, postfix_dsn(SAID), language).text
    assert re.findall(r"<h2>(.*?)</h2>", html) == headings
    others = html.index('<details class="others">')
    assert html.index(headings[1]) < others < html.index(headings[2])


# --- Waiting

GIVEN_UP = [
    # what is pasted, whether the sending server still tries
    (postfix_dsn("450 4.2.0 Greylisted", status="4.2.0", action="delayed"), True),
    (postfix_dsn("450 4.2.0 Greylisted", status="4.2.0", action="failed"), False),
    ("421 4.3.2 System not accepting network messages", True),
    ("554 5.4.4 DNS lookup failed", False),
    ("550 5.7.999 no", False),
]


@pytest.mark.parametrize(("text", "is_tried"), GIVEN_UP)
def test_nobody_is_told_to_wait_for_a_server_that_gave_up(text, is_tried):
    finding = answer_context(text)["diagnosis"].findings[0]
    slugs = [remedy.slug for remedy in finding.remedies]
    assert ("wait-for-retry" in slugs) is is_tried
    assert len(slugs) == len(set(slugs))


def test_what_to_do_when_waiting_does_not_help_stands_beside_it(client):
    words = seen(paste(client, "450 4.2.0 Greylisted, try again later").text)
    assert "If it goes on: Ask your own mail administrator" in words
    assert "If it goes on: Wait" not in words


# --- Status field and reply

DIFFERING = [
    # Status, Diagnostic-Code, which was believed
    ("5.1.1", "550 5.7.1 Message rejected due to local policy", "The report's Status field says 5.1.1, the reply itself 5.7.1. The reply was believed."),
    ("5.2.2", "550 5.0.0 mailbox full", "The reply itself says 5.0.0, which tells little. The report's Status field, 5.2.2, was believed."),
    ("4.4.7", "550 no such user", "The report's Status field says 4.4.7, the reply itself 550. The reply was believed."),
    ("5.1.1", "550 5.1.1 User unknown", ""),
    ("5.1.1", "550 User unknown", ""),
    ("5.0.0", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("status", "diagnostic", "told"), DIFFERING)
def test_where_status_and_reply_differ_it_says_which_was_believed(client, status, diagnostic, told):
    words = seen(paste(client, postfix_dsn(diagnostic, status=status)).text)
    assert (told in words) if told else ("Status field" not in words)
    japanese = seen(paste(client, postfix_dsn(diagnostic, status=status), "ja").text)
    assert ("Status欄" in japanese) is bool(told)


def test_a_delay_s_status_is_believed_against_a_permanent_reply(client):
    words = seen(paste(client, postfix_dsn("550 try later", status="4.7.0", action="delayed")).text)
    assert "The Status field was believed, as the report's Action field agrees with it." in words


# --- Several recipients


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_recipients_are_a_row_for_each_answer(client, language):
    response = paste(client, many(50), language)
    table = re.search(r"<tbody>(.*?)</tbody>", response.text, re.S)[1]
    assert table.count("<tr>") == len(response.context["groups"].members) == 3
    assert all(f"u{n}@example.org" in table for n in range(50))
    assert response.text.count('<article class="answer"') == 3
    assert "left-out" not in response.text


def test_answers_of_one_reason_stand_side_by_side():
    gmail, other = f"550 5.1.1 {GONE}", "550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table"
    full = "552 5.2.2 mailbox full"
    groups = answer_context(report(("u@example.org", "failed", said[4:9], said) for said in (gmail, full, other)))[
        "groups"
    ]
    reasons = [group.finding.reason.slug for group in groups.members]
    assert reasons == ["userunknown", "userunknown", "mailboxfull"]


@pytest.mark.parametrize(("language", "told"), [("en", "15000 recipients were read and counted; 300 of them are listed."), ("ja", "15000件の宛先をすべて読み取り、集計しました。そのうち300件を表示しています。")])  # fmt: skip
def test_fifteen_thousand_recipients_are_counted_and_some_listed(client, language, told):
    text = many(15000)
    paste(client, "550 5.1.1", language)
    start = time.process_time()
    response = paste(client, text, language)
    assert time.process_time() - start < 4, "twice what is allowed, as the machine may be busy"
    assert told in seen(response.text)
    assert len(response.content) < 250_000


def test_more_answers_than_a_page_holds_are_counted(client):
    codes = Code.objects.filter(verbatim=True).exclude(message__contains="{").order_by("slug")
    texts = [code for code in codes if code.reply_code.startswith("5") and len(code.message) > 40][:90]
    response = paste(client, report((f"u{n}@example.org", "failed", code.enhanced_code or "5.0.0", f"{code.label} {code.message}") for n, code in enumerate(texts)))  # fmt: skip
    groups = response.context["groups"]
    assert len(groups.members) > 45
    assert f"{groups.unlisted_groups} further answers are left out." in seen(response.text)
    assert response.text.count('<article class="answer"') == len(groups.explained) == 10


# --- No bounce

FEEDBACK = 'From: fbl@example.net\nSubject: complaint\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n--b\nContent-Type: text/plain\n\nAn abuse report.\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Example/1\nVersion: 1\n\n--b\nContent-Type: message/rfc822\n\nFrom: news@example.jp\nTo: user@example.net\nSubject: Sale\n\nBuy.\n--b--\n'
AUTOREPLY = "From: hanako@example.org\nTo: taro@example.jp\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nI am away until Monday.\n"
ORDINARY = "From: hanako@example.org\nTo: taro@example.jp\nSubject: Lunch\n\nShall we meet at noon?\n"
RECEIPT = "From: user@example.org\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;user@example.org\nDisposition: manual-action/MDN-sent-manually; displayed\n"
NOTICES = [
    # what is pasted, its kind, the heading in both languages
    (FEEDBACK, "feedback", "A recipient reported your mail as spam", "受信者がメールを迷惑メールとして報告しました"),
    (AUTOREPLY, "autoreply", "An automatic reply: your mail arrived", "自動返信です。メールは届いています"),
    (postfix_dsn("250 2.0.0 OK", status="2.0.0", action="delivered"), "delivered", "Your mail was delivered", "メールは配信されました"),
    (postfix_dsn("250 2.0.0 OK", status="2.0.0", action="relayed"), "delivered", "Your mail was handed on to the next server", "メールは次のサーバーに渡されました"),
    (postfix_dsn("250 2.0.0 OK", status="2.0.0", action="expanded"), "delivered", "Your mail went on to the members of a list", "メールはリストの参加者に配られました"),
    (RECEIPT, "delivered", "Your mail was opened", "メールは開封されました"),
    (RECEIPT.replace("displayed", "deleted"), "delivered", "Your mail arrived and was deleted", "メールは届き、削除されました"),
    (ORDINARY, "other", "No cause could be found in this text", "この文章からは原因を読み取れませんでした"),
    ("hello, is anybody there?", "other", "No cause could be found in this text", "この文章からは原因を読み取れませんでした"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "english", "japanese"), NOTICES)
def test_what_is_no_bounce_gets_a_page_of_its_own(client, text, kind, english, japanese):
    for language, heading, instead in (
        ("en", english, "What to paste instead"),
        ("ja", japanese, "代わりに貼り付けるもの"),
    ):
        response = paste(client, text, language)
        assert response.context["diagnosis"].kind == kind
        assert heading in re.search(r"<h1>(.*?)</h1>", response.text, re.S)[1]
        assert instead in response.text
        assert f'href="/{language}/diagnose/"' in response.text
        assert ('class="slip' in response.text) is False


def test_an_ordinary_mail_is_named_by_its_subject(client):
    assert "“Lunch”" in seen(paste(client, ORDINARY).text)
    assert "「Lunch」" in seen(paste(client, ORDINARY, "ja").text)


# --- Kept nowhere


def test_an_answer_is_kept_nowhere(client):
    for text in (postfix_dsn(SAID), FEEDBACK, AUTOREPLY, ORDINARY, "hello"):
        response = paste(client, text)
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        links = re.findall(r'(?:href|action|src)="([^"]*)"', response.text)
        assert not [
            link
            for link in links
            if "user" in link.replace("userunknown", "").replace("user-unknown", "") and "@" in link
        ]
        assert not [link for link in links if "hanako" in link or "Minutes" in link]
