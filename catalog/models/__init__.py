"""The catalog: who says what, why, and what to do about it."""

from catalog.models.code import Code, CodeRemedy
from catalog.models.ledger import Loaded, Revision
from catalog.models.provider import Provider, ProviderClue, ProviderLink
from catalog.models.reason import Reason, ReasonPhrase, ReasonRemedy
from catalog.models.remedy import Remedy
from catalog.models.synonym import Synonym

__all__ = [
    "Code",
    "CodeRemedy",
    "Loaded",
    "Provider",
    "ProviderClue",
    "ProviderLink",
    "Reason",
    "ReasonPhrase",
    "ReasonRemedy",
    "Remedy",
    "Revision",
    "Synonym",
]
