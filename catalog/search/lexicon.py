"""The catalog's words: what else a typed word may stand for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from catalog.search.folding import is_cjk

#: English endings that tell no other thing apart.
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
#: A word that is part of more words than this tells nothing.
MOST_WORDS = 60
#: No word of fewer letters is taken for a misspelling; from so many on, two faults are forgiven.
LEAST_LETTERS, TWO_FAULTS = 4, 8
#: So many words, those that share the most pairs of letters, are compared letter by letter.
COMPARED = 40


class Lexicon:
    """Words, ready to be asked for their like."""

    def __init__(self, words: Iterable[str]):
        self._words = sorted(words)
        # One text, a word a line: finding a part in it is one pass in C, however many words there are.
        self._lines = "\n" + "\n".join(self._words) + "\n"

    def forms(self, word: str) -> list[str]:
        """The other forms of ``word``: plural, participle, and it as the beginning of a word little longer."""
        stem = _ENDING.sub("", word) if len(word) >= 5 else word
        if len(stem) < 3:
            return []
        longest = max(len(word), len(stem) + 3)
        return [other for other in self._beginning(stem) if len(other) <= longest and other != word]

    def containing(self, part: str) -> list[str]:
        """The words that begin with ``part``; else those that have it inside; none where it tells too little."""
        if len(part) < 2:
            return []
        return self._beginning(part) or (self._with(part) if len(part) >= 4 else [])

    def _beginning(self, start: str) -> list[str]:
        return self._with("\n" + start)

    def _with(self, part: str) -> list[str]:
        found, at = [], self._lines.find(part)
        while at >= 0 and len(found) <= MOST_WORDS:
            start = self._lines.rfind("\n", 0, at + 1) + 1
            end = self._lines.find("\n", start)
            found.append(self._lines[start:end])
            at = self._lines.find(part, end)
        return found if len(found) <= MOST_WORDS else []

    def alike(self, word: str) -> list[str]:
        """The words that ``word`` may be a misspelling of, all with equally few faults; none where there are many."""
        allowed = 2 if len(word) >= TWO_FAULTS else 1
        if len(word) < LEAST_LETTERS or any(letter.isdigit() for letter in word):
            return []
        faults = {other: faults_between(word, other, allowed) for other in self._similar(word)}
        least = min(faults.values(), default=allowed + 1)
        return [other for other, found in faults.items() if found == least] if least <= allowed else []

    def _similar(self, word: str) -> list[str]:
        shared = Counter(number for pair in _letter_pairs(word) for number in self._by_pair.get(pair, ()))
        close = (self._words[number] for number, _ in shared.most_common(COMPARED))
        return [other for other in close if is_cjk(other) == is_cjk(word)]

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        """Pair of letters -> the numbers of the words that have it; made at the first misspelling."""
        found = defaultdict(list)
        for number, word in enumerate(self._words):
            if len(word) >= LEAST_LETTERS:
                for pair in _letter_pairs(word):
                    found[pair].append(number)
        return found


def _letter_pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)} | {"^" + word[0], word[-1] + "$"}


def faults_between(one: str, other: str, most: int) -> int:
    """How many letters are changed, added, left out or swapped with the next; ``most`` + 1 for more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return row[-1]
