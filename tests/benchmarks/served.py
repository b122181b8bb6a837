"""How quick the list is for who asks for it: ``python -m tests.benchmarks.served [--requests 200]``.

The site, and beside it a view that only says "hello", served by gunicorn with one worker, from a scratch database, as
``make run`` serves them; asked over one connection, each page and "hello" in turn. Pages are asked for once (each time
with a parameter that nobody reads, so that the page is drawn anew) and again. Times are medians, and ratios to hello's.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.pages import PAGES

PORT = 8779
HEADERS = {"Host": "localhost", "Accept-Encoding": "gzip"}


def ask(connection: http.client.HTTPConnection, path: str) -> float:
    """The time until the whole answer to ``path`` is there."""
    start = time.perf_counter()
    connection.request("GET", path, headers=HEADERS)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, (answer.status, path)
    return time.perf_counter() - start


def measure(path_of: Callable[[int], str], requests: int) -> tuple[float, float]:
    """The median times of the pages ``path_of(number)`` and of hello, each asked for ``requests`` times in turn."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    pages, hellos = [], []
    for number in range(requests):
        hellos.append(ask(connection, "/en/hello/"))
        pages.append(ask(connection, path_of(number)))
    return statistics.median(pages), statistics.median(hellos)


def show(requests: int) -> None:
    """A line a page: drawn anew, and asked for again."""
    for name, addresses in PAGES.items():
        paths = [f"/en/codes/{address}" for address in addresses]

        def anew(number, paths=paths):
            path = paths[number % len(paths)]
            return f"{path}{'&' if '?' in path else '?'}n={number}"

        for state, path_of in (("anew", anew), ("again", lambda number, paths=paths: paths[number % len(paths)])):
            page, hello = measure(path_of, requests)
            print(
                f"{name:24} {state:6} {1000 * page:7.2f} ms  x {page / hello:4.1f} of hello ({1000 * hello:.2f} ms)"
            )


def served(environment: dict) -> subprocess.Popen:
    """gunicorn serving the site and "hello", once it answers."""
    call = ["gunicorn", "tests.benchmarks.served:site()", "--bind", f"127.0.0.1:{PORT}", "--workers", "1"]
    call += ["--threads", "4", "--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen([sys.executable, "-m", *call], env=environment)
    for _ in range(100):
        try:
            ask(http.client.HTTPConnection("127.0.0.1", PORT), "/en/codes/?q=550")
            return server
        except OSError:
            time.sleep(0.2)
    server.kill()
    raise SystemExit("the server does not answer")


def site():
    """The WSGI application, for gunicorn."""
    import django

    from tests.benchmarks.pages import application

    django.setup()
    return application()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=200, help="for each page and state (default: 200)")
    requests = parser.parse_args().requests
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'scratch.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "bouncesite.settings",
        }
        for command in ("migrate", "load_catalog"):
            subprocess.run([sys.executable, "manage.py", command, "-v", "0"], env=environment, check=True)
        server = served(environment)
        try:
            show(requests)
        finally:
            server.kill()


if __name__ == "__main__":
    main()
