"""What reading a bounce gives: frozen values, no meaning yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field

#: What was pasted.
BOUNCE, FEEDBACK, AUTOREPLY, DELIVERED, OTHER = "bounce", "feedback", "autoreply", "delivered", "other"

#: RFC 3464, 2.3.3.
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")

#: Those of them that say that the mail went on.
WENT_ON = {"delivered", "relayed", "expanded"}

#: Diagnostic types of programs that a mail was piped into (Postfix's pipe and local: sysexits.h).
PROGRAM_TYPES = ("x-unix", "unix")

#: More recipients than any mail server puts in one mail; the rest is left out rather than the page never drawn.
MOST_RECIPIENTS = 16000


@dataclass(frozen=True, slots=True)
class RecipientReport:
    """What the mail tells of one recipient; every text is ``""`` where the mail does not tell.

    ``diagnostic`` is one line as stated (folds of a reply kept as spaces), ``status`` the DSN's Status field,
    ``enhanced_code`` the one that is believed: the reply's own, unless it only says its class. ``diagnostic_type``
    says whose words they are, as RFC 3464, 2.3.6 has it: ``smtp``, ``x-unix`` (a delivery program) ... ``category``
    is what the program that wrote the notice sorted the reply under (PowerMTA's ``bad-mailbox``, ``quota-issues``).
    """

    recipient: str = ""
    original_recipient: str = ""
    action: str = ""
    reply_code: str = ""
    enhanced_code: str = ""
    vendor_code: str = ""
    status: str = ""
    diagnostic: str = ""
    diagnostic_type: str = ""
    category: str = ""
    command: str = ""
    reporting_mta: str = ""
    remote_mta: str = ""


def kind_of(recipients: Iterable[RecipientReport]) -> str:
    """What tells of these ``recipients``, at least one: a success notice where the mail went on to all of them."""
    return DELIVERED if all(recipient.action in WENT_ON for recipient in recipients) else BOUNCE


@dataclass(frozen=True, slots=True)
class BounceReport:
    """A mail, or a fragment of one, as read.

    ``kind`` is one of the constants above, ``software`` the slug of what wrote the mail, ``prose`` its words for
    people, which matching may fall back on, ``reader`` the name of the reader that recognised the layout. ``sender``
    is the address in From where the header says that a program wrote for somebody, and no mail system.
    """

    kind: str = OTHER
    software: str = ""
    recipients: tuple[RecipientReport, ...] = field(default=())
    prose: str = ""
    subject: str = ""
    reader: str = ""
    sender: str = ""
