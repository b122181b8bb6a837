"""How quick the list is: ``python -m tests.benchmarks.pages [--times 20]``.

Pages are asked for through the site's WSGI application, with all of its middleware, in one process. Times are given as
ratios to a view beside them that answers "hello" and does nothing else: for a page that was asked for before, for one
that is drawn anew, and for one whose entries are drawn anew, too. Then the same with the catalog multiplied, in a
scratch database: every entry so many times, each copy with a number of its own in slug and title. The first search
after an edit, which makes the index, is given in seconds.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

ROUNDS, REPEATS = 15, 5
#: Name -> addresses below /en/codes/; searches differ, so that none is only remembered.
PAGES = {
    "list": [""],
    "list, page 20": ["?page=20"],
    "filtered": ["?provider=gmail", "?reason=mailboxfull", "?class=temporary&actor=sender", "?sort=newest"],
    "search, a code": ["?q=550", "?q=5.7.26", "?q=421", "?q=552+5.2.2", "?q=sc001"],
    "search, English": ["?q=mailbox+full", "?q=gmail+quota", "?q=relay+access+denied", "?q=blacklist", "?q=hard+bounce"],
    "search, Japanese": [
        f"?q={quote(words)}" for words in ("宛先不明", "ドコモ 届かない", "メールボックスがいっぱい", "逆引き エラー", "迷惑メール")
    ],
    "search, misspelled": ["?q=unknwon+user", "?q=mailbx+full", "?q=recipent"],
    "search, a pasted line": [
        f"?q={quote('550 5.1.1 <taro@example.jp>: Recipient address rejected: User unknown in virtual mailbox table')}"
    ],
    "search, nothing found": ["?q=qqqzzz"],
}  # fmt: skip


def seconds(application, path: str, forget: Callable) -> float:
    """The best time in which ``application`` answers ``path``, in the middle of a warm run."""
    best = float("inf")
    for _ in range(REPEATS):
        forget()
        start = time.process_time()
        body = b"".join(application(_environ(path), _check))
        best = min(best, time.process_time() - start)
        assert body
    return best


def _environ(path: str) -> dict:
    from django.test import RequestFactory

    path, _, query = path.partition("?")
    return RequestFactory()._base_environ(PATH_INFO=path, QUERY_STRING=query, SERVER_NAME="localhost")


def _check(status, _headers, _fault=None):
    assert status.startswith("200"), status


def measure(application, forget: Callable) -> dict[str, float]:
    """Name -> the median time of its pages, each the best of several; "hello" is measured among them.

    ``forget`` is called before each page.
    """
    times: dict[str, list[float]] = {name: [] for name in ("hello", *PAGES)}
    for number in range(ROUNDS):
        times["hello"].append(seconds(application, "/en/hello/", forget))
        for name, addresses in PAGES.items():
            path = f"/en/codes/{addresses[number % len(addresses)]}"
            times[name].append(seconds(application, path, forget))
    return {name: sorted(found)[len(found) // 2] for name, found in times.items()}


def nothing():
    """Forget nothing: the page is kept for as long as the catalog stays as it is."""


def pages():
    """Forget the pages; the lines of entries are kept."""
    from catalog.compiled import compiled

    compiled().pages.clear()


def pages_and_lines():
    """Forget all that was drawn; the compiled catalog is kept."""
    from catalog.compiled import compiled

    pages()
    compiled().lines.clear()


STATES = {"asked for again": nothing, "page drawn anew": pages, "page and lines anew": pages_and_lines}


def measure_all(application) -> dict[str, dict[str, float]]:
    """State of memory -> name -> time."""
    return {state: measure(application, forget) for state, forget in STATES.items()}


def multiply(times: int) -> None:
    """Put ``times - 1`` copies of each entry beside it."""
    from catalog.models import Code, CodeRemedy

    codes, links = list(Code.objects.all()), list(CodeRemedy.objects.values_list("code_id", "remedy_id", "position"))
    for copy in range(1, times):
        made = Code.objects.bulk_create([_copied(code, copy) for code in codes], batch_size=500)
        pks = {code.pk: new.pk for code, new in zip(codes, made, strict=True)}
        CodeRemedy.objects.bulk_create(
            [CodeRemedy(code_id=pks[code], remedy_id=remedy, position=place) for code, remedy, place in links],
            batch_size=500,
        )


def _copied(code, copy: int):
    values = {
        field.attname: getattr(code, field.attname) for field in code._meta.concrete_fields if field.name != "id"
    }
    values |= {"slug": f"{code.slug[:95]}-{copy}", "title_en": f"{code.title_en[:140]} n{copy}"}
    return type(code)(**values)


def application():
    """The site, with a view that says hello."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    from bouncesite import urls

    urls.urlpatterns.append(path("en/hello/", lambda request: HttpResponse("hello")))
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return get_wsgi_application()


def show(title: str, measured: dict, base: dict | None = None) -> None:
    """A line a page: its time in milliseconds, as a multiple of hello, and of the same page in ``base``."""
    print(f"\n{title}")
    for state, times in measured.items():
        print(f" {state}")
        for name, found in times.items():
            grown = f"  x {found / base[state][name]:4.1f} of the catalog as it is" if base else ""
            print(f"  {name:24} {1000 * found:7.2f} ms  x {found / times['hello']:5.1f} of hello{grown}")


def first_search(site) -> float:
    """The time of the first search after an edit."""
    from catalog.models import Code

    Code.objects.filter(pk=Code.objects.first().pk).update(as_of="2026")
    start = time.process_time()
    b"".join(site(_environ("/en/codes/?q=550"), _check))
    return time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20, help="the catalog multiplied by this (default: 20)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'scratch.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bouncesite.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("load_catalog", verbosity=0)
        from catalog.models import Code

        site = application()
        first_search(site)
        edited, base = first_search(site), measure_all(site)
        show(f"{Code.objects.count()} entries; the first search after an edit: {edited:.2f} s", base)
        multiply(options.times)
        first_search(site)
        edited = first_search(site)
        show(
            f"{Code.objects.count()} entries; the first search after an edit: {edited:.2f} s", measure_all(site), base
        )


if __name__ == "__main__":
    main()
