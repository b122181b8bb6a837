"""What a reply that nobody wrote down is like: the reason whose known wordings use its words.

Every phrase of a reason, and every message of its entries, is a sample of how the world says it. A word, or two in a
row, speaks for the reasons in whose samples it stands, the more the fewer they are (naive Bayes, with the evidence of
few samples held back); all of a reply's words together give the reason, and by how much it leads the next one.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

#: So many samples of a word are needed until it counts half; below ``LEAST``, a word's absence counts no further.
HELD_BACK, LEAST = 1.0, 0.004
#: A word that speaks for no reason with this share of all it could ("your", "see") is anybody's; many would add up.
TELLS = 0.59
#: How clearly words must lead to a reason that nobody wrote down for them, and how clearly if a code names another.
#: Of the catalog's phrases, a tenth left out in turn, 94 in 100 that lead by 4 lead right, and 98 that lead by 12.
CLEARLY, BY_FAR = 4.0, 12.0
#: Of a longer text, so many characters are looked at.
LONGEST = 1000
#: So many words are named as telling, none of fewer letters.
MOST_TOLD, SHORTEST_TOLD = 3, 3

# Words, and what parts them: addresses, pages and hosts, which name somebody and say nothing of a cause, and the ends
# of sentences.
_TOKENS = re.compile(
    r"(?P<break>[^\s<(\"']+@\S+|https?://\S+|(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)+(?!\.?\w)|[.;:!?|])"
    r"|[^\W\d_]+(?: ?(?<=rfc )\d+|(?<=rfc)\d+)?"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# What stands before the reply: who said it, and its codes; and what qmail says behind it.
_LED_IN = re.compile(r"^.{0,260}?(?<![\w.])[245]\d\d[ -](?=.{6})", re.DOTALL)
_SAID = "remote host said: "
_GAVE_UP = re.compile(r"giving up on [\d.]+\.?$|i'm not going to try again.*|\(in reply to [a-z ]{4,40}\)")


class Guess(NamedTuple):
    """The reason that a text is most like, by how much (the logarithm of a ratio) it leads the next one, the words
    that tell it, as they stand in the text, and how many words and pairs of words were weighed."""

    reason: str
    lead: float
    words: tuple[str, ...]
    weighed: int


class Likeness:
    """Samples of reasons, ready to be compared with."""

    def __init__(self, samples: Iterable[tuple[str, str]]):
        """``samples``: pairs of a text in normal form (``wording.normalise``) and the reason that it stands for."""
        self._sizes: Counter[str] = Counter()
        self._uses: dict[str, Counter[str]] = defaultdict(Counter)
        for text, reason in samples:
            self._sizes[reason] += 1
            for feature in _features(text):
                self._uses[feature][reason] += 1
        self._weights = lru_cache(maxsize=4096)(self._weigh)

    def guess(self, text: str) -> Guess | None:
        """What the normalised ``text`` is most like; None where none of its words is known."""
        features = {feature: words for feature, words in _features(_told_in(text)).items() if self._tells(feature)}
        if not features or len(self._sizes) < 2:
            return None
        scores = dict.fromkeys(self._sizes, 0.0)
        for feature in features:
            others, of_reason = self._weights(feature)
            for reason in scores:
                scores[reason] += of_reason.get(reason, others)
        first, second = sorted(scores, key=lambda reason: (-scores[reason], reason))[:2]
        return Guess(first, scores[first] - scores[second], self._telling(features, first, second), len(features))

    def _tells(self, feature: str) -> bool:
        """Whether ``feature`` is known, and speaks for some reason."""
        if feature not in self._uses:
            return False
        return max(self._weights(feature)[1].values()) >= TELLS * math.log(len(self._sizes))

    def _weigh(self, feature: str) -> tuple[float, dict[str, float]]:
        """What ``feature`` adds for reasons that never use it, and for those that do. A large reason's samples count
        less each, by the root of their number: of much that was collected for it, more is chance."""
        uses, even = self._uses[feature], 1 / len(self._sizes)
        shares = {reason: count / math.sqrt(self._sizes[reason]) for reason, count in uses.items()}
        known = uses.total() / (uses.total() + HELD_BACK)
        scale, rest = known / sum(shares.values()), (1 - known) * even
        told = {reason: math.log((share * scale + rest) / even) for reason, share in shares.items()}
        return math.log(max(rest, LEAST) / even), told

    def _telling(self, features: dict[str, str], first: str, second: str) -> tuple[str, ...]:
        """The words that speak most for ``first`` and against ``second``; a pair stands for its words."""

        def lead(feature):
            others, of_reason = self._weights(feature)
            return of_reason.get(first, others) - of_reason.get(second, others)

        best = [feature for feature in sorted(features, key=lambda each: (-lead(each), each)) if lead(feature) > 0]
        told: list[str] = []
        for words in (features[feature] for feature in best):
            is_short = len(words) < SHORTEST_TOLD and not _CJK.search(words)
            if not is_short and not any(words in each or each in words for each in told):
                told.append(words)
        return tuple(told[:MOST_TOLD])


def _told_in(text: str) -> str:
    """The reply in ``text``, without who said it, its codes, and what the sending program says of trying again."""
    text = _GAVE_UP.sub("", text.rpartition(_SAID)[2])
    return _LED_IN.sub("", text)[:LONGEST]


def _features(text: str) -> dict[str, str]:
    """What of ``text`` is compared, its words' stems and pairs of them, each with the words as they stand there."""
    spans = [span for match in _TOKENS.finditer(text) for span in _spans(match)]
    words = [span and (_stem(text[span[0] : span[1]]), *span) for span in spans]
    found = {stem: text[start:end] for stem, start, end in filter(None, words)}
    for one, two in pairwise(words):
        if one and two:
            found[f"{one[0]} {two[0]}"] = text[one[1] : two[2]]
    return found


def _spans(match: re.Match) -> list[tuple[int, int] | None]:
    """Where a word stands; where no spaces part words, where each two letters of it do. None for a break."""
    start, end = match.span()
    if match["break"]:
        return [None]
    if end - start < 3 or not _CJK.search(match[0]):
        return [(start, end)]
    return [(at, at + 2) for at in range(start, end - 1)]


def _stem(word: str) -> str:
    """``word`` without what a language puts at its end: of six letters and more the last three, five being left.
    A standard is told by its number, however it is parted ("RFC 5322")."""
    if len(word) < 6:
        return word
    return word.replace(" ", "") if word.startswith("rfc") else word[: max(5, len(word) - 3)]
