"""``manage.py messages``: the interface strings, from code and templates to the .po and the .mo, by Babel alone.

What a run writes depends on the strings only: no dates, no line numbers, translations kept, obsolete ones dropped.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

LANGUAGE = "ja"
LOCALE = Path("catalog/locale") / LANGUAGE / "LC_MESSAGES"
KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}


class Translations(Catalog):
    """A Babel catalog whose header says only what a reader of it needs."""

    mime_headers = property(
        lambda self: [
            ("Language", LANGUAGE),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
    )


class Command(BaseCommand):
    help = "Gathers the interface strings, keeps their translations, compiles them."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where anything is to be done")

    def handle(self, *, check, **options):
        po, mo = settings.BASE_DIR / LOCALE / "django.po", settings.BASE_DIR / LOCALE / "django.mo"
        translations = gathered(settings.BASE_DIR, translated(po))
        stale = [
            path for path, new in ((po, as_po(translations)), (mo, as_mo(translations))) if not put(path, new, check)
        ]
        faults = [*faults_of(translations), *(f"not up to date: {path.name}" for path in stale if check)]
        for fault in faults:
            self.stderr.write(fault)
        if faults and check:
            sys.exit(1)


def translated(po: Path) -> dict:
    """The messages of the file by context and text; none where there is no file."""
    if not po.exists():
        return {}
    with po.open("rb") as file:
        return {
            _key(message.context, message.id): message for message in read_po(file, locale=LANGUAGE) if message.id
        }


def gathered(base: Path, known: dict) -> Translations:
    """Every string of the code below ``base``, by file, with its translation out of ``known``."""
    translations = Translations(locale=LANGUAGE, fuzzy=False, header_comment="# Written by `make messages`.")
    for path, messages in sources(base):
        for _line, text, _comments, context in messages:
            old = known.get(_key(context, text))
            translations.add(
                text,
                string=old.string if old else "",
                locations=[(path, 0)],
                flags={"fuzzy"} if old and old.fuzzy else (),
                user_comments=old.user_comments if old else (),
                context=context,
            )
    return translations


def sources(base: Path) -> Iterator[tuple[str, Iterator]]:
    """Each file with strings, by its path below ``base``, and what Babel finds in it."""
    templates = [path for path in (base / "templates").rglob("*") if path.suffix in {".html", ".txt", ".xml"}]
    for path in sorted([*(base / "catalog").rglob("*.py"), *templates]):
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = as_python(source)
        yield path.relative_to(base).as_posix(), extract("python", BytesIO(source.encode()), KEYWORDS)


def as_python(template: str) -> str:
    """A template as calls of gettext; not indented, which Python's tokenizer would take for blocks."""
    return "\n".join(line.lstrip() for line in templatize(template).splitlines())


def faults_of(translations: Translations) -> list[str]:
    """What is missing, unsure, or has other placeholders than its original."""
    missing = [f"not translated: {_first(message)}" for message in translations if message.id and not _whole(message)]
    unsure = [f"fuzzy: {_first(message)}" for message in translations if message.id and message.fuzzy]
    wrong = [f"{_first(message)}: {error}" for message, errors in translations.check() for error in errors]
    return missing + unsure + wrong


def as_po(translations: Translations) -> bytes:
    file = BytesIO()
    write_po(file, translations, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def as_mo(translations: Translations) -> bytes:
    file = BytesIO()
    write_mo(file, translations)
    return file.getvalue()


def put(path: Path, new: bytes, check: bool) -> bool:
    """Whether the file holds ``new`` already; without ``check`` it does afterwards."""
    if path.exists() and path.read_bytes() == new:
        return True
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(new)
    return False


def _key(context, text):
    """Babel's own notion of one message: a plural goes by its singular."""
    return context or None, text if isinstance(text, str) else text[0]


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _whole(message: Message) -> bool:
    return bool(message.string) if isinstance(message.string, str) else bool(message.string) and all(message.string)
