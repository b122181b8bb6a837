"""The page that takes a code apart: its digits, its entries, and where it has none, the codes next to it."""

import unicodedata

from django.urls import reverse

from catalog import anatomy
from catalog.models import Code


def decode_context(code: str) -> dict | None:
    """The template's context for ``code`` in any notation, or a provider's own code; None for what is no code."""
    plain = anatomy.plain(code)
    return _standard_form(plain) if plain else _vendor_form(unicodedata.normalize("NFKC", code).strip())


def _standard_form(plain):
    reply_code, enhanced_code = anatomy.split(plain)
    codes = Code.objects.with_codes(reply_code, enhanced_code).for_list().by_code()
    standard = Code.objects.standard_of(reply_code, enhanced_code)
    fallback = "" if standard else anatomy.fallback(plain)
    return {
        "canonical": _address(plain),
        "label": _label(plain),
        "places": anatomy.take_apart(plain),
        "standard": standard,
        "codes": codes,
        "nearest": [] if codes.exists() else _nearest(plain),
        "fallback": fallback,
        "fallback_label": _label(fallback),
    }


def _nearest(plain):
    """Pairs of a code that entries have and how many have it."""
    pairs = Code.objects.code_pairs()
    counts = {}
    for *codes, count in pairs:
        for each in codes:
            counts[each] = counts.get(each, 0) + count
    return [(near, counts[near]) for near in anatomy.nearest(plain, [pair[:2] for pair in pairs])]


def _vendor_form(text):
    codes = Code.objects.with_vendor_code(text).for_list().by_code() if text else Code.objects.none()
    first = codes.first()
    if first is None:
        return None
    return {"canonical": _address(first.vendor_code), "label": first.vendor_code, "codes": codes}


def _label(plain):
    return plain.replace("-", " ")


def _address(code):
    return reverse("catalog:decode", args=[code])
