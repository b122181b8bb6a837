"""``manage.py diagnose``: reads bounces from files, folders or standard input."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

from catalog import contract
from catalog.bounce import reader
from catalog.diagnosis import diagnose
from catalog.localized import LANGUAGES


class Command(BaseCommand):
    help = "Tells what a mail that came back, or a single reply, means."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="*", default=["-"], metavar="PATH", help="file, folder, or - for standard input"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--lang", choices=LANGUAGES, default="en")

    def handle(self, *, paths, json, lang, **options):
        self.failed = False
        with translation.override(lang):
            for name, source in self._sources(paths):
                diagnosis = diagnose(reader.read(source))
                self.stdout.write(as_json(name, diagnosis) if json else as_text(name, diagnosis))
        if self.failed:
            sys.exit(1)

    def _sources(self, paths) -> Iterator[tuple[str, bytes]]:
        """Each input's name and bytes; one that cannot be read is told of on standard error, and passed over."""
        for name in paths:
            for path in files_below(name):
                try:
                    yield str(path), sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
                except OSError as error:
                    self.failed = True
                    self.stderr.write(f"{path}: {error.strerror or error}")


def files_below(name: str) -> list:
    """The file ``name``, or every file below the folder ``name`` in order; ``-`` stays ``-``."""
    path = Path(name)
    if name == "-" or not path.is_dir():
        return ["-" if name == "-" else path]
    return sorted(file for file in path.rglob("*") if not file.is_dir())


def as_json(name: str, diagnosis) -> str:
    """One line of JSON."""
    return json.dumps({"input": name, **contract.diagnosis_json(diagnosis)}, ensure_ascii=False)


def as_text(name: str, diagnosis) -> str:
    """A report for a person, in the active language."""
    return render_to_string("catalog/diagnosis.txt", {"name": name, "diagnosis": diagnosis}).strip() + "\n"
