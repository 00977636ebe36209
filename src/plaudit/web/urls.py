"""The site map."""

from django.urls import include, path

from plaudit.web.pages.home.view import home
from plaudit.web.pages.quarter.view import quarter
from plaudit.web.pages.running.view import healthy, ready
from plaudit.web.pages.statement import view as statement

urlpatterns = [
    path("", home, name="home"),
    path("quarter/", quarter, name="quarter"),
    path("team/", quarter, name="team"),
    path("people/", quarter, name="people"),
    path("programs/", quarter, name="programs"),
    path("contests/", quarter, name="contests"),
    path("journal/", quarter, name="journal"),
    path("statements/<str:person>/<path:period>.pdf", statement.printed, name="statement-pdf"),
    path("statements/<str:person>/<path:period>", statement.statement, name="statement"),
    path("settings/", include("plaudit.web.pages.settings.urls")),
    path("accounts/", include("plaudit.web.pages.account.urls")),
    path("healthy", healthy, name="healthy"),
    path("ready", ready, name="ready"),
]
