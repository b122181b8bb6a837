"""The entries' texts, ready to be searched: of each word, where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from sys import intern
from typing import NamedTuple

from catalog.search.bits import Rank, mask_of, numbers_of
from catalog.search.folding import compact, fold, is_cjk, neighbours, pairs, tokens
from catalog.search.lexicon import Lexicon
from catalog.search.postings import Postings

#: What a word is worth where it is found: title before names before wording before meaning.
WORTH = {"title": 20, "names": 14, "message": 12, "meaning": 4}
#: The fields whose neighbouring words are known, so that a phrase is worth more than its words.
PHRASED = ("title", "message")
NEIGHBOURS_WORTH, NAME_WORTH, VENDOR_CODE_WORTH = 12, 40, 90


class Fields(NamedTuple):
    """What an entry is searched by, each as shown.

    ``groups`` are what it has in common with others (provider, reason, class), each a key of the index's ``names``.
    ``prior`` ranks it above others that fit as well.
    """

    id: int
    reply_code: str
    enhanced_code: str
    vendor_code: str
    title: str
    message: str
    meaning: str
    groups: tuple[str, ...] = ()
    prior: int = 0


class Hit(NamedTuple):
    """Entries, and what it is worth to be among them."""

    mask: int
    worth: int


class Synonyms(NamedTuple):
    """Words of one meaning, each as shown; ``ignored``: they tell nothing."""

    words: tuple[str, ...]
    ignored: bool = False


class Phrase:
    """What is known of a phrase, a name or a word: whose name it is, what else is said for it."""

    def __init__(self):
        self.shown = ""
        self.groups: list[int] = []
        self.vendor_code: list[int] = []
        self.synonyms: list[Synonyms] = []
        self.ignored = False


class SearchIndex:
    """The entries in their standing order, and what they are found by."""

    def __init__(
        self,
        rows: Iterable[Fields],
        names: Mapping[str, Iterable[str]] | None = None,
        synonyms: Iterable[Synonyms] = (),
    ):
        """``rows`` in the order in which entries stand that fit equally well; ``names``: the names of each group."""
        rows = list(rows)
        self.size = len(rows)
        self.ids = [row.id for row in rows]
        self.everything = (1 << self.size) - 1
        self.standing = Rank.by_order(range(self.size))
        self._fields = {name: _postings(rows, name) for name in ("title", "message", "meaning")}
        self._neighbours = {name: _postings(rows, name, neighbours) for name in PHRASED}
        #: Filled by ``units``: texts of a phrase -> its unit.
        self.known_units: dict = {}
        self._index_codes(rows)
        self._index_names(rows, names or {})
        self._index_phrases(rows, synonyms)
        self.priors = [Hit(mask, prior) for prior, mask in _masks(rows, lambda row: [row.prior]).items() if prior]

    def _index_codes(self, rows):
        self._codes = {
            "reply": _masks(rows, lambda row: [row.reply_code]),
            "enhanced": _masks(rows, lambda row: [row.enhanced_code]),
        }

    def _index_names(self, rows, names):
        """Groups are few and have many entries: a name leads to its groups, and these to their entries."""
        self.groups = dict.fromkeys(names, 0) | _masks(rows, lambda row: row.groups)
        self._group_masks = list(self.groups.values())
        self._names = [list(names.get(group, ())) for group in self.groups]
        count = len(self._names)
        self._name_tokens = Postings(({*_cut(each, tokens)} for each in self._names), count)
        self._name_neighbours = Postings(({*_cut(each, neighbours)} for each in self._names), count)

    def _index_phrases(self, rows, synonyms):
        self.phrases: dict[str, Phrase] = defaultdict(Phrase)
        for group, names in enumerate(self._names):
            for folded, name in {compact(fold(name)): name for name in names}.items():
                self.phrases[folded].groups.append(group)
                self.phrases[folded].shown = name
        for number, row in enumerate(rows):
            if code := compact(fold(row.vendor_code)):
                self.phrases[code].vendor_code.append(number)
        for each in synonyms:
            folded = Synonyms(tuple(fold(word) for word in each.words), each.ignored)
            for word, shown in zip(folded.words, each.words, strict=True):
                self._add_synonym(self.phrases[compact(word)], folded, shown)
        self.phrases.pop("", None)
        self.phrases.default_factory = None
        self.longest_phrase = max(map(len, self.phrases), default=0)

    def _add_synonym(self, phrase, synonyms, shown):
        phrase.shown = shown
        phrase.ignored = phrase.ignored or synonyms.ignored
        if not synonyms.ignored:
            phrase.synonyms.append(synonyms)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all fields, and the phrases written in Japanese."""
        words = {token for postings in (*self._fields.values(), self._name_tokens) for token in postings}
        latin = (word for word in words if not is_cjk(word))
        return Lexicon({*latin, *(phrase for phrase in self.phrases if is_cjk(phrase))})

    def code(self, kind: str, code: str) -> int:
        """The entries with this reply or enhanced code."""
        return self._codes[kind].get(code, 0)

    def codes_starting(self, kind: str, start: str) -> int:
        """The entries with a code that begins with ``start``."""
        found = 0
        for code, mask in self._codes[kind].items():
            found |= mask if code.startswith(start) else 0
        return found

    @property
    def standard(self) -> int:
        """The entries that hold everywhere."""
        return self.groups.get("kind:standard", 0)

    def without_code(self, kind: str) -> int:
        """The entries that state no such code."""
        return self._codes[kind].get("", 0)

    def word(self, word: str, share: float = 1) -> list[Hit]:
        """Where a folded word, or a run of Japanese, stands; ``share`` of its worth is counted."""
        wanted = pairs(word) if is_cjk(word) else [word]
        hits = [Hit(postings.mask_of_all(wanted), WORTH[name]) for name, postings in self._fields.items()]
        hits.append(Hit(self._of_groups(self._name_tokens.mask_of_all(wanted)), WORTH["names"]))
        return [Hit(hit.mask, max(1, round(hit.worth * share))) for hit in hits if hit.mask]

    def side_by_side(self, one: str, other: str) -> list[Hit]:
        """Where two folded words stand one after the other."""
        pair = f"{one} {other}"
        hits = [Hit(postings.mask(pair), NEIGHBOURS_WORTH) for postings in self._neighbours.values()]
        hits.append(Hit(self._of_groups(self._name_neighbours.mask(pair)), NEIGHBOURS_WORTH))
        return [hit for hit in hits if hit.mask]

    def named(self, phrase: Phrase) -> list[Hit]:
        """The entries of which the phrase is a name or the vendor code."""
        groups = sum(1 << group for group in phrase.groups)
        hits = [Hit(self._of_groups(groups), NAME_WORTH)]
        hits.append(Hit(mask_of(phrase.vendor_code, self.size), VENDOR_CODE_WORTH))
        return [hit for hit in hits if hit.mask]

    def groups_named(self, text: str) -> list[str]:
        """The groups of which ``text``, as shown, is a name; they may have no entries."""
        phrase = self.phrases.get(compact(fold(text)))
        keys = list(self.groups)
        return [keys[group] for group in phrase.groups] if phrase else []

    def _of_groups(self, groups: int) -> int:
        found = 0
        for group in numbers_of(groups):
            found |= self._group_masks[group]
        return found


def _cut(names, cut):
    return (piece for name in names for piece in _cut_text(name, cut))


@lru_cache(maxsize=1 << 18)
def _cut_text(text, cut) -> tuple[str, ...]:
    """The pieces of a text. Most texts outlive an edit of the catalog, and cutting them is most of the work."""
    return tuple({intern(piece) for piece in cut(fold(text))})


def _postings(rows, name, cut=tokens) -> Postings:
    return Postings((_cut_text(getattr(row, name), cut) for row in rows), len(rows))


def _masks(rows, keys) -> dict:
    """Key -> the numbers of the rows that have it, as a set of bits."""
    numbers = defaultdict(list)
    for number, row in enumerate(rows):
        for key in keys(row):
            numbers[key].append(number)
    return {key: mask_of(found, len(rows)) for key, found in numbers.items()}
