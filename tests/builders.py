"""Rows for tests: each helper makes a valid row, and every column can be given by name."""

from itertools import count

from catalog.models import Code, Provider, Reason, ReasonPhrase, Remedy, Synonym

_numbers = count(1)


def make_remedy(slug="fix-it", **columns):
    """A Remedy in the database."""
    texts = {"title_ja": "直す", "title_en": "Fix it", "steps_ja": "見る\n直す", "steps_en": "Look\nMend"}
    return Remedy.objects.create(slug=slug, **{"actor": "sender", "retry": "once-mended"} | texts | columns)


def make_reason(slug="userunknown", *, remedies=(), phrases=(), **columns):
    """A Reason in the database; ``remedies`` are Remedy rows in their order, ``phrases`` wordings."""
    texts = {
        "name_ja": "宛先不明",
        "name_en": "Unknown user",
        "meaning_ja": "宛先がない。",
        "meaning_en": "No such user.",
    }
    reason = Reason.objects.create(slug=slug, **{"group": "recipient", "position": 1} | texts | columns)
    for position, remedy in enumerate(remedies, 1):
        reason.reason_remedies.create(remedy=remedy, position=position)
    for wording in phrases:
        reason.phrases.create(wording=wording)
    return reason


def make_phrase(wording, *, reason, frame=False):
    """A ReasonPhrase in the database."""
    return ReasonPhrase.objects.create(reason=reason, wording=wording, frame=frame)


def make_synonym(slug, **columns):
    """A Synonym in the database."""
    return Synonym.objects.create(slug=slug, **columns)


def make_provider(slug="gmail", *, clues=(), links=(), **columns):
    """A Provider in the database; ``clues`` are pairs of kind and value, ``links`` dicts of columns."""
    texts = {"name_ja": "ジーメール", "name_en": "Gmail", "description_ja": "グーグル。", "description_en": "Google."}
    provider = Provider.objects.create(slug=slug, **{"kind": "mailbox"} | texts | columns)
    for kind, value in clues:
        provider.clues.create(kind=kind, value=value)
    for link in links:
        provider.links.create(**{"kind": "help", "title_ja": "案内", "title_en": "Help"} | link)
    return provider


def make_code(slug=None, *, provider=None, reason=None, remedies=(), **columns):
    """A Code in the database, with the default provider and reason where none is given."""
    texts = {
        "title_ja": "宛先がない",
        "title_en": "No such user",
        "meaning_ja": "宛先がない。",
        "meaning_en": "Not there.",
    }
    codes = {"reply_code": "550", "enhanced_code": "5.1.1", "message": "User {address} unknown here"}
    code = Code.objects.create(
        slug=slug or f"code-{next(_numbers)}",
        provider=provider or Provider.objects.filter(slug="gmail").first() or make_provider(),
        reason=reason or Reason.objects.filter(slug="userunknown").first() or make_reason(),
        **texts | codes | columns,
    )
    for position, remedy in enumerate(remedies, 1):
        code.code_remedies.create(remedy=remedy, position=position)
    return code
