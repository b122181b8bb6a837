"""The pages, below a language."""

from django.urls import path

from catalog import machines, views
from catalog.caching import catalog_page
from catalog.feed import ChangedEntries
from catalog.models import Provider, Reason, Remedy

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("codes/", views.code_list, name="code-list"),
    path("codes/<slug:slug>/", views.code_detail, name="code-detail"),
    path("providers/", views.provider_list, name="provider-list"),
    path("providers/<slug:slug>/", views.row_detail(Provider), name="provider-detail"),
    path("reasons/", views.reason_list, name="reason-list"),
    path("reasons/<slug:slug>/", views.row_detail(Reason), name="reason-detail"),
    path("remedies/", views.remedy_list, name="remedy-list"),
    path("remedies/<slug:slug>/", views.row_detail(Remedy), name="remedy-detail"),
    path("diagnose/", views.diagnose, name="diagnose"),
    path("decode/<str:code>/", views.decode, name="decode"),
    path("guide/", views.guide, name="guide"),
    path("feed/", catalog_page(ChangedEntries()), name="feed"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
]
