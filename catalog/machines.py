"""What machines ask for beside the pages: robots.txt, the OpenSearch description, icons at their old places."""

from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

#: These say how the site is built, not what is in it: a day old is new enough.
daily = cache_control(public=True, max_age=86400)


@require_safe
@daily
def robots(request):
    """RFC 9309: everything but the admin may be read; where the sitemap is."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain; charset=utf-8")


@require_safe
@daily
def opensearch(request):
    """OpenSearch 1.1: the site as a search engine of the browser, in the address's language."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml; charset=utf-8")


class Icon(RedirectView):
    """The static file ``name``, for browsers that ask for it at the root."""

    name = ""

    def get_redirect_url(self, *args, **kwargs):
        return static(f"catalog/{self.name}")
