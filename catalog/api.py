"""The HTTP API: read-only, no cookie, JSON in UTF-8."""

from functools import wraps

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import JsonResponse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from catalog import contract
from catalog.bounce import reader
from catalog.diagnosis import diagnose as diagnose_report
from catalog.filters import CodeFilter
from catalog.forms import TOO_LARGE, check_source
from catalog.intake import is_too_large
from catalog.localized import LANGUAGES
from catalog.models import Code

PAGE_SIZE = 25
_JSON = {"ensure_ascii": False}


class Fault(Exception):
    """What the caller did wrong: an HTTP status and a sentence."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status, self.message = status, message


def api(*methods):
    """A view that answers ``methods`` with what the function returns as JSON, in the language of ``?lang=``."""

    def decorate(function):
        @csrf_exempt
        @wraps(function)
        def view(request, **kwargs):
            with translation.override(_language(request)):
                try:
                    return _answer(_called(function, methods, request, kwargs))
                except Fault as fault:
                    return _answer({"error": str(fault.message)}, fault.status)

        return view

    return decorate


def _called(function, methods, request, kwargs):
    if request.method not in methods:
        raise Fault(405, f"This address answers {', '.join(methods)}.")
    if request.GET.get("lang", "en") not in LANGUAGES:
        raise Fault(400, f"lang is one of {', '.join(LANGUAGES)}.")
    return function(request, **kwargs)


def _language(request):
    language = request.GET.get("lang")
    return language if language in LANGUAGES else translation.get_language_from_request(request)


def _answer(content, status=200):
    return JsonResponse(content, status=status, json_dumps_params=_JSON)


@cache_control(no_store=True)
@api("POST")
def diagnose(request):
    """The body, whatever its Content-Type, read and explained; nothing of it is kept."""
    if is_too_large(request, settings.PASTE_LIMIT):
        raise Fault(413, TOO_LARGE)
    try:
        check_source(request.body)
    except ValidationError as error:
        raise Fault(int(error.code), error.message) from error
    return contract.explained_json(diagnose_report(reader.read(request.body)))


@api("GET", "HEAD")
def code_list(request):
    """Entries, searched and filtered as on the page of the same parameters."""
    code_filter = CodeFilter(request.GET)
    if not code_filter.is_valid():
        raise Fault(400, _first_error(code_filter.form))
    paginator = Paginator(code_filter.results, PAGE_SIZE)
    number = _page_number(request, paginator)
    page = paginator.page(number)
    results = [contract.listed_json(code) for code in page]
    return {"count": paginator.count, "next": _next(request, page), "results": results}


def _page_number(request, paginator):
    number = request.GET.get("page") or "1"
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= paginator.num_pages:
        raise Fault(404, f"There are {paginator.num_pages} pages.")
    return int(number[:9])


def _next(request, page):
    if not page.has_next():
        return None
    query = request.GET.copy()
    query["page"] = page.next_page_number()
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _first_error(form):
    name, errors = next(iter(form.errors.items()))
    return f"{name}: {errors[0]}"


@api("GET", "HEAD")
def code_detail(request, slug):
    """One entry whole, in both languages."""
    code = Code.objects.for_page().filter(slug=slug).first()
    if code is None:
        raise Fault(404, f"No entry has the slug {slug}.")
    return contract.entry_json(code)


@api("GET", "HEAD")
def healthz(request):
    try:
        return {"status": "ok", "codes": Code.objects.count()}
    except DatabaseError as error:
        raise Fault(503, "The database does not answer.") from error


@api("GET", "HEAD", "POST")
def not_found(request, rest=""):
    raise Fault(404, "There is nothing at this address; /api/diagnose, /api/codes and /api/codes/<slug> are.")
