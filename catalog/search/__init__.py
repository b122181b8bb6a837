"""The search box to a Query, and an index of the entries that answers it. Knows no database, loads no Django.

folding     texts as a search compares them: one spelling, words, pieces of Japanese
query       the search box -> Query
bits        sets of entries as whole numbers; ranks, of which a page can be cut without sorting
postings    token -> the entries that have it
lexicon     the catalog's words: their variants, and what a misspelled one may mean
index       the index over all of it
answer      a Query to its entries, ranked; what was left out where nothing has all of it
"""

from catalog.search.index import Fields, SearchIndex
from catalog.search.query import Query, parse

__all__ = ["Fields", "Query", "SearchIndex", "parse"]
