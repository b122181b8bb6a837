"""Many wordings, one pass: what of a phrasebook stands in a text, and where.

The longest literal piece of every wording goes into one Aho-Corasick automaton; where it finds one, the wording is
verified piece by piece. No regular expression is made from data, and the work is bounded by the text's length.
"""

from collections import Counter
from collections.abc import Hashable, Iterable

import ahocorasick

from catalog.wording import Span, Wording, stands_whole

#: One wording is verified at no more places than this: a hostile text repeats a piece without end.
MOST_PLACES = 20


class Phrasebook:
    """Wordings by key, ready to be looked for."""

    def __init__(self, wordings: Iterable[tuple[Hashable, Wording]]):
        """``wordings``: pairs of a key, which ``find`` gives back, and what it stands for."""
        self._wordings = list(wordings)
        by_anchor: dict[str, list[int]] = {}
        for number, (_, wording) in enumerate(self._wordings):
            by_anchor.setdefault(wording.pieces[wording.anchor], []).append(number)
        self._automaton = ahocorasick.Automaton()
        for anchor, numbers in by_anchor.items():
            self._automaton.add_word(anchor, (len(anchor), numbers))
        self._automaton.make_automaton()
        self._plain = [wording.is_plain for _, wording in self._wordings]

    def find(self, text: str) -> dict[Hashable, tuple[Span, ...]]:
        """The keys of the wordings that stand in the normalised ``text``, each with where its pieces first do."""
        found: dict[Hashable, tuple[Span, ...]] = {}
        if not self._wordings:
            return found
        tried: Counter[int] = Counter()
        for last, (length, numbers) in self._automaton.iter(text):
            start, end = last - length + 1, last + 1
            is_whole = stands_whole(text, start, end)
            for number in numbers:
                key, wording = self._wordings[number]
                if key in found or (self._plain[number] and not is_whole) or tried[number] >= MOST_PLACES:
                    continue
                tried[number] += 1
                if spans := (Span(start, end),) if self._plain[number] else wording.occurs_at(text, start):
                    found[key] = spans
        return found
