"""What was drawn for one state of the catalog, kept with that state, and gone with it.

Keeping is bounded: what was not asked for the longest goes first.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock

from django.utils.translation import get_language

#: A longer text in the search box was pasted.
LONGEST_QUESTION = 80


class Kept:
    """At most ``most`` values by key."""

    def __init__(self, most: int):
        self._most, self._values, self._lock = most, OrderedDict(), Lock()

    def get(self, key: Hashable):
        """The value of ``key``; None where there is none, or none any more."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value) -> None:
        """Keep ``value``."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._values.clear()

    def get_all(self, keys: Iterable[Hashable], make: Callable[[list], dict]) -> list:
        """The values of ``keys`` in their order, those that ``make`` cannot give left out.

        ``make`` is given the keys that are missing, all at once, and gives what it finds by key.
        """
        found = {key: self.get(key) for key in keys}
        if missing := [key for key, value in found.items() if value is None]:
            made = make(missing)
            for key, value in made.items():
                self.put(key, value)
            found |= made
        return [value for value in found.values() if value is not None]


def page_key(request) -> tuple | None:
    """What the page of ``request`` depends on beside the catalog; None where the search may be somebody's mail.

    Of what was pasted nothing is kept.
    """
    asked = request.GET.get("q", "")
    if len(asked) > LONGEST_QUESTION or "@" in asked:
        return None
    return get_language(), request.scheme, request.get_host(), request.get_full_path()
