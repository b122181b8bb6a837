"""A reply in the search box: the entries whose wording it is."""

from catalog.compiled import Compiled
from catalog.matcher import SIMILAR_WORDING, VENDOR_CODE, WORDING, Asked, Found
from catalog.search import Query
from catalog.search.query import Kind
from catalog.wording import normalise

#: Fewer terms are a question, and no reply.
LEAST_TERMS = 3
#: A wording is meant where so many of its characters are found, or so much of what was typed is it.
LEAST_LITERAL, LEAST_SHARE = 24, 0.8

#: So many entries stand before what the words find.
MOST_QUOTED = 5


def entries_quoted_in(typed: str, query: Query, catalog: Compiled) -> list[int]:
    """The numbers, in the catalog's listing, of the entries whose wording stands in ``typed``, best first."""
    if len(query.terms) < LEAST_TERMS:
        return []
    text = normalise(typed)
    address = next((term.text for term in query.terms if "@" in term.text), "")
    named = catalog.recogniser.recognise(text, recipient=address)
    codes = [next(iter(found), "") for found in (query.reply_codes, query.enhanced_codes)]
    matches = catalog.matcher.match(Asked(text, *codes, named))
    numbers = catalog.listing.numbers
    said = sum(len(term.text) + 1 for term in query.terms if term.kind == Kind.WORD and "@" not in term.text)
    best = matches[:MOST_QUOTED]
    return [numbers[found.row.id] for found in best if _is_meant(found, said) and found.row.id in numbers]


def _is_meant(found: Found, said: int) -> bool:
    if found.contradicted or found.evidence not in (WORDING, VENDOR_CODE, SIMILAR_WORDING):
        return False
    return found.literal >= LEAST_LITERAL or found.literal >= LEAST_SHARE * said
