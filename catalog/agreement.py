"""What speaks for an entry and what against it: codes and provider, weighed in literal characters.

Pure: rows come in as values, and nothing here looks at a text.
"""

from dataclasses import dataclass
from typing import NamedTuple

from catalog.bounce.codes import class_of, is_generic

#: Kinds of providers whose replies any server may give: they contradict no recognised provider.
ANYWHERE = {"standard", "mta", "filter", "blocklist"}
#: A wording with fewer literal characters than this never beats a code or a provider that contradicts it.
SHORT = 24
#: The same where several providers are known to send it.
SHORT_AND_SHARED = 40
#: The same where a program sends it, too, whoever runs that: no words are enough.
OF_PROGRAM = 1_000_000
#: What agreement is worth, and contradiction costs, in literal characters. A class that contradicts (4 against 5)
#: outweighs the longer of two variants of one wording; a wording of two lines outweighs every code.
AGREES = {"vendor_code": 40, "enhanced_code": 30, "reply_code": 15, "provider": 40}
CONTRADICTS = {"class": 60, "enhanced_code": 15, "reply_code": 10, "provider": 50}


@dataclass(frozen=True, slots=True, eq=False)
class CodeRow:
    """What matching needs of an entry; ``verbatim`` says that servers send the message as it stands.

    ``framed`` (set by the Matcher) says that the message quotes what a program writes around anybody's reply,
    ``shared`` that it stands in another provider's message, too, ``programs`` that it stands in a program's.
    Compared and hashed by identity: it is a key wherever a wording is found.
    """

    id: int
    slug: str
    provider: str
    provider_kind: str
    reply_code: str
    enhanced_code: str
    vendor_code: str
    message: str
    verbatim: bool
    reason: str
    framed: bool = False
    shared: bool = False
    programs: bool = False

    @property
    def least(self) -> int:
        """So many literal characters of the message are needed to tell whose it is."""
        if self.programs:
            return OF_PROGRAM
        return SHORT_AND_SHARED if self.shared else SHORT


class Asked(NamedTuple):
    """One reply: its normalised text and what reading it gave; ``""`` where unknown.

    ``addressed`` says that the recipient is known, whose domain is then one of the things that tell the provider.
    """

    text: str
    reply_code: str = ""
    enhanced_code: str = ""
    provider: str = ""
    addressed: bool = False


def agreement(row: CodeRow, asked: Asked) -> float:
    """The sum of what agrees and what contradicts between an entry and what was read."""
    score = 0
    for name in ("enhanced_code", "reply_code"):
        stated, wanted = getattr(asked, name), getattr(row, name)
        if stated and wanted:
            score += _worth(name, stated) if stated == wanted else -CONTRADICTS[name]
    if classes_differ(row, asked):
        score -= CONTRADICTS["class"]
    if is_elsewhere(row, asked):
        score -= CONTRADICTS["provider"]
    elif row.provider == asked.provider:
        score += AGREES["provider"]
    return score


def _worth(name: str, stated: str) -> int:
    """What the agreement of a code is worth; X.0.0, which programs fill in for want of a code, hardly anything."""
    return 1 if name == "enhanced_code" and is_generic(stated) else AGREES[name]


def classes_differ(row: CodeRow, asked: Asked) -> bool:
    ours, theirs = class_of(row.reply_code, row.enhanced_code), class_of(asked.reply_code, asked.enhanced_code)
    return bool(ours and theirs and ours != theirs)


def is_elsewhere(row: CodeRow, asked: Asked) -> bool:
    """Whether another provider is recognised than the entry's, and the entry's replies are its alone.

    In a program's frame, which any host's reply may stand in, an address that points to nobody speaks against it too.
    """
    other = row.provider != asked.provider and row.provider_kind not in ANYWHERE
    return other and (bool(asked.provider) or (row.framed and asked.addressed))


def may_be_short(row: CodeRow, asked: Asked) -> bool:
    """Whether a short wording points to this entry: a provider's own needs its provider or its enhanced code."""
    if row.provider_kind in ("standard", "mta") or row.provider == asked.provider:
        return True
    return bool(row.enhanced_code) and row.enhanced_code == asked.enhanced_code


def is_contradicted(row: CodeRow, asked: Asked) -> bool:
    """Whether a provider or a code speaks against the entry, the enhanced code where both state one."""
    pairs = [(row.enhanced_code, asked.enhanced_code), (row.reply_code, asked.reply_code)]
    stated = [(ours, theirs) for ours, theirs in pairs if ours and theirs and not is_generic(theirs)]
    differ = bool(stated) and stated[0][0] != stated[0][1]
    return is_elsewhere(row, asked) or classes_differ(row, asked) or differ
