"""The phrases of reasons: which of those that stand in a text tells what happened."""

from collections.abc import Iterable
from typing import NamedTuple

from catalog.likeness import CLEARLY, Likeness
from catalog.phrasebook import Phrasebook
from catalog.wording import Span, Wording


class Phrase(NamedTuple):
    """A ReasonPhrase, as far as looking for it goes."""

    reason: str
    wording: str
    frame: bool


class Phrases:
    """All phrases, ready to be looked for."""

    def __init__(self, phrases: Iterable[tuple[Phrase, Wording]], likeness: Likeness):
        """``phrases``: each with its wording; ``likeness`` decides where those of several reasons stand in a text."""
        self._book, self._likeness = Phrasebook(phrases), likeness

    def telling(self, text: str) -> Phrase | None:
        """The longest phrase that stands in the normalised ``text``, None where none does.

        That time ran out is said behind what kept the mail from being delivered, and a frame stands around it: any
        other phrase tells more than either, except that nobody answered, of which the running out is the end. Where
        phrases of several reasons stand apart, that reason is told which all the words are most like.
        """
        found = self._book.find(text)
        late = [span for phrase, spans in found.items() if phrase.reason == "expired" for span in spans]
        cause = [phrase for phrase in found if not (phrase.frame or _inside(found[phrase], late))]
        if late and {phrase.reason for phrase in cause} == {"networkerror"}:
            cause = [phrase for phrase in found if phrase.reason == "expired"]

        def length(phrase):
            return sum(span.end - span.start for span in found[phrase]), phrase

        cause = self._most_alike({phrase: found[phrase] for phrase in cause}, text) or cause
        return max(cause or found, key=length, default=None)

    def _most_alike(self, cause: dict[Phrase, tuple[Span, ...]], text: str) -> list[Phrase]:
        """Of the phrases that are no part of another one, those of whose reason the ``text`` clearly is; none where
        all are of one reason, or it is not clear."""
        if not _are_of_several(cause):
            return []
        apart = [
            phrase for phrase, spans in cause.items() if not any(_is_within(spans, each) for each in cause.values())
        ]
        guess = self._likeness.guess(text) if _are_of_several(apart) else None
        return [phrase for phrase in apart if guess and guess.lead >= CLEARLY and phrase.reason == guess.reason]


def _are_of_several(phrases: Iterable[Phrase]) -> bool:
    """Whether ``phrases`` are of more than one reason."""
    return len({phrase.reason for phrase in phrases}) > 1


def _inside(spans: tuple[Span, ...], others: list[Span]) -> bool:
    """Whether all of ``spans`` lie within one of ``others``."""
    return any(other.start <= spans[0].start and spans[-1].end <= other.end for other in others)


def _is_within(spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    """Whether what stands at ``spans`` is a part of what stands at ``others``."""
    return spans != others and _inside(spans, list(others))
