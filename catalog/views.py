"""The pages."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalog import anatomy, intake
from catalog.answer import answer_context
from catalog.caching import catalog_page
from catalog.compiled import compiled
from catalog.decode import decode_context
from catalog.filters import CodeFilter
from catalog.forms import DiagnoseForm
from catalog.handover import messages_about
from catalog.kept import page_key
from catalog.list_page import ListPage
from catalog.models import Code, Provider, Reason, Remedy

PAGE_SIZE = 25
#: Of the entries below a provider, a reason or a remedy, in groups: enough that most stand on one page.
LONG_PAGE = 200
#: Of the entries with one code.
CODE_PAGE = 100


@catalog_page
def home(request):
    """The paste form, the search box, and ways into the catalog."""
    context = {
        "form": DiagnoseForm(),
        "featured": Code.objects.featured().for_list(),
        "providers": Provider.objects.with_code_counts()
        .filter(code_count__gt=0)
        .order_by("-code_count", "slug")[:24],
        "places": anatomy.take_apart("550 5.7.26"),
        "code_count": Code.objects.count(),
    }
    return render(request, "catalog/home.html", context)


@catalog_page
def code_list(request):
    """Search and filters; the best first. The page is kept for as long as the catalog stays as it is."""
    catalog, key = compiled(request.revision), page_key(request)
    html = catalog.pages.get(key) or _code_list(request, catalog)
    if key:
        catalog.pages.put(key, html)
        return HttpResponse(html)
    # What may be pasted mail is kept by nobody.
    return HttpResponse(html, headers={"Cache-Control": "no-store"})


def _code_list(request, catalog):
    code_filter = CodeFilter(request.GET, catalog=catalog)
    page = Paginator(code_filter.results, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": code_filter, "list": ListPage(code_filter, page.object_list), "page": page}
    return render_to_string("catalog/code_list.html", context, request).encode()


@catalog_page
def code_detail(request, slug):
    """One entry, whole."""
    code = get_object_or_404(Code.objects.for_page(), slug=slug)
    context = {
        "code": code,
        "places": anatomy.take_apart(code.label),
        "elsewhere": Code.objects.same_code_elsewhere(code)[:8],
        "related": Code.objects.related(code)[:8],
        "messages_to_pass_on": messages_about(code, request.build_absolute_uri),
    }
    return render(request, "catalog/code_detail.html", context)


@catalog_page
def provider_list(request):
    return render(request, "catalog/provider_list.html", {"providers": Provider.objects.with_code_counts()})


@catalog_page
def reason_list(request):
    return render(request, "catalog/reason_list.html", {"reasons": Reason.objects.with_code_counts()})


@catalog_page
def remedy_list(request):
    return render(request, "catalog/remedy_list.html", {"remedies": Remedy.objects.with_code_counts()})


def row_detail(model):
    """The view of one row of ``model`` (Provider, Reason, Remedy) and the entries that belong to it."""

    @catalog_page
    def view(request, slug):
        row = get_object_or_404(model.objects.for_page(), slug=slug)
        page = _page_of(row.codes.for_list().by_code(), LONG_PAGE, request)
        return render(request, f"catalog/{model._meta.model_name}_detail.html", {"row": row, "page": page})

    return view


def _page_of(codes, size, request):
    return Paginator(codes, size).get_page(request.GET.get("page"))


@catalog_page
def decode(request, code):
    """Any code taken apart, known or not; for what is no code, ways to find out what it is."""
    if context := decode_context(code):
        context["page"] = _page_of(context["codes"], CODE_PAGE, request)
        return render(request, "catalog/decode.html", context)
    return render(request, "catalog/no_code.html", {"asked": code, "form": DiagnoseForm()}, status=404)


@catalog_page
def guide(request):
    """The guide is prose: each language has its own text (templates/catalog/guide/)."""
    return render(request, "catalog/guide.html", {"chapters": f"catalog/guide/{get_language()}.html"})


# Nothing is changed by a paste, so there is nothing to forge, and readers get no cookie.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def diagnose(request):
    """What the pasted mail or reply means. It is answered directly and kept nowhere."""
    if request.method != "POST":
        return render(request, "catalog/diagnose.html", {"form": DiagnoseForm()})
    form = intake.form_of(request)
    if not form.is_valid():
        return render(request, "catalog/diagnose.html", {"form": form}, status=form.status)
    return render(request, "catalog/diagnosis.html", answer_context(form.source))


@require_safe
def to_language(request):
    """``/`` leads to the language that the browser asks for."""
    response = redirect("catalog:home")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def server_error(request):
    """The page for a fault of ours, in the language of the address, drawn with nothing that may be broken."""
    language = "ja" if request.path.startswith("/ja/") else "en"
    with translation.override(language):
        return HttpResponseServerError(render_to_string("500.html", {"LANGUAGE_CODE": language}))
