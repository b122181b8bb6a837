"""An entry's words for whoever can mend it, ready to be copied, in both languages: the reader may write in either.

They come from the remedies' own steps, where these quote what to say, with blanks for what only the reader knows. Of
a mail that was pasted much more is known, and ``letters`` says it.
"""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from catalog.choices import Actor
from catalog.localized import active_language, other_language
from catalog.models import Code, Remedy
from catalog.wording import cut


class Message(NamedTuple):
    """Words for what ``remedy`` asks of someone else; ``texts`` are pairs of language and text."""

    remedy: Remedy
    texts: list[tuple[str, str]]


def messages_about(code: Code, absolute: Callable[[str], str]) -> list[Message]:
    """A message for each remedy of ``code`` whose steps give words to say, in the reader's language first.

    Where none does and the sender's administrator can act, a message to them. ``absolute`` makes an address whole.
    """
    remedies, languages = code.ordered_remedies, (active_language(), other_language())
    asking = [remedy for remedy in remedies if remedy.request]
    asking = asking or [remedy for remedy in remedies if remedy.actor == Actor.SENDER_ADMIN][:1]
    return [Message(remedy, [_text(code, remedy, absolute, each) for each in languages]) for remedy in asking]


def _text(code, remedy, absolute, language):
    with translation.override(language):
        reply = _reply(code)
        lines = [
            remedy.request or _to_own_administrator(remedy),
            "",
            *([_("The server's reply: {reply}").format(reply=reply)] if reply else []),
            _("What it means: {title}").format(title=code.title),
            _("Explained here: {address}").format(address=absolute(code.get_absolute_url())),
        ]
    return language, "\n".join(lines)


def _to_own_administrator(remedy):
    asked = _(
        "My mail from (your address) to (recipient) on (date, time) was not delivered. "
        "Could you look into it? What usually fixes it: {title}"
    )
    return asked.format(title=remedy.title)


def _reply(code):
    """The codes and the words, what varies in brackets for the writer to fill in."""
    literals, names = cut(code.message if code.verbatim else "")
    blanks = ["…" if name == "text" else f"[{name}]" for name in names]
    message = "".join(chain.from_iterable(zip(literals, [*blanks, ""], strict=True)))
    return " ".join(filter(None, (code.label, message)))
