"""An entry as a line of a list: its codes and title, its reply, and whose it is.

Drawn in Python and not by a template: a page has up to 200 of them, and a template takes ten times as long for one.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalog.choices import ReplyClass
from catalog.models import Code
from catalog.verdict import severity

#: So many characters of a reply are shown in a line; a longer word at their end is cut.
LONGEST, LONGEST_WORD = 150, 40

_ELLIPSIS = "…"
_ANY_WORDS = re.compile(r"\{(?:text|words)\}")

_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")
_OTHER_SCRIPT = {"ko": re.compile(r"[\uac00-\ud7a3]"), "zh": re.compile(r"[\u4e00-\u9fff]")}


def entry_line(code: Code, *about, short: bool = False) -> SafeString:
    """The list item of ``code``; without its reply where it is to be ``short``.

    ``about``: the rows that the page is about; a line does not name them again.
    """
    head, marks = f'<span class="line-title">{escape(code.title)}</span>', severity_mark(severity(code))
    if code.label:
        head = f'<span class="line-code">{escape(code.label)}</span> {head}'
    marks += "".join(f"<span>{escape(row)}</span>" for row in (code.provider, code.reason) if row not in about)
    return mark_safe(  # noqa: S308
        f'<li class="line">\n<a class="line-head" href="{code.get_absolute_url()}">{head}</a>\n'
        f'{"" if short else _reply(code.message)}<span class="line-meta">{marks}</span>\n</li>\n'
    )


def _reply(message: str) -> str:
    if not message:
        return ""
    return f'<code class="line-reply" lang="{text_language(message)}">{escape(in_short(message))}</code>\n'


def in_short(message: str) -> str:
    """``message`` as a line shows it: any words as an ellipsis, and no more than ``LONGEST``, cut between words."""
    shown = _ANY_WORDS.sub(_ELLIPSIS, message)
    if len(shown) <= LONGEST:
        return shown
    space = shown.rfind(" ", LONGEST - LONGEST_WORD, LONGEST)
    return shown[: space if space > 0 else LONGEST - 1].rstrip(" .,;:-…") + _ELLIPSIS


def text_language(text: str) -> str:
    """The ``lang`` of a literal reply: English unless its script says otherwise."""
    if text.isascii():
        return "en"
    if _KANA.search(text):
        return "ja"
    return next((language for language, script in _OTHER_SCRIPT.items() if script.search(text)), "en")


def severity_mark(kind: str) -> SafeString:
    """A severity (``verdict.severity``) as a shape and a word; nothing where it is none."""
    if not kind:
        return mark_safe("")
    return mark_safe(f'<span class="severity {kind}">{shape(kind)}{escape(ReplyClass(kind).label)}</span>')  # noqa: S308


def shape(kind: str) -> SafeString:
    """The mark of a severity: a full square for permanent, an open ring for temporary. The word stands beside it."""
    return mark_safe(f'<span class="shape shape-{kind}" aria-hidden="true"></span>' if kind else "")  # noqa: S308
