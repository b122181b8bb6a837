"""How quick readings are: ``python -m tests.benchmarks.speed MAILS``.

Times are given as ratios to what the standard library's MIME parser (``email.message_from_bytes``, compat32) alone
takes on the same mails in the same run: parsing by ``bounce.message``, reading, reading and matching. Then the
growth with a mail's size and with its number of recipients, each against the smallest.
"""

import argparse
import email
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROUNDS = 5


def seconds(work: Callable, inputs: Iterable) -> float:
    """The best of ``ROUNDS`` runs over all ``inputs``."""
    inputs = list(inputs)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for each in inputs:
            work(each)
        best = min(best, time.perf_counter() - start)
    return best


def dsn(recipients: int, padding: int = 0) -> bytes:
    """A notification for so many recipients, its returned mail so many characters long."""
    groups = "\n".join(
        f"Final-Recipient: rfc822; user{n}@example.org\nAction: failed\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 <user{n}@example.org>: User unknown\n"
        for n in range(recipients)
    )
    text = "word " * (padding // 5)
    return (
        "From: MAILER-DAEMON@example.jp\nContent-Type: multipart/report; boundary=x\n\n--x\n"
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.jp\n\n{groups}\n--x\n"
        f"Content-Type: message/rfc822\n\nSubject: x\n\n{text}\n--x--\n"
    ).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mails", type=Path)
    mails = [path.read_bytes() for path in sorted(parser.parse_args().mails.iterdir()) if path.is_file()]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bouncesite.settings")
    import django

    django.setup()
    from catalog.bounce import message, reader
    from catalog.compiled import compiled
    from catalog.diagnosis import Lookup, Question

    catalog = compiled()

    def match(raw):
        report = reader.read(raw)
        question = Question(catalog, report)
        return [Lookup(recipient, question) for recipient in report.recipients]

    base = seconds(email.message_from_bytes, mails)
    print(f"{len(mails)} mails, {sum(map(len, mails)) / 1e6:.1f} MB; message_from_bytes {1000 * base:.1f} ms")
    for name, work in (("parsing", message.parse), ("reading", reader.read), ("reading and matching", match)):
        took = seconds(work, mails)
        print(f"{name:22} {took / base:5.2f} times that, {len(mails) / took:7.0f} a second")
    for name, sizes in (
        ("recipients", [(n, 0) for n in (10, 100, 1000)]),
        ("size", [(1, n) for n in (10**4, 10**5, 10**6)]),
    ):
        times = [seconds(match, [dsn(*size)]) for size in sizes]
        print(
            f"{name}: "
            + ", ".join(f"{max(size)}: x{took / times[0]:.1f}" for size, took in zip(sizes, times, strict=True))
        )


if __name__ == "__main__":
    main()
