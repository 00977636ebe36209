"""The Advocacy Maturity Map: what counts, how far it goes, what it is worth, how to get one; operations edits it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from plaudit.activities.models import MaturityMap
from plaudit.connectors.database.catalogue import catalogue as held
from plaudit.connectors.database.remap import problems, remap
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.day import FIRST
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.settings.catalogue.form import Text
from plaudit.web.pages.settings.catalogue.rows import mapped
from plaudit.web.pages.settings.catalogue.starting import STARTING
from plaudit.web.pages.settings.changed import changed


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
        # Points and days may count in every period that is not closed, however long ago.
        changed(request, FIRST, "catalogue", lambda: _put_in_force(request, form.cleaned_data["text"]))
        return redirect("settings-catalogue")
    checked = form.is_valid() and not found
    return render(request, "settings/catalogue/edit.html", {"form": form, "problems": found, "checked": checked})


def _put_in_force(request: Asked, text: str) -> None:
    """An act that was logged since the text was looked at may need what the text leaves out."""
    for problem in remap(text, by=request.reader.key, at=clock.now()):
        raise Refused(problem.code, problem.says)
