"""The site map."""

from django.urls import include, path

from plaudit.web.pages.home.view import home

urlpatterns = [
    path("", home, name="home"),
    path("accounts/", include("allauth.urls")),
]
