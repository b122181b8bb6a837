"""How right the readings are: ``python -m tests.benchmarks.score MAILS EXPECTED [--show FIELD]``.

MAILS is a folder of bounce mails, EXPECTED a JSON file ``{file: [{"reason", "status", "reply_code", "recipient"}]}``
with what a right reading finds, one object a recipient. Prints the share that is right of each field, and with
``--show`` the mails where that field is wrong.
"""

import argparse
import io
import json
import os
from collections import Counter
from pathlib import Path

KINDS = {"feedback": "feedback", "vacation": "autoreply", "delivered": "delivered"}
FIELDS = {"reason": "reason", "status": "enhanced_code", "reply_code": "reply_code"}


def diagnoses(folder: Path) -> dict[str, dict]:
    """What ``manage.py diagnose --json`` prints for each file of ``folder``, by file name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bouncesite.settings")
    import django
    from django.core.management import call_command

    django.setup()
    out = io.StringIO()
    call_command("diagnose", str(folder), json=True, stdout=out)
    lines = (json.loads(line) for line in out.getvalue().splitlines())
    return {Path(line["input"]).name: line for line in lines}


def compare(wanted: list[dict], got: dict) -> list[tuple[str, object, object]]:
    """One triple (field, wanted, got) for each thing that is measured in one mail."""
    kind = KINDS.get(wanted[0]["reason"], "bounce") if wanted else "other"
    addresses = sorted(w["recipient"].lower() for w in wanted if w["recipient"])
    found = sorted({failure["recipient"].lower() for failure in got["failures"] if failure["recipient"]})
    triples = [("kind", kind, got["kind"])]
    if len(addresses) == len(wanted):
        triples.append(("recipients", sorted(set(addresses)), found))
    for number, each in enumerate(wanted):
        failure = failure_of(each, number, got["failures"])
        triples += [(field, each[field], failure.get(key, "missing")) for field, key in FIELDS.items()]
    return triples


def failure_of(wanted: dict, number: int, failures: list[dict]) -> dict:
    """The failure of the wanted recipient, or the one in its place."""
    address = (wanted["recipient"] or "").lower()
    same = [failure for failure in failures if failure["recipient"].lower() == address]
    return (same or failures[number : number + 1] or [{}])[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mails", type=Path)
    parser.add_argument("expected", type=Path)
    parser.add_argument("--show", default="", help="kind, recipients, reason, status or reply_code")
    options = parser.parse_args()
    expected, got = json.loads(options.expected.read_text(encoding="utf-8")), diagnoses(options.mails)
    total, right = Counter(), Counter()
    for name, wanted in sorted(expected.items()):
        for field, want, have in compare(wanted, got[name]):
            total[field] += 1
            right[field] += want == have
            if options.show == field and want != have:
                print(f"{name}: wanted {want!r}, got {have!r}")
    for field, count in total.items():
        print(f"{field:12} {right[field]:4} of {count:4}  {100 * right[field] / count:5.1f} %")


if __name__ == "__main__":
    main()
