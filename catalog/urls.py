"""The pages, below a language."""

from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("codes/", views.code_list, name="code-list"),
    path("codes/<slug:slug>/", views.code_detail, name="code-detail"),
    path("providers/", views.provider_list, name="provider-list"),
    path("providers/<slug:slug>/", views.provider_detail, name="provider-detail"),
    path("reasons/", views.reason_list, name="reason-list"),
    path("reasons/<slug:slug>/", views.reason_detail, name="reason-detail"),
    path("diagnose/", views.diagnose, name="diagnose"),
    path("decode/<str:code>/", views.decode, name="decode"),
    path("guide/", views.guide, name="guide"),
]
