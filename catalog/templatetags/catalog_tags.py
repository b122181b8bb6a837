"""What the pages need beyond Django's own tags: the other language's page, answers in words, marks in a reply."""

import re
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from django import template
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from catalog import anatomy, choices
from catalog.bounce.codes import class_of
from catalog.diagnosis import Finding
from catalog.localized import LANGUAGES, active_language
from catalog.models import Reason
from catalog.wording import PLACEHOLDERS

register = template.Library()

PERMANENT, TEMPORARY = choices.ReplyClass.PERMANENT.value, choices.ReplyClass.TEMPORARY.value
#: RFC 3464, 2.3.3: these say that the mail went on.
WENT_ON = {"delivered", "relayed", "expanded"}
_PLACEHOLDER = re.compile(r"(\{(?:" + "|".join(map(re.escape, PLACEHOLDERS)) + r")\})")
# Japanese text goes on without a space: an address ends where its own letters end.
_ADDRESS = re.compile(r"(https://[\w-]+(?:\.[\w-]+)+(?:/(?:[\w./?=&%#~+-]*[\w/=#~+-])?)?)", re.ASCII)
_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")
_OTHER_SCRIPT = {"ko": re.compile(r"[\uac00-\ud7a3]"), "zh": re.compile(r"[\u4e00-\u9fff]")}


class Chip(NamedTuple):
    """A filter in force: its field's label, what was chosen, and the address of the list without it."""

    label: str
    value: str
    href: str


# --- Addresses


@register.simple_tag(takes_context=True)
def in_language(context, language):
    """The present page, with its query, in ``language``; its home page where the address has no language."""
    path = context["request"].get_full_path()
    if path.split("/")[1] not in LANGUAGES:
        return f"/{language}/"
    return translate_url(path, language)


@register.simple_tag
def other_language():
    """The language that the page is not in."""
    return next(language for language in LANGUAGES if language != active_language())


@register.filter
def host(url):
    """The host that ``url`` leads to, for showing whose page it is."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def codes_for_url(row):
    """The codes of an entry or of a recipient's report as ``decode`` takes them; ``""`` where it cannot."""
    joined = "-".join(filter(None, (row.reply_code, row.enhanced_code)))
    return joined if joined and anatomy.take_apart(joined) else ""


# --- Lists


@register.filter
def chips(code_filter):
    """The filters in force of a ``CodeFilter``, in the order of its form."""
    form = code_filter.form
    given = {name: value for name, value in form.cleaned_data.items() if value}
    asked = {name: code_filter.data.get(name) for name in given}
    return [
        Chip(str(form.fields[name].label), _shown(form.fields[name], value), _without(asked, name))
        for name, value in given.items()
    ]


def _shown(field, value):
    names = getattr(field, "choices", ())
    return str(dict(names).get(value, value)) if isinstance(value, str) else str(value)


def _without(asked, name):
    return "?" + urlencode({other: value for other, value in asked.items() if other != name})


@register.filter
def page_numbers(page):
    """The numbers to link to, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def by_kind(providers):
    """Pairs of a kind's name and its providers that have entries, in the order of the vocabulary."""
    shown = sorted((row for row in providers if row.code_count), key=lambda row: row.name.casefold())
    return _grouped(shown, "kind", choices.ProviderKind)


@register.filter
def by_group(reasons):
    """Pairs of a group's name and its reasons, both in the order of the vocabulary."""
    return _grouped(sorted(reasons, key=lambda row: row.position), "group", choices.ReasonGroup)


def _grouped(rows, field, vocabulary):
    groups = [(each.label, [row for row in rows if getattr(row, field) == each]) for each in vocabulary]
    return [(label, members) for label, members in groups if members]


# --- Answers


@register.filter
def severity(row):
    """``"permanent"``, ``"temporary"`` or ``""``: of an entry by its codes, of a finding by what happened."""
    if isinstance(row, Finding):
        return _severity_of_finding(row)
    return {"4": TEMPORARY, "5": PERMANENT}.get(class_of(row.reply_code, row.enhanced_code), "")


def _severity_of_finding(finding):
    if went_on(finding):
        return ""
    if finding.temporary:
        return TEMPORARY
    return {"5": PERMANENT}.get(class_of(finding.report.reply_code, finding.report.enhanced_code), "")


@register.filter
def went_on(finding):
    """Whether the mail says that for this recipient nothing failed."""
    return finding.report.action in WENT_ON


@register.filter
def waiting(finding):
    """Whether to wait comes first: the mail is on its way, or may be and no entry asks for anything."""
    action = finding.report.action
    return action == "delayed" or (finding.temporary and action != "failed" and led_by_reason(finding))


@register.filter
def who(remedy):
    """Who acts; the sender is addressed, being the one to whom the bounce came."""
    return _("You, the sender") if remedy.actor == choices.Actor.SENDER else str(remedy.get_actor_display())


@register.filter
def helpers(remedies):
    """Who else can act, after the first, each once."""
    return list(dict.fromkeys(who(each) for each in remedies[1:] if each.actor != remedies[0].actor))


@register.filter
def by_answer(findings):
    """The findings grouped by their answer, in the order of the mail: recipients with one cause read one answer."""
    groups = {}
    for finding in findings:
        groups.setdefault((finding.lead, finding.report.action, severity(finding)), []).append(finding)
    return list(groups.values())


@register.filter
def candidates(finding):
    """The matches that are not the answer itself."""
    return [match for match in finding.matches if match.code != finding.lead]


@register.filter
def led_by_reason(finding):
    """Whether the answer is a reason's, no entry's."""
    return isinstance(finding.lead, Reason)


@register.filter
def by_actor(remedies):
    """Pairs of who acts and their remedies, in the order of the vocabulary."""
    return _grouped(remedies, "actor", choices.Actor)


# --- Texts


@register.filter
def text_language(text):
    """The ``lang`` of a literal reply: English unless its script says otherwise."""
    if _KANA.search(text):
        return "ja"
    return next((language for language, script in _OTHER_SCRIPT.items() if script.search(text)), "en")


@register.filter
def literal(message):
    """A message with its placeholders set apart; everything is escaped."""
    parts = _PLACEHOLDER.split(message)
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return format_html_join("", "{}{}", ((text, _placeholder(name)) for text, name in pairs))


def _placeholder(name):
    return format_html("<var>{}</var>", name) if name else ""


@register.filter
def linked(text):
    """A text with the addresses of pages in it as links; everything is escaped."""
    parts = _ADDRESS.split(text)
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return format_html_join("", "{}{}", ((words, _link(address)) for words, address in pairs))


def _link(address):
    return format_html('<a href="{0}" rel="external">{0}</a>', address) if address else ""


@register.filter
def listed(words):
    """``words`` joined as the language does it."""
    return _(", ").join(map(str, words))


@register.simple_tag
def shape(kind):
    """The mark of a severity: a full square for permanent, an open ring for temporary. The word stands beside it."""
    return format_html('<span class="shape shape-{}" aria-hidden="true"></span>', kind) if kind else mark_safe("")
