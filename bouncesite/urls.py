"""Every address of the site: pages below a language, the API and the admin beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, re_path

from catalog import api, machines, views
from catalog.caching import catalog_page
from catalog.sitemaps import SITEMAPS

urlpatterns = [
    path("", views.to_language),
    path("healthz", api.healthz),
    path("robots.txt", machines.robots),
    path("favicon.ico", machines.Icon.as_view(name="favicon.ico")),
    path("apple-touch-icon.png", machines.Icon.as_view(name="apple-touch-icon.png")),
    path("sitemap.xml", catalog_page(index), {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}),
    path("sitemap-<section>.xml", catalog_page(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("api/diagnose", api.diagnose),
    path("api/codes", api.code_list),
    path("api/codes/<slug:slug>", api.code_detail),
    re_path(r"^api/(?P<rest>.*)$", api.not_found),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("catalog.urls"))),
]

handler500 = "catalog.views.server_error"
