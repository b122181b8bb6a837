"""The search box to a Query, and an index of the entries that answers it. Knows no database, loads no Django.

It is read from below:

    folding     texts as a search compares them: one spelling, words, pieces of Japanese
    query       the search box -> Query
    bits        sets of entries as whole numbers; ranks, of which a page is cut without sorting
    postings    token -> the entries that have it
    lexicon     the catalog's words: their forms, and what a misspelled one may mean
    index       the index over all of it
    units       words, phrases, synonyms, each with the entries that have it
    japanese    a run of Japanese, which has no spaces, as units
    reading     a Query as units
    answer      a Query to its entries, ranked; what was left out where nothing has all of it

Not one of these looks at an entry: what they join and count are the entries of words.
"""

from catalog.search.index import Fields, SearchIndex
from catalog.search.query import Query, parse

__all__ = ["Fields", "Query", "SearchIndex", "parse"]
