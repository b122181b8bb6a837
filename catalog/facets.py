"""The list's filters as sets of entries: what each value lets through, and how many that are beside the others."""

from collections.abc import Iterable, Mapping

from catalog.search.bits import mask_of

#: The parameters of the list that filter it, in the order in which they are shown.
NAMES = ("class", "reason", "provider", "actor", "retry")


class Facets:
    """Facet -> value -> the entries with it."""

    def __init__(self, numbers: Mapping[str, Mapping[str, Iterable[int]]], size: int):
        """``numbers``: by facet and value, the numbers of the entries out of ``size``."""
        self._everything = (1 << size) - 1
        self.masks = {
            facet: {value: mask_of(found, size) for value, found in values.items()}
            for facet, values in numbers.items()
        }

    def mask(self, chosen: Mapping[str, str], *, but: str = "") -> int:
        """The entries that all ``chosen`` values let through, those of the facet ``but`` aside."""
        found = self._everything
        for facet, value in chosen.items():
            if facet != but:
                found &= self.masks[facet].get(value, 0)
        return found

    def counts(self, facet: str, found: int, chosen: Mapping[str, str]) -> dict[str, int]:
        """Value -> how many entries of ``found`` choosing it would show, given what is chosen of the other facets."""
        found &= self.mask(chosen, but=facet)
        counts = {value: (mask & found).bit_count() for value, mask in self.masks[facet].items()}
        return {value: count for value, count in counts.items() if count or value == chosen.get(facet)}
