"""Sets of entries as whole numbers, bit n for entry n: a thousand entries are joined in one step of the processor's.

A rank is kept bit by bit, too: plane i has the entries whose rank has bit i. Ranks are added, and a page is cut out
of the ranked entries, without looking at a single entry that is not on it.
"""

from collections.abc import Iterable, Sequence


def mask_of(numbers: Iterable[int], size: int) -> int:
    """The set of ``numbers``, each less than ``size``."""
    octets = bytearray(size // 8 + 1)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers_of(mask: int) -> list[int]:
    """The members of a small set, ascending."""
    numbers = []
    while mask:
        lowest = mask & -mask
        numbers.append(lowest.bit_length() - 1)
        mask ^= lowest
    return numbers


class Rank:
    """A whole number for each entry, 0 where nothing was added."""

    def __init__(self, planes: Iterable[int] = ()):
        self._planes = list(planes)

    @classmethod
    def of(cls, ranks: Sequence[int]) -> "Rank":
        """The rank that gives entry n ``ranks[n]``."""
        width = max(ranks, default=0).bit_length()
        digits = [f"{rank:0{width}b}" for rank in reversed(ranks)] if width else []
        return cls(reversed([int("".join(column), 2) for column in zip(*digits, strict=True)]))

    @classmethod
    def by_order(cls, numbers: Sequence[int]) -> "Rank":
        """The rank by which the entries stand in the order of ``numbers``, all of them."""
        ranks = [0] * len(numbers)
        for place, number in enumerate(numbers):
            ranks[number] = len(numbers) - 1 - place
        return cls.of(ranks)

    def add(self, mask: int, worth: int) -> None:
        """Add ``worth`` to the entries of ``mask``."""
        for plane in range(worth.bit_length() if mask else 0):
            if worth >> plane & 1:
                self._carry(mask, plane)

    def _carry(self, mask: int, plane: int) -> None:
        while mask:
            if plane >= len(self._planes):
                self._planes += [0] * (plane + 1 - len(self._planes))
            self._planes[plane], mask = self._planes[plane] ^ mask, self._planes[plane] & mask
            plane += 1

    def then(self, other: "Rank") -> "Rank":
        """This rank, and where two entries have the same, the ``other``."""
        return Rank([*other._planes, *self._planes])

    def page(self, mask: int, start: int, stop: int) -> list[int]:
        """Of the entries of ``mask``, the highest rank first, those from place ``start`` up to ``stop``."""
        found: list[int] = []
        groups, passed = [(mask, len(self._planes))], 0
        while groups and passed + len(found) < stop:
            group, planes = groups.pop()
            size = group.bit_count()
            if not size:
                continue
            if not found and passed + size <= start:
                passed += size
            elif size == 1 or not planes:
                found += numbers_of(group)
            else:
                high = group & self._planes[planes - 1]
                groups += [(group ^ high, planes - 1), (high, planes - 1)]
        return found[max(0, start - passed) : stop - passed]
