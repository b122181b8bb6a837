"""Ready text about an answer: for a colleague, with addresses masked, and for those who can act.

Each language has texts of its own (templates/catalog/letters/), as the guide has: a letter is prose. It tells of one
mail: recipients, the reply word for word, the servers. An entry's page knows of no mail; what it gives to pass on are
the words that its remedies give, with blanks to fill in (``handover``).
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from catalog.choices import Actor
from catalog.grouping import Group
from catalog.localized import active_language, other_language, path_in
from catalog.redact import redact
from catalog.verdict import tried_again, waiting, went_on

#: Of several recipients a letter names this many; of a reply it quotes this much.
MOST_NAMED = 20
LONGEST_QUOTED = 1500


@dataclass(frozen=True)
class Letter:
    """A text to copy: whom it is for (``name``), its label, and itself."""

    name: str
    label: str
    text: str


def of_group(group: Group, site: str) -> list[Letter]:
    """The letters about ``group``, the masked one last; ``site`` is this site's address without its last slash."""
    context = _context(group, site)
    named = [*_addressees(group), "share"] if not went_on(group.finding) else ["share"]
    return [Letter(name, _labels()[name], _text(name, context)) for name in named]


def _labels() -> dict[str, str]:
    return {
        "recipient": _("A message for the recipient"),
        "sender-admin": _("A message for your mail administrator"),
        "recipient-admin": _("A message for the recipient's mail administrator"),
        "share": _("A summary to show to others, with addresses masked"),
    }


def _addressees(group: Group) -> list[str]:
    """Who of those that can act has to be told: all but the reader, and where only the reader can, who may help.
    Recipients reach their own administrator."""
    actors = {remedy.actor for remedy in group.finding.remedies} - {Actor.SENDER} or {Actor.SENDER_ADMIN}
    if Actor.RECIPIENT_ADMIN in actors:
        actors.add(Actor.RECIPIENT)
    return [str(actor) for actor in (Actor.RECIPIENT, Actor.SENDER_ADMIN, Actor.RECIPIENT_ADMIN) if actor in actors]


def _context(group: Group, site: str) -> dict:
    finding = group.finding
    path = finding.lead.get_absolute_url()
    return {
        "finding": finding,
        "remedy": None if went_on(finding) else next(iter(finding.remedies), None),
        "waiting": waiting(finding),
        "tried_again": tried_again(finding),
        "recipients": group.recipients[:MOST_NAMED],
        "more": len(group.findings) - len(group.recipients[:MOST_NAMED]),
        "reply": finding.report.diagnostic[:LONGEST_QUOTED],
        "page": site + path,
        "other_page": site + path_in(path, other_language()),
    }


def _text(name: str, context: dict) -> str:
    if name == "share":
        context = _masked(context)
    if name == "recipient" and len(context["recipients"]) > 1:
        context = context | {"recipients": ()}  # Recipients need not learn of each other.
    return render_to_string(f"catalog/letters/{active_language()}/{name}.txt", context).strip() + "\n"


def _masked(context: dict) -> dict:
    """The context with what came out of the mail masked; pages of this site tell nothing of it."""
    recipients, reply = context["recipients"], context["reply"]
    masked = list(dict.fromkeys(redact(address) for address in recipients))
    return context | {
        "recipients": masked,
        "more": context["more"] + len(recipients) - len(masked),
        "reply": redact(reply, recipients),
        "remote_mta": redact(context["finding"].report.remote_mta),
    }
