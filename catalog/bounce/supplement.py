"""A notification's fields and its words for people: each tells what the other leaves out."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from catalog.bounce.addresses import find_addresses
from catalog.bounce.codes import is_generic
from catalog.bounce.message import Mail
from catalog.bounce.replies import find_command, read_reply
from catalog.bounce.report import PROGRAM_TYPES, BounceReport, RecipientReport
from catalog.bounce.words import Words

Reader = Callable[[Mail, Words], BounceReport | None]  # one layout: what it tells, None where it is another
#: A recipient's paragraph in the words is no longer than this.
_LONGEST_PARAGRAPH = 2000
#: Of words without a layout, this much is looked at.
_LONGEST_WORDS = 6000


def supplemented(found: BounceReport, mail: Mail, words: Words, readers: Iterable[Reader]) -> BounceReport:
    """``found``, read from fields, with what only the ``words`` say, read by the first of ``readers`` that can."""
    if _has_replies(found) and ">>> " not in words.own:
        return replace(found, recipients=tuple(_with_command(each, words.own) for each in found.recipients))
    said = next((read for reader in readers if (read := reader(mail, words))), None)
    if said is None and len(found.recipients) == 1:
        # No layout: a reply that stands in the words is the only recipient's.
        reply = RecipientReport(recipient=found.recipients[0].recipient, **read_reply(words.own[:_LONGEST_WORDS]))
        said = replace(found, recipients=(reply,)) if reply.reply_code else None
    told = {each.recipient.lower(): each for each in said.recipients} if said else {}
    if len(found.recipients) == len(told) == 1 and "" in told:
        told = {found.recipients[0].recipient.lower(): told[""]}
    named = _named(said, mail)
    recipients = []
    for number, fields in enumerate(found.recipients):
        if "@" not in fields.recipient and number < len(named):
            fields = replace(fields, recipient=named[number])
        recipients.append(_with_words(fields, told.get(fields.recipient.lower())))
    return replace(found, recipients=tuple(recipients))


def _named(words: BounceReport | None, mail: Mail) -> list[str]:
    """Whom the header or the words name, for fields that name a file or nobody."""
    return find_addresses(mail.headers.text("x-failed-recipients")) or [
        recipient.recipient for recipient in (words.recipients if words else ())
    ]


def _with_words(fields: RecipientReport, words: RecipientReport | None) -> RecipientReport:
    """The fields first; what they leave open from the words, and the words' reply for a diagnostic without one."""
    if words is None or not words.diagnostic:
        return fields
    if fields.reply_code or fields.diagnostic_type in PROGRAM_TYPES:
        return replace(fields, command=fields.command or words.command)
    vague = not fields.enhanced_code or is_generic(fields.enhanced_code)
    return replace(
        fields,
        diagnostic=words.diagnostic if words.reply_code or not fields.diagnostic else fields.diagnostic,
        reply_code=words.reply_code,
        enhanced_code=words.enhanced_code or fields.enhanced_code if vague else fields.enhanced_code,
        vendor_code=fields.vendor_code or words.vendor_code,
        command=fields.command or words.command,
        remote_mta=fields.remote_mta or words.remote_mta,
    )


def _has_replies(found: BounceReport) -> bool:
    """Whether the fields tell everything but, at most, the command."""
    return all(recipient.reply_code and "@" in recipient.recipient for recipient in found.recipients)


def _with_command(fields: RecipientReport, own: str) -> RecipientReport:
    """``fields`` with the command that the recipient's paragraph names: "... (in reply to RCPT TO command)"."""
    at = -1 if fields.command else own.find(fields.recipient)
    if at < 0:
        return fields
    paragraph = own[at : at + _LONGEST_PARAGRAPH].split("\n\n", 1)[0]
    return replace(fields, command=find_command(paragraph))
