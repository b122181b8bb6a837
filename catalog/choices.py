"""The closed vocabularies of the catalog's rows, with the names that readers see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalog.bounce.codes import class_of


class ProviderKind(TextChoices):
    STANDARD = "standard", _("Standards")
    MAILBOX = "mailbox", _("Mailbox providers")
    CARRIER = "carrier", _("Mobile carriers")
    ISP = "isp", _("Internet providers")
    HOSTING = "hosting", _("Hosting")
    MTA = "mta", _("Mail server programs")
    FILTER = "filter", _("Filters and gateways")
    BLOCKLIST = "blocklist", _("Blocklists")
    ESP = "esp", _("Sending services")


class ClueKind(TextChoices):
    """How a provider is recognised, in the order of trust (``recognition``)."""

    HOST = "host", _("host name")
    PHRASE = "phrase", _("phrase in the reply")
    RECIPIENT_DOMAIN = "recipient-domain", _("recipient's domain")


class LinkKind(TextChoices):
    POSTMASTER = "postmaster", _("postmaster page")
    CODES = "codes", _("list of codes")
    REMOVAL = "removal", _("removal form")
    STATUS = "status", _("service status")
    HELP = "help", _("help")


class ReasonGroup(TextChoices):
    RECIPIENT = "recipient", _("About the recipient")
    SENDER = "sender", _("About the sender")
    MESSAGE = "message", _("About the message")
    CONNECTION = "connection", _("About the connection")
    MACHINE = "machine", _("About the machines")
    NOTICE = "notice", _("Not a failure")
    UNCLEAR = "unclear", _("Unclear")


class Actor(TextChoices):
    SENDER = "sender", _("the sender")
    SENDER_ADMIN = "sender-admin", _("the sender's administrator")
    RECIPIENT = "recipient", _("the recipient")
    RECIPIENT_ADMIN = "recipient-admin", _("the recipient's administrator")


class Retry(TextChoices):
    NO = "no", _("Sending again does not help")
    LATER = "later", _("Sending again later helps")
    ONCE_MENDED = "once-mended", _("Send again once the cause is fixed")


class Circumstance(TextChoices):
    """Where alone a remedy helps; one without a circumstance helps anywhere."""

    SUBMISSION = "submission", _("a mail program hands in mail")
    CARRIER = "carrier", _("a mobile carrier's recipient")


class ReplyClass(TextChoices):
    """4yz and 5yz of RFC 5321, 4.2.1."""

    TEMPORARY = "temporary", _("temporary")
    PERMANENT = "permanent", _("permanent")


FIRST_DIGIT = {ReplyClass.TEMPORARY: "4", ReplyClass.PERMANENT: "5"}
_OF_DIGIT = {digit: reply_class.value for reply_class, digit in FIRST_DIGIT.items()}


def reply_class_of(reply_code: str, enhanced_code: str) -> str:
    """The value of the ReplyClass that the codes state, the reply code before the other; ``""`` where they do not."""
    return _OF_DIGIT.get(class_of(reply_code, enhanced_code), "")
