"""Every address of the site: pages below a language, the API and the admin beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from catalog import api, views

urlpatterns = [
    path("", views.to_language),
    path("healthz", api.healthz),
    path("api/diagnose", api.diagnose),
    path("api/codes", api.code_list),
    path("api/codes/<slug:slug>", api.code_detail),
    re_path(r"^api/(?P<rest>.*)$", api.not_found),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("catalog.urls"))),
]

handler500 = "catalog.views.server_error"
