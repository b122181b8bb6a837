"""Hostile input: no exception, bounded time, for reading and matching alike."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.bounce import reader
from catalog.bounce.report import MOST_RECIPIENTS
from catalog.diagnosis import diagnose
from tests.mails import postfix_dsn, qmail_bounce
from tests.test_formats import READ
from tests.test_message import HOSTILE
from tests.test_pasted import PASTED

MEGABYTES = 2_000_000
DAEMON = b"From: MAILER-DAEMON@example.jp\nSubject: Undelivered\n\n"
UNITS = [
    b"\n", b" ", b"\t", b"-", b">", b"> \n", b"550 ", b"550-", b"550 5.1.1 ", b"5.1.1", b"a@", b"a@b.", b"<a@b.jp>:\n", b"a@b.jp ",
    b"From: x\n", b"--a\n", b"=?utf-8?B?", b"said: 550 ", b"host a[1.2.3.4] said: ", b">>> RCPT\n", b"<<< 550 no\n",
    b"a@b.jp... x\n", b"to=<a@b.jp>, ", b"Final-Recipient: rfc822; a@b.jp\n", b"Final-Recipient: rfc822; a@b.jp\n\n",
    b"Feedback-Type: abuse\n", b'{"notificationType":', b"user unknown ", b"mailbox full\n", b"\xe5\xae\x9b", b"\xff", b"\x1b$B!!",
    b"From: MAILER-DAEMON@b.jp\nSubject: x\n", b'{"email":"a@b.jp","event":"bounce"}\n', b'[{"email":"a@b.jp",', b'{"a":', b"[[",
    b"'a@b.jp': (550, b'", b"Recipient: <a@b.jp>\n", b"-> a@b.jp\n", b"C: RCPT\nS: 550 x\n", b"|/x\n (generated from a@b.jp)\n",
    b"starting delivery 1: msg 1 to remote a@b.jp\ndelivery 1: failure: x\n", "宛先：a@b.jp\n".encode(), "＠".encode(),
    b"a1@b.jp is new address ", b"<td>", b"Recipient: ", b"mailbox full mailbox ", b"\nrecipient   ",
    b"email,reason\na@b.jp,550 no\n", b"<a\n", b"Disposition: a/b;\n", b"reject: RCPT from x: ", b" F=<a@b> rejected RCPT <",
    b"SMTPAddressFailedException: 550 a ", b"http://a@b/", b"RCPT TO:<a@b.jp> ", b"schreiben sie an ",
    b"(", b"[", b"&lt;", b"<a ", b"in reply to ", b"delivery 1: failure: ", b" ** a@b.jp ", b"copy of the message\n",
]  # fmt: skip


#: Seconds that two megabytes may take.
ENOUGH = 2


def took(source):
    """The best time of three where the machine is busy; what is quadratic takes minutes each time."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        diagnose(reader.read(source))
        best = min(best, time.process_time() - start)
        if best < ENOUGH:
            break
    return best


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("head", [b"", DAEMON], ids=["alone", "in a bounce"])
def test_two_megabytes_of_anything(catalog, head, unit):
    assert took((head + unit * (MEGABYTES // len(unit)))[:MEGABYTES]) < ENOUGH


RUN = " " * 90_000 + "x"
IN_MAIL = DAEMON.decode() + "a@b.jp: 550 no\n"
#: One long run at a place where an expression has several ways to divide it, many fields for each of many objects, ...
LONG_RUNS = {
    "after a word that announces a code": f"{DAEMON.decode()}a@b.jp: エラー{RUN}",
    "the same in a field": f"Final-Recipient: rfc822; a@b.jp\nDiagnostic-Code: smtp; エラー{RUN * 10}\n",
    "after a label": f"{DAEMON.decode()}recipient{RUN} a@b.jp",
    "in a reason in brackets": f"{DAEMON.decode()}<a@b.jp>\n>>> RCPT\n<<< 550 x\n   (reason: {RUN}\n",
    "before a copy": f"{IN_MAIL}Original message{RUN}",
    "before a copy, shorter": f"{IN_MAIL}Original mail{RUN}",
    "in a delimiter": f"--a{RUN * 20}",
    "in many delimiters": f"--a{' ' * 1000}x\n" * 1900,
    "in lines that part mails": "\nFrom x" + ("From x" + "1" * 330 + "\n" + "a" * 80 + "\n") * 4600,
    "in JSON": json.dumps({f"k{n}": 1 for n in range(90_000)} | {"x": [{"email": "a@b.jp", "event": "bounce"}] * 2000}),
    "of addresses": "X-Failed-Recipients: " + "a@b.jp, " * 1000 + ", ".join(f"a{n}@b.jp" for n in range(90_000)) + "\n\n" + "no " * 2000,
}  # fmt: skip


@pytest.mark.parametrize("source", LONG_RUNS.values(), ids=LONG_RUNS)
def test_long_runs(catalog, source):
    assert took(source.encode()[:MEGABYTES]) < ENOUGH


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_bombs(catalog, source):
    assert took(source) < ENOUGH


def test_fifteen_thousand_recipients(catalog):
    groups = "\n".join(
        f"Final-Recipient: rfc822; user{n}@example.org\nAction: failed\nStatus: 5.1.1\n" for n in range(15_000)
    )
    source = f"Reporting-MTA: dns; mx.example.jp\n\n{groups}"
    assert took(source) < ENOUGH
    assert len(reader.read(source).recipients) == 15_000


SERVICE = '{"notificationType": "Bounce", "bounce": {"bouncedRecipients": ['


@pytest.mark.parametrize(
    "source",
    [
        "Reporting-MTA: dns; b.jp\n\n" + "\n".join(f"Final-Recipient: rfc822; a{n}@b.jp\n" for n in range(20_000)),
        SERVICE + ", ".join(f'"a{n}@b.jp"' for n in range(20_000)) + "]}}",
        "Feedback-Type: abuse\n" + "".join(f"Original-Rcpt-To: a{n}@b.jp\n" for n in range(20_000)),
    ],
    ids=["fields", "JSON", "complaint"],
)
def test_no_more_recipients_are_read(source):
    assert len(reader.read(source).recipients) == MOST_RECIPIENTS


@pytest.mark.parametrize("name", [*READ, *PASTED])
def test_every_prefix_of_every_layout(name):
    source = (READ | PASTED)[name][0].encode()
    for end in range(0, len(source), 11):
        reader.read(source[:end])


MAILS = [
    postfix_dsn("550 5.1.1 no").encode(),
    qmail_bounce("550 no").encode(),
    *(mail.encode() for mail, _ in READ.values()),
    *(mail.encode() for mail, _, _ in PASTED.values()),
]


@settings(max_examples=300)
@given(
    st.sampled_from(MAILS),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 60), st.binary(max_size=8)), max_size=6),
)
def test_mutations(mail, edits):
    for at, length, new in edits:
        mail = mail[:at] + new + mail[at + length :]
    report = reader.read(mail)
    assert report.kind in ("bounce", "feedback", "autoreply", "delivered", "other")


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes(source):
    reader.read(source)


@settings(max_examples=300)
@given(st.text(max_size=400))
def test_any_text(source):
    reader.read(source)
