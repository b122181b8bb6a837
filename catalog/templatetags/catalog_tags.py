"""What the pages need beyond Django's own tags: the other language's page, answers in words, marks in a reply."""

import re
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from catalog import anatomy, choices, letters, retries, verdict
from catalog.answer import wanted_of
from catalog.lines import entry_line, severity_mark, shape, text_language
from catalog.localized import other_language, path_in
from catalog.marks import mark
from catalog.wording import cut

register = template.Library()

#: Of a longer reply, this much is shown.
LONGEST_REPLY = 1500

# Japanese text goes on without a space: an address ends where its own letters end.
_ADDRESS = re.compile(r"(https://[\w-]+(?:\.[\w-]+)+(?:/(?:[\w./?=&%#~+-]*[\w/=#~+-])?)?)", re.ASCII)


# --- Addresses


@register.simple_tag(takes_context=True)
def in_language(context, language):
    """The present page, with its query, in ``language``; its home page where the address has no language."""
    return path_in(context["request"].get_full_path(), language) or f"/{language}/"


register.simple_tag(other_language)


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


@register.filter
def by_actor(remedies):
    """Pairs of who acts and their remedies, in the order of the vocabulary."""
    return _grouped(remedies, "actor", choices.Actor)


def _grouped(rows, field, vocabulary):
    groups = [(each.label, [row for row in rows if getattr(row, field) == each]) for each in vocabulary]
    return [(label, members) for label, members in groups if members]


# --- Answers

register.filter(verdict.severity)
register.filter(verdict.went_on)
register.filter(verdict.waiting)
register.filter(verdict.tried_again)
register.filter(retries.waits)
register.filter(retries.otherwise)
register.filter(verdict.who)
register.filter(verdict.helpers)
register.filter(verdict.led_by_reason)
register.filter(verdict.acts)
register.filter(verdict.disagreement)
register.filter("verdict", verdict.sentence)
register.filter("verdict_of_all", verdict.sentence_of_all)


@register.filter
def candidates(finding):
    """The matches that are not the answer itself."""
    return [match for match in finding.matches if match.code != finding.lead]


@register.filter
def marked_reply(finding):
    """The literal reply in segments, what was recognised marked (``marks.Segment``)."""
    return mark(finding.report.diagnostic[:LONGEST_REPLY], wanted_of((finding,)))


@register.filter
def places(report):
    """The codes of a recipient's report taken apart."""
    return anatomy.take_apart(f"{report.reply_code} {report.enhanced_code}".strip())


@register.simple_tag(takes_context=True)
def ready_letters(context, group):
    """What can be copied and sent on about a group of recipients: ``letters.Letter`` values."""
    return letters.of_group(group, context["request"].build_absolute_uri("/").rstrip("/"))


# --- Texts


register.filter(text_language)


@register.filter
def literal(message):
    """A message with its placeholders set apart; everything is escaped."""
    literals, names = cut(message)
    pairs = zip(literals, [*names, ""], strict=True)
    return format_html_join("", "{}{}", ((text, _placeholder(name)) for text, name in pairs))


def _placeholder(name):
    return format_html("<var>{{{}}}</var>", name) if name else ""


@register.filter
def linked(text):
    """A text with the addresses of pages in it as links; everything is escaped."""
    parts = _ADDRESS.split(text)
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return format_html_join("", "{}{}", ((words, _link(address)) for words, address in pairs))


def _link(address):
    return format_html('<a href="{0}" rel="external">{0}</a>', address) if address else ""


@register.filter
def quoted(words):
    """``words`` in the quotation marks of the language, joined as it does it."""
    return listed(_("“%s”") % word for word in words)


@register.filter
def listed(words):
    """``words`` joined as the language does it."""
    return _(", ").join(map(str, words))


register.simple_tag(entry_line)
register.simple_tag(severity_mark)
register.simple_tag(shape)
