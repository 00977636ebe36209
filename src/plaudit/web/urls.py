"""The site map."""

from django.urls import include, path

from plaudit.web.pages.home.view import home
from plaudit.web.pages.running.view import healthy, ready

urlpatterns = [
    path("", home, name="home"),
    path("accounts/", include("plaudit.web.pages.account.urls")),
    path("settings/", include("plaudit.web.pages.settings.urls")),
    path("healthy", healthy, name="healthy"),
    path("ready", ready, name="ready"),
]
