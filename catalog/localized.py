"""Texts that a row keeps in both languages, read in the reader's.

A model declares the columns ``title_ja`` and ``title_en`` and, beside them, ``title = Localized()``.
"""

from django.utils.translation import get_language

LANGUAGES = ("ja", "en")


class Localized:
    """A read-only attribute: the column of the active language, English outside of any request."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, row, owner=None):
        if row is None:
            return self
        return getattr(row, f"{self.name}_{active_language()}")


def other_language() -> str:
    """The language that the present request is not in."""
    return next(language for language in LANGUAGES if language != active_language())


def active_language() -> str:
    """``"ja"`` or ``"en"``: the language of the present request or ``override``."""
    language = (get_language() or "en")[:2]
    return language if language in LANGUAGES else "en"


def path_in(path: str, language: str) -> str:
    """``path`` of a page, with its query if it has one, in ``language``; ``""`` where it has no language.

    Languages differ in the first part of a path alone (``i18n_patterns``). Without a ``language``, the path that
    leads to the reader's own.
    """
    _start, present, *rest = path.split("/", 2)
    return f"/{language}/{rest[0]}".replace("//", "/", 1) if present in LANGUAGES and rest else ""
