"""Another role, team, manager or currency from a day on, or a last day: by operations, who see what it moves."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from plaudit.people.leave import employed, leave
from plaudit.people.models import Person
from plaudit.people.move import Held, move
from plaudit.web import clock
from plaudit.web.door import Asked, admit
from plaudit.web.pages.settings.changed import changed
from plaudit.web.pages.settings.people.form import Leave, Move
from plaudit.web.pages.settings.people.view import told


@require_POST
def position(request: Asked, key: str) -> HttpResponse:
    admit(request.reader.edits_company)
    person = get_object_or_404(Person, key=key)
    form = Move(request.POST)
    if not form.is_valid():
        return render(request, "settings/people/one.html", told(request, person) | {"move": form}, status=422)
    said = form.cleaned_data
    starts = said.pop("starts")
    changed(
        request,
        starts,
        f"person {key}",
        lambda: move(person, Held(**said), starts, by=request.reader.key, at=clock.now()),
    )
    return redirect("settings-person", key)


@require_POST
def employment(request: Asked, key: str) -> HttpResponse:
    """Her last day, or none."""
    admit(request.reader.edits_company)
    person = get_object_or_404(Person, key=key)
    form = Leave(request.POST)
    if not form.is_valid():
        return render(request, "settings/people/one.html", told(request, person) | {"leave": form}, status=422)
    last_day, now = form.cleaned_data["last_day"], employed(person)
    days = [day for day in (last_day, None if now is None else now.ends_on) if day is not None]
    changed(
        request,
        min(days, default=clock.today()),
        f"person {key}",
        lambda: leave(person, last_day, by=request.reader.key, at=clock.now()),
    )
    return redirect("settings-person", key)
