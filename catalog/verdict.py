"""The answer at a glance: how bad it is, who acts, whether to send again; and all of it in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.bounce.codes import find_codes
from catalog.bounce.report import WENT_ON
from catalog.choices import Actor, ReplyClass, Retry, reply_class_of
from catalog.finding import Finding
from catalog.localized import active_language
from catalog.models import Reason
from catalog.retries import RESEND, waits

TEMPORARY = ReplyClass.TEMPORARY.value
_REPLY_BELIEVED = gettext_lazy(
    "The report's Status field says %(status)s, the reply itself %(own)s. The reply was believed."
)
_STATUS_BELIEVED = gettext_lazy(
    "The report's Status field says %(status)s, the reply itself %(own)s. "
    "The Status field was believed, as the report's Action field agrees with it."
)
_VAGUE_REPLY = gettext_lazy(
    "The reply itself says %(own)s, which tells little. The report's Status field, %(status)s, was believed."
)


def severity(row) -> str:
    """``"permanent"``, ``"temporary"`` or ``""``: of an entry by its codes, of a finding by what happened."""
    if isinstance(row, Finding):
        return _severity_of_finding(row)
    return reply_class_of(row.reply_code, row.enhanced_code)


def _severity_of_finding(finding: Finding) -> str:
    if went_on(finding):
        return ""
    if finding.temporary:
        return TEMPORARY
    return reply_class_of(finding.report.reply_code, finding.report.enhanced_code)


def went_on(finding: Finding) -> bool:
    """Whether the mail says that for this recipient nothing failed."""
    return finding.report.action in WENT_ON


def led_by_reason(finding: Finding) -> bool:
    """Whether the answer is a reason's, no entry's."""
    return isinstance(finding.lead, Reason)


def waiting(finding: Finding) -> bool:
    """Whether to wait comes first: the mail is on its way, or may be and no entry asks for anything else."""
    asks_nothing = led_by_reason(finding) or waits(finding.remedies)
    return finding.report.action == "delayed" or (tried_again(finding) and asks_nothing)


def tried_again(finding: Finding) -> bool:
    """Whether the sending server still tries by itself: by the code, or what explains it says so where none is."""
    retried = severity(finding) == TEMPORARY or waits(finding.remedies)
    return retried and finding.report.action != "failed"


def who(remedy) -> str:
    """Who acts; the sender is addressed, being the one to whom the bounce came."""
    return _("You, the sender") if remedy.actor == Actor.SENDER else str(remedy.get_actor_display())


def helpers(remedies) -> list[str]:
    """Who else can act, after the first, each once."""
    return list(dict.fromkeys(who(each) for each in remedies[1:] if each.actor != remedies[0].actor))


def sentence(finding: Finding) -> str:
    """What became of the mail, who must act and whether to send again, in a breath."""
    return _told(finding, finding.report.recipient)


def sentence_of_all(finding: Finding) -> str:
    """The same for several recipients, of whom ``finding`` is one: nobody is named."""
    return _told(finding, "")


def _told(finding: Finding, recipient: str) -> str:
    if went_on(finding):
        return _joined(_arrived(finding, recipient), _("There is nothing to do."))
    first = next(iter(finding.remedies), None)
    return _joined(_arrived(finding, recipient), _acts(finding, first), _again(finding, first))


def _joined(*sentences: str) -> str:
    return ("" if active_language() == "ja" else " ").join(filter(None, sentences))


def _arrived(finding: Finding, recipient: str) -> str:
    to, nobody = _arrived_texts(finding)
    return to % {"recipient": recipient} if recipient else nobody


def _arrived_texts(finding: Finding) -> tuple[str, str]:
    """What became of the mail, to a recipient and where none is named."""
    if finding.report.action == "delivered":
        return _("Your mail to %(recipient)s arrived."), _("Your mail arrived.")
    if went_on(finding):
        return _("Your mail to %(recipient)s was handed on to the next server."), _("Your mail was handed on.")
    if tried_again(finding):
        return _("Your mail to %(recipient)s has not arrived yet."), _("Your mail has not arrived yet.")
    return _("Your mail to %(recipient)s did not arrive."), _("Your mail did not arrive.")


def _acts(finding: Finding, first) -> str:
    if waiting(finding):
        return _("Nobody has to act for now.")
    return acts(first) if first else ""


def acts(remedy) -> str:
    """Who must act, and what that is, as a sentence."""
    told = {
        Actor.SENDER: _("You must act: %(title)s."),
        Actor.SENDER_ADMIN: _("Your mail administrator must act: %(title)s."),
        Actor.RECIPIENT: _("The recipient must act. %(title)s."),
        Actor.RECIPIENT_ADMIN: _("The recipient's mail administrator must act. %(title)s."),
    }
    return told[remedy.actor] % {"title": remedy.title}


def _again(finding: Finding, first) -> str:
    if tried_again(finding):
        return _("The sending server tries again by itself, so there is no need to send again.")
    if first and first.slug == RESEND:
        return ""  # the sentence before it says so
    told = {
        Retry.NO: _("Sending again does not help."),
        Retry.LATER: _("Send it again later."),
        Retry.ONCE_MENDED: _("Send it again once the cause is fixed."),
    }
    return told.get(first and first.retry, "")


def disagreement(finding: Finding) -> str:
    """Where the report's Status field and the reply's own code differ: both, and which was believed; else ``""``.

    RFC 3464, 2.3.4 and 2.3.6: the status is the reporting server's translation of what the reply says.
    """
    read = finding.report
    own = find_codes(read.diagnostic).enhanced
    if not read.status or read.status == own:
        return ""
    told = {"status": read.status, "own": own or read.reply_code}
    if own and read.enhanced_code != own:
        return _VAGUE_REPLY % told
    return _REPLY_BELIEVED % told if own else _class_disagreement(finding, told)


def _class_disagreement(finding: Finding, told: dict[str, str]) -> str:
    """The same where the reply has no enhanced code: its first digit may speak against the status."""
    reply, status = finding.report.reply_code, finding.report.status
    if not reply or reply[0] == status[0]:
        return ""
    if finding.temporary == (status[0] == "4"):
        return _STATUS_BELIEVED % told
    return _REPLY_BELIEVED % told
