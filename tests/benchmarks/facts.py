"""How many known replies find their entry: ``python -m tests.benchmarks.facts FACTS [--show]``.

FACTS is a folder of JSON files ``{"codes": [{"provider", "reply_code", "enhanced_code", "message", ...}]}``. Each literal
message is pasted as one line with its codes, placeholders filled, and nothing that tells the provider. The registry of
enhanced status codes leaves the class open (``X.1.1``): its rows are pasted with class 5, or with the class of their reply
codes where these agree (``250/251``).

Found is a row whose best entry is the provider's own, given for more than sharing a code, or one of another provider
with the same wording: programs and providers share many, so at least four fifths of the row's literal characters must
be that entry's. A row of the standard is found by the standard's meaning of its code as well. Everything else is
missed, also a row of which the catalog has no entry, or whose provider it does not have at all.

A row is a description, and counted apart, where the catalog holds its words for a text that no server sends: its
provider has an entry of these words (by the same measure) that is not ``verbatim``, and none that is.
"""

import argparse
import json
import os
import re
from collections import Counter
from pathlib import Path

FILLED = {
    "ip": "192.0.2.25", "domain": "example.com", "address": "user@example.com", "host": "mx.example.com", "id": "4B1C2d3",
    "n": "42", "url": "https://example.com/help", "date": "Mon, 23 Nov 2026 10:00:00 +0900", "text": "something",
}  # fmt: skip
#: How much of a row's literal text another provider's entry must have.
SAME_WORDING = 0.8
FOUND, MISSED, DESCRIBED = "found", "missed", "described"


def pasted(row: dict) -> str:
    """The reply as a server sends it."""
    message = re.sub(r"\{(\w+)\}", lambda match: FILLED.get(match[1], match[1]), row["message"])
    classes = {code[:1] for code in row["reply_code"].split("/")} - {""}
    enhanced_code = re.sub(r"^X(?=\.)", classes.pop() if len(classes) == 1 else "5", row["enhanced_code"])
    codes = " ".join(code for code in (row["reply_code"], enhanced_code) if re.fullmatch(r"[\d.]+", code))
    return message if message.startswith(codes) else f"{codes} {message}".strip()


def outcome(row: dict, text: str, best, entries) -> str:
    """FOUND, MISSED or DESCRIBED.

    ``row`` is a row of the facts and ``text`` how it was pasted, ``best`` the best match or None, ``entries`` the
    ``(message, verbatim)`` of its provider.
    """
    from catalog.wording import Wording, normalise

    enough, normal = SAME_WORDING * Wording.parse(row["message"]).literal_length, normalise(text)
    wordings = [(Wording.parse(message), verbatim) for message, verbatim in entries]
    here = [(wording, verbatim) for wording, verbatim in wordings if wording and wording.find(normal)]
    of_these_words = any(wording.literal_length >= enough for wording, _ in here)
    if of_these_words and not any(verbatim for _, verbatim in here):
        return DESCRIBED
    if best is None:
        return MISSED
    own = best.code.provider.slug == row["provider"] and best.evidence != "provider-code"
    wording = Wording.parse(best.code.message) if best.evidence in ("wording", "vendor-code") else None
    return FOUND if own or (wording and wording.literal_length >= enough) else MISSED


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--show", action="store_true", help="the replies that are not found")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bouncesite.settings")
    import django

    django.setup()
    from catalog.bounce import reader
    from catalog.diagnosis import diagnose
    from catalog.models import Code
    from catalog.wording import Wording, normalise

    entries: dict[str, list] = {}
    for provider, message, verbatim in Code.objects.values_list("provider__slug", "message", "verbatim"):
        entries.setdefault(provider, []).append((message, verbatim))
    counts = Counter()
    for path in sorted(options.facts.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["codes"]:
            if not row["message"] or Wording.parse(row["message"]) is None:
                continue
            text = pasted(row)
            findings = diagnose(reader.read(text)).findings
            best = findings[0].best if findings else None
            result = outcome(row, text, best, entries.get(row["provider"], ()))
            counts[result] += 1
            if options.show and result == MISSED:
                print(f"{row['provider']}: {normalise(text)[:120]} -> {best and (best.code.slug, best.evidence)}")
    total = counts[FOUND] + counts[MISSED]
    print(f"literal: {counts[FOUND]} of {total} found, {100 * counts[FOUND] / total:.1f} %")
    print(f"described, no server sends it: {counts[DESCRIBED]}")


if __name__ == "__main__":
    main()
