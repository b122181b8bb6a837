"""What a page says of itself to machines: schema.org in JSON-LD, as data inside the page.

It is a data block and no script: browsers do not execute it, and a Content-Security-Policy has nothing to allow.
"""

import json
from collections.abc import Callable

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.localized import active_language
from catalog.models import Code, Provider, Reason, Remedy

#: As ``django.utils.html.json_script`` does it: nothing in a string ends the block or begins markup.
ESCAPES = {ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&\u2028\u2029"}

Absolute = Callable[[str], str]


def block(subject, absolute: Absolute) -> SafeString:
    """The JSON of ``subject`` (a row, or ``"home"`` or ``"guide"``); ``absolute`` makes an address whole."""
    describe = _PAGES[subject] if isinstance(subject, str) else _ROWS[type(subject)]
    described = {"@context": "https://schema.org", "inLanguage": active_language()} | describe(subject, absolute)
    return mark_safe(json.dumps(described, ensure_ascii=False).translate(ESCAPES))  # noqa: S308


def _home(_subject, absolute):
    target = absolute(reverse("catalog:code-list")) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "name": "bouncesite",
        "url": absolute(reverse("catalog:home")),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def _guide(_subject, absolute):
    return _article(_("How to read a bounce"), absolute(reverse("catalog:guide")))


def _entry(code: Code, absolute):
    term = {"@type": "DefinedTerm", "name": code.title, "description": code.meaning}
    term |= {"termCode": code.label} if code.label else {}
    source = {"isBasedOn": code.source} if code.source else {}
    return (
        _article(str(code), absolute(code.get_absolute_url()))
        | {"description": code.meaning, "dateModified": code.changed.isoformat(), "about": term}
        | source
        | {"isPartOf": _set(code.provider, absolute)}
    )


def _article(headline, address):
    return {
        "@type": "TechArticle",
        "headline": headline,
        "url": address,
        "mainEntityOfPage": address,
        "publisher": {"@type": "Organization", "name": "bouncesite"},
    }


def _set(provider: Provider, absolute):
    """A provider's replies, as a set of terms."""
    address = absolute(provider.get_absolute_url())
    return {"@type": "DefinedTermSet", "name": provider.name, "url": address, "description": provider.description}


def _reason(reason: Reason, absolute):
    return {
        "@type": "DefinedTerm",
        "name": reason.name,
        "termCode": reason.slug,
        "description": reason.meaning,
        "url": absolute(reason.get_absolute_url()),
        "inDefinedTermSet": absolute(reverse("catalog:reason-list")),
    }


def _remedy(remedy: Remedy, absolute):
    steps = [{"@type": "HowToStep", "text": step} for step in remedy.step_list]
    return {"@type": "HowTo", "name": remedy.title, "url": absolute(remedy.get_absolute_url()), "step": steps}


_PAGES = {"home": _home, "guide": _guide}
_ROWS = {Code: _entry, Provider: _set, Reason: _reason, Remedy: _remedy}
