"""Who refused: a provider recognised by its clues. Knows no database.

The order of trust: the remote MTA, a host or URL in the reply, a phrase of the reply, the recipient's domain. A
program whose words these are, and a blocklist that the reply names, refused nothing by themselves; they count where
nothing else does.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from catalog.phrasebook import Phrasebook
from catalog.wording import Wording

HOST, PHRASE, RECIPIENT_DOMAIN = "host", "phrase", "recipient-domain"

#: How late a kind of provider is trusted; the others come first, in the order in which clues name them.
_TRUST = {"mta": 1, "blocklist": 2}
#: No more host names of a reply are looked at than this.
MOST_HOSTS = 40
# A host with its address behind it is the one that was refused: "client mx.example.jp[192.0.2.1] blocked".
_HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,18}(?![\w-]|\.[a-z]| ?\[)")


class Clue(NamedTuple):
    provider: str
    provider_kind: str
    kind: str
    value: str


class Recogniser:
    """The providers' clues, ready to be asked."""

    def __init__(self, clues: Iterable[Clue]):
        clues = list(clues)
        self._kinds = {clue.provider: clue.provider_kind for clue in clues}
        self._hosts = {clue.value.lower(): clue.provider for clue in clues if clue.kind == HOST}
        self._domains = {clue.value.lower(): clue.provider for clue in clues if clue.kind == RECIPIENT_DOMAIN}
        self._either = self._domains | self._hosts
        parsed = ((clue.provider, Wording.parse(clue.value)) for clue in clues if clue.kind == PHRASE)
        self._phrases = Phrasebook((provider, wording) for provider, wording in parsed if wording)

    def recognise(self, text: str, remote_mta: str = "", recipient: str = "") -> str:
        """The slug of the provider that gave the reply, ``""`` where no clue tells.

        ``text`` is the normalised diagnostic, ``remote_mta`` a host name, ``recipient`` an address.
        """
        return self.choose(self.in_text(text), remote_mta, recipient)

    def choose(self, in_text: tuple[str, ...], remote_mta: str = "", recipient: str = "", reporting: str = "") -> str:
        """As ``recognise``, where ``in_text`` tells already whom the reply's text names.

        ``reporting`` is the host that wrote the bounce, where it does so in its own words; it is trusted last.
        """
        of_recipient = _of_suffix(recipient.rpartition("@")[2], self._domains)
        of_reporting = _of_suffix(reporting, self._either)
        named = [*_of_suffix(remote_mta, self._hosts), *in_text, *of_recipient, *of_reporting]
        return min(named, key=lambda provider: _TRUST.get(self._kinds[provider], 0), default="")

    def in_text(self, text: str) -> tuple[str, ...]:
        """The providers that hosts, URLs and phrases of the normalised ``text`` name, the most trusted first."""
        hosts = islice(_HOST.finditer(text), MOST_HOSTS)
        by_host = [provider for host in hosts for provider in _of_suffix(host[0], self._hosts)]
        phrases = self._phrases.find(text)
        by_phrase = sorted(phrases, key=lambda provider: sum(span.start - span.end for span in phrases[provider]))
        return (*by_host, *by_phrase)


def _of_suffix(host: str, providers: dict[str, str]) -> Iterator[str]:
    """The provider of the longest run of whole labels at the end of ``host``, if one is known."""
    labels = host.lower().rstrip(".").split(".")
    for start in range(len(labels) if host else 0):
        if provider := providers.get(".".join(labels[start:])):
            yield provider
            return
