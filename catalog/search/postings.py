"""Token -> the entries that have it; the one structure that a search reads instead of the entries."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

from catalog.search.bits import mask_of


class Postings:
    """Which of ``size`` members have which token: a list of numbers where few do, a set of bits where many do."""

    def __init__(self, members: Iterable[Iterable[str]], size: int):
        """``members``: the tokens of each, each once, in the order of their numbers."""
        numbers = defaultdict(list)
        for number, tokens in enumerate(members):
            for token in tokens:
                numbers[token].append(number)
        self._size = size
        self._found = {token: self._packed(found) for token, found in numbers.items()}

    def _packed(self, numbers: list[int]) -> array | int:
        return mask_of(numbers, self._size) if len(numbers) * 32 > self._size else array("I", numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __contains__(self, token: str) -> bool:
        return token in self._found

    def mask(self, token: str) -> int:
        """The members that have ``token``, as a set of bits."""
        found = self._found.get(token, 0)
        return found if isinstance(found, int) else mask_of(found, self._size)

    def mask_of_all(self, tokens: Iterable[str]) -> int:
        """The members that have every one of ``tokens``; none where there are none."""
        found = 0
        for number, token in enumerate(tokens):
            found = self.mask(token) & found if number else self.mask(token)
            if not found:
                break
        return found
