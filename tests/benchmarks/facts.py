"""How many known replies find their entry: ``python -m tests.benchmarks.facts FACTS [--show]``.

FACTS is a folder of JSON files ``{"codes": [{"provider", "reply_code", "enhanced_code", "message", ...}]}``. Each literal
message is pasted as one line with its codes, placeholders filled, and nothing that tells the provider. It is found when
the best entry is the provider's own, or has the same wording (programs and providers share many).
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


def pasted(row: dict) -> str:
    """The reply as a server sends it."""
    message = re.sub(r"\{(\w+)\}", lambda match: FILLED.get(match[1], match[1]), row["message"])
    codes = " ".join(code for code in (row["reply_code"], row["enhanced_code"]) if re.fullmatch(r"[\d.]+", code))
    return message if message.startswith(codes) else f"{codes} {message}".strip()


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
    from catalog.wording import Wording, normalise

    counts = Counter()
    for path in sorted(options.facts.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["codes"]:
            if not row["message"] or Wording.parse(row["message"]) is None:
                continue
            text = pasted(row)
            findings = diagnose(reader.read(text)).findings
            best = findings[0].best if findings else None
            wording = best and best.evidence in ("wording", "vendor-code") and Wording.parse(best.code.message)
            own = bool(best) and best.code.provider.slug == row["provider"] and best.evidence != "provider-code"
            shared = bool(wording) and wording.literal_length >= 0.8 * Wording.parse(row["message"]).literal_length
            counts["found" if own or shared else "missed"] += 1
            if options.show and not (own or shared):
                print(f"{row['provider']}: {normalise(text)[:120]} -> {best and (best.code.slug, best.evidence)}")
    total = sum(counts.values())
    print(f"{counts['found']} of {total} found, {100 * counts['found'] / total:.1f} %")


if __name__ == "__main__":
    main()
