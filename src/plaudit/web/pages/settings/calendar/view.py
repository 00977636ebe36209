"""How the company's pages divide time, and how its programs do."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from plaudit.plans.programs.divide import divide
from plaudit.plans.programs.find import calendar as held
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.settings.calendar.form import Years
from plaudit.web.pages.settings.calendar.rows import divided, programs


def calendar(request: Asked) -> HttpResponse:
    admit(request.reader.sees_people)
    admit(request.method != "POST" or request.reader.edits_company)
    now = held()
    form = Years(request.POST or None, initial={"first_month": now.first_month, "named_by": now.named_by})
    if form.is_valid():
        with transaction.atomic():
            divide(form.calendar(), by=request.reader.key, at=clock.now())
        messages.success(request, "The calendar is changed. No pay is.")
        return redirect("settings-calendar")
    tables = divided(clock.today(), now), programs(now)
    shown = {"form": form, "quarters": tables[0], "programs": tables[1], "zone": settings.SITE.time_zone}
    status = 422 if request.method == "POST" else 200
    return taken(request, *tables) or render(request, "settings/calendar/page.html", shown, status=status)
