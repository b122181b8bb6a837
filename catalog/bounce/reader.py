"""Any text to a BounceReport: the readers in their order, and the one loop over them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from catalog.bounce import autoreply, dsn, feedback, forwards, mbox, message, receipts, ses, software, webhooks
from catalog.bounce.addresses import find_address
from catalog.bounce.message import Mail
from catalog.bounce.prose import blocks, exceptions, labels, logs, reply, sentences, tables, transcript
from catalog.bounce.report import MOST_RECIPIENTS, OTHER, BounceReport
from catalog.bounce.supplement import Reader, supplemented
from catalog.bounce.words import LONGEST, Words, is_daemon, tells_of_delay, words_of

#: The first that recognises the mail reads it.
READERS: tuple[Reader, ...] = (
    feedback.read,  # a complaint quotes a whole mail, which may itself be anything
    ses.read,
    webhooks.read,
    receipts.read,  # its fields look like a notification's
    dsn.read,  # fields made for programs, before words made for people
    autoreply.read,  # before the words are searched for addresses: these are anybody's
)
#: For mails that tell of a return in words only, and for fragments of such.
PROSE_READERS: tuple[Reader, ...] = (
    tables.read,  # a table may hold lines that look like a log's
    logs.read,
    exceptions.read,
    transcript.read,  # a session names each recipient with the reply; its lines also look like blocks
    blocks.read,
)

#: So many attached mails are looked at.
MOST_ATTACHED = 50
#: A notice is shorter than a letter; a mailing list's or a newsletter's mail is none, unless the list itself writes.
LONGEST_NOTICE = 6000
_LIST_FIELDS = {"list-unsubscribe", "list-id"}
_FORWARD = re.compile(
    r"(?:fwd?|wg|tr|rv|rif|enc|vs|doorst|videresendt|转发|轉寄|転送|전달)\s*[:：]|\[fwd", re.IGNORECASE
)
_RETURNED = re.compile(
    r"mailer-daemon|postmaster|undeliver|returned mail|return(?:ed|ing) (?:message )?to sender|"
    r"delivery (?:status|failure|report|problem|error|issue|notification)|fail(?:ure|ed) (?:notice|delivery|mail)|"
    r"mail (?:delivery|system error|failure)|non-?delivery|could not be delivered|not delivered|reject|bounced\b|"
    r"bounce (?:message|mail|notice|notification|report)|bounce:|"
    r"message (?:blocked|status|delayed)|rechazad|rejeté|refusé|abgelehnt|rifiutat|rejeitad|отклонен|"
    r"delayed mail|warning: could not|"
    r"\bvirus\b.{0,40}(?:found|detected|alert|warning)|(?:found|detected).{0,40}\bvirus\b|"
    r"waiting mail|(?:message|mail) not sent|"
    r"unzustellbar|nicht zugestellt|échec|non remis|no se p(?:udo|uede) entregar|não entregue|"
    r"não é possível entregar|"
    r"mancata consegna|non recapitabile|onbestelbaar|kan ikke leveres|olevererbart|nie można dostarczyć|"
    r"niedostarczal|nedoručiteln|kézbesíthetetlen|teslim edilemedi|не доставлено|недоставлен|не удается доставить|"
    r"エラー|不達|送信できません|届けられません|"
    r"配[信送](?:不[能可]|エラー|[にの]?失敗|でき|され|[がを]完了でき|状況|状態|ステータス|通知|レポート|障害|の?遅)|"
    r"退信|无法投递|未送达|无法送达|無法傳遞|반송|배달되지 않음",
    re.IGNORECASE,
)


def read(source: str | bytes) -> BounceReport:
    """What ``source`` tells, mails, a fragment of one, or a reply; never raises, work bounded by its size."""
    reports = [_read_mail(message.parse(mail)) for mail in mbox.split(source)]
    report = reports[0] if len(reports) == 1 else mbox.joined(reports)
    if len(report.recipients) > MOST_RECIPIENTS:
        report = replace(report, recipients=report.recipients[:MOST_RECIPIENTS])
    return report


def _read_mail(mail: Mail) -> BounceReport:
    words = words_of(mail)
    report = _read(mail, words)
    return replace(
        report,
        prose=words.own,
        subject=mail.headers.text("subject"),
        sender=autoreply.written_for(mail),
        software=report.software or software.recognise(mail, words.own),
    )


def _read(mail: Mail, words: Words) -> BounceReport:
    if len(several := _several(mail)) > 1:
        return mbox.joined(several)
    for reader in READERS:
        if found := reader(mail, words):
            return supplemented(found, mail, words, PROSE_READERS) if reader is dsn.read else found
    is_return = _tells_of_return(mail)
    if (not is_return or _is_of_list(mail) or _is_forward(mail)) and (inner := _inner(mail)):
        return inner[0]
    if mail.headers and not is_return:
        return _perhaps(mail, words)
    # Of a mail that came back every word counts; a fragment without a layout is at most one reply.
    return _read_words(mail, words, sentences.read if mail.headers else reply.read)


def _read_words(mail: Mail, words: Words, last: Reader) -> BounceReport:
    for reader in (*PROSE_READERS, last):
        if found := reader(mail, words):
            found = _named(found, mail, words)
            return _delayed(found) if tells_of_delay(mail, words) else found
    return BounceReport(kind=OTHER)


def _named(found: BounceReport, mail: Mail, words: Words) -> BounceReport:
    """``found``, its only recipient named by the words where its layout does not: a session that ended at MAIL."""
    if len(found.recipients) != 1 or found.recipients[0].recipient or not mail.headers:
        return found
    said = sentences.read(mail, words)
    name = said.recipients[0].recipient if said else ""
    return replace(found, recipients=(replace(found.recipients[0], recipient=name),))


def _delayed(found: BounceReport) -> BounceReport:
    """``found`` as a warning, after which delivery goes on for everybody who was not refused for good."""
    recipients = (
        each if each.action != "failed" or each.reply_code[:1] == "5" else replace(each, action="delayed")
        for each in found.recipients
    )
    return replace(found, recipients=tuple(recipients))


def _perhaps(mail: Mail, words: Words) -> BounceReport:
    """What an ordinary-looking mail would tell if it were a notice; the kind is left to who knows the phrases."""
    of_robot, to_robot = (labels.ROBOT.search(mail.headers.text(name)) for name in ("from", "to"))
    # What a list's robot tells the list's owner is no answer to a mail.
    is_post = to_robot if of_robot else _LIST_FIELDS & mail.headers.keys()
    if words.own and len(words.own) <= LONGEST_NOTICE and not is_post:
        return replace(_read_words(mail, words, sentences.read), kind=OTHER)
    return BounceReport(kind=OTHER)


def _several(mail: Mail) -> list[BounceReport]:
    """The bounces in ``mail``, where several mails are attached to it and it is none itself: a digest, a forward."""
    attached = sum(part.depth == 0 for part in mail.parts_of(*message.EMBEDDED))
    return _inner(mail) if attached > 1 and not _tells_of_return(mail) else []


def _inner(mail: Mail) -> list[BounceReport]:
    """The bounces that somebody forwarded: all that are attached, or else the first that is quoted."""
    attached = islice(message.embedded(mail), MOST_ATTACHED)
    if found := [_read_inner(*each) for each in _returned(attached)]:
        return found
    if _is_of_list(mail):
        return []  # what it quotes are posts
    reader = mail.headers.text("to").lower()
    quoted = (each for each in forwards.forwarded(mail.prose[:LONGEST]) if not _is_from(each, reader))
    return [_read_inner(*each) for each in islice(_returned(quoted), 1)]


def _returned(mails: Iterable[Mail]) -> Iterator[tuple[Mail, Words]]:
    """Those of ``mails`` that tell of a return, with their words."""
    for mail in mails:
        words = words_of(mail)
        if _tells_of_return(mail) and not autoreply.read(mail, words):
            yield mail, words


def _read_inner(mail: Mail, words: Words) -> BounceReport:
    return replace(_read(mail, words), prose=words.own)


def _is_from(mail: Mail, addressee: str) -> bool:
    """Whether ``mail`` is one that the ``addressee`` of the mail around it wrote: a notice quotes what it stopped."""
    sender = find_address(mail.headers.text("from")).lower()
    return bool(sender) and sender in addressee


def _is_of_list(mail: Mail) -> bool:
    """Whether Mailman's robot writes; to the list's owner it hands on the bounces that it could not read."""
    return "x-list-administrivia" in mail.headers


def _is_forward(mail: Mail) -> bool:
    """Whether somebody, and no mail system, sends a mail on, by its subject."""
    return bool(_FORWARD.match(mail.headers.text("subject"))) and not is_daemon(mail.headers.text("from"))


def _tells_of_return(mail: Mail) -> bool:
    """Whether the header tells of a return, by its sender, its subject or fields that only such mails have."""
    headers = mail.headers
    told = f"{headers.text('from')} {headers.text('subject')}"
    path = headers.get("return-path", "").strip()
    asked = path == "<>" and autoreply.asks(headers)
    return asked or is_daemon(path) or "x-failed-recipients" in headers or bool(_RETURNED.search(told))
