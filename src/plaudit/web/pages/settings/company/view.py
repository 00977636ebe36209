"""How this site runs, in facts that help somebody who has to ask for a change; nothing secret."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render

import plaudit
from plaudit.people.models import Arrival, Person
from plaudit.web import clock
from plaudit.web.door import Asked, admit


def company(request: Asked) -> HttpResponse:
    admit(request.reader.sees_people)
    site = settings.SITE
    shown = {
        "version": plaudit.__version__,
        "database": "PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        "zone": site.time_zone,
        "now": clock.now(),
        "hosts": site.hosts,
        "https": site.https,
        "sso": site.oidc["server_url"] if site.oidc else "",
        "mail": "PLAUDIT_MAIL" if "EMAIL_HOST" in site.mail else "",
        "people": Person.objects.count(),
        "arrival": Arrival.objects.order_by("-pk").first(),
    }
    return render(request, "settings/company/page.html", shown)
