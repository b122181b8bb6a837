"""What stands in the head of a page: its addresses, and what it says of itself to search engines."""

import re

from django import template
from django.utils.text import Truncator

from catalog import linked_data
from catalog.localized import active_language, path_in

register = template.Library()

#: How much of a description a search engine shows.
MOST_SHOWN = {"ja": 110, "en": 155}

_SENTENCE = re.compile(r".+?(?:[。！？]|[.!?](?=\s|$)|$)\s*", re.DOTALL)


@register.simple_tag(takes_context=True)
def absolute(context, language=None):
    """The page's own address, absolute, in ``language``: of the query only the number of the page belongs to it.

    A page that answers at several addresses names the one that counts as ``canonical`` in its context.
    """
    request = context["request"]
    path = context.get("canonical") or request.path
    path = (language and path_in(path, language)) or path
    page = request.GET.get("page", "")
    return request.build_absolute_uri(f"{path}?page={page}" if page.isdecimal() and page != "1" else path)


@register.simple_tag(takes_context=True)
def without_language(context):
    """The page's address without its language, absolute: it leads to the reader's own (``x-default``)."""
    request = context["request"]
    path = context.get("canonical") or request.path
    return request.build_absolute_uri(path_in(path, "") or path)


@register.simple_tag(takes_context=True)
def whole(context, path):
    """``path`` as an absolute address."""
    return context["request"].build_absolute_uri(path)


@register.simple_block_tag
def captured(content):
    """What stands between the tags, for ``as``: a page says its title and its description in several places."""
    return content


@register.simple_tag(takes_context=True)
def json_ld(context, subject):
    """What the page says of itself to machines: a block of data (``linked_data``)."""
    return linked_data.block(subject, context["request"].build_absolute_uri)


@register.filter
def in_brief(text):
    """The first whole sentences of ``text``, as much as search engines show; cut where the first one is longer."""
    most = MOST_SHOWN[active_language()]
    brief = ""
    for sentence in _SENTENCE.findall(text):
        if len(brief + sentence.rstrip()) > most:
            break
        brief += sentence
    return brief.strip() or Truncator(text).chars(most)
