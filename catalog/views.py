"""The pages."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseServerError
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
from catalog.compiled import compiled
from catalog.filters import CodeFilter
from catalog.forms import DiagnoseForm
from catalog.kept import page_key
from catalog.list_page import ListPage
from catalog.models import Code, Provider, Reason

PAGE_SIZE = 25


@require_safe
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


@require_safe
def code_list(request):
    """Search and filters; the best first. The page is kept for as long as the catalog stays as it is."""
    catalog, key = compiled(), page_key(request)
    html = catalog.pages.get(key) or _code_list(request, catalog)
    if key:
        catalog.pages.put(key, html)
    return HttpResponse(html)


def _code_list(request, catalog):
    code_filter = CodeFilter(request.GET, catalog=catalog)
    page = Paginator(code_filter.results, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": code_filter, "list": ListPage(code_filter, page.object_list), "page": page}
    return render_to_string("catalog/code_list.html", context, request).encode()


@require_safe
def code_detail(request, slug):
    """One entry, whole."""
    code = get_object_or_404(Code.objects.for_page(), slug=slug)
    context = {
        "code": code,
        "places": anatomy.take_apart(code.label),
        "elsewhere": Code.objects.same_code_elsewhere(code)[:8],
        "related": Code.objects.related(code)[:8],
    }
    return render(request, "catalog/code_detail.html", context)


@require_safe
def provider_list(request):
    return render(request, "catalog/provider_list.html", {"providers": Provider.objects.with_code_counts()})


@require_safe
def provider_detail(request, slug):
    provider = get_object_or_404(Provider.objects.prefetch_related("links"), slug=slug)
    codes = provider.codes.for_list().by_code()
    return render(request, "catalog/provider_detail.html", {"provider": provider, "codes": codes})


@require_safe
def reason_list(request):
    return render(request, "catalog/reason_list.html", {"reasons": Reason.objects.with_code_counts()})


@require_safe
def reason_detail(request, slug):
    reason = get_object_or_404(Reason.objects.prefetch_related("reason_remedies__remedy"), slug=slug)
    codes = reason.codes.for_list().by_code()
    return render(request, "catalog/reason_detail.html", {"reason": reason, "codes": codes})


@require_safe
def decode(request, code):
    """Any code taken apart, known or not."""
    places = anatomy.take_apart(code)
    if not places:
        raise Http404
    reply_code, enhanced_code = anatomy.split(code)
    codes = Code.objects.with_codes(reply_code, enhanced_code).for_list().by_code()
    context = {"reply_code": reply_code, "enhanced_code": enhanced_code, "places": places, "codes": codes}
    return render(request, "catalog/decode.html", context)


@require_safe
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
