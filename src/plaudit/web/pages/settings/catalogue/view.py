"""The Advocacy Maturity Map: what counts, how far it goes, what it is worth, how to get one; operations edits it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from plaudit.activities.models import MaturityMap
from plaudit.connectors.database.catalogue import catalogue as held
from plaudit.connectors.database.remap import problems, remap
from plaudit.people.recorded import standing
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.settings.catalogue.form import Text
from plaudit.web.pages.settings.catalogue.rows import mapped
from plaudit.web.pages.settings.catalogue.starting import STARTING


def catalogue(request: Asked) -> HttpResponse:
    own, table = standing(MaturityMap).first(), mapped(held())
    shown = {"table": table, "own": own, "edits": request.reader.edits_company}
    return taken(request, table) or render(request, "settings/catalogue/map.html", shown)


def edit(request: Asked) -> HttpResponse:
    admit(request.reader.edits_company)
    own = standing(MaturityMap).first()
    form = Text(request.POST or None, initial={"text": STARTING if own is None else own.text})
    found = problems(form.cleaned_data["text"]) if form.is_valid() else ()
    if form.is_valid() and not found and "check" not in request.POST:
        with transaction.atomic():
            found = remap(form.cleaned_data["text"], by=request.reader.key, at=clock.now())
        messages.success(request, "The catalogue is changed.")
        return redirect("settings-catalogue")
    checked = form.is_valid() and not found
    return render(request, "settings/catalogue/edit.html", {"form": form, "problems": found, "checked": checked})
