"""People and what they do for the program; an administrator invites, shuts and appoints. No pay is shown here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plaudit.people.appoint import end, grant
from plaudit.people.arrive import hold
from plaudit.people.invite import invitation as invitation_of
from plaudit.people.invite import invite, reopen, shut
from plaudit.people.leave import employed
from plaudit.people.models import Duty, Employment, Login, Person, Position
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.settings.people.form import End, Grant, Invite, Leave, Move, New
from plaudit.web.pages.settings.people.rows import table


def everybody(request: Asked) -> HttpResponse:
    admit(request.reader.sees_people)
    listed = table(clock.today())
    return taken(request, listed) or render(request, "settings/people/list.html", {"table": listed})


def one(request: Asked, key: str) -> HttpResponse:
    admit(request.reader.sees_people)
    person = get_object_or_404(Person, key=key)
    return render(request, "settings/people/one.html", told(request, person))


def new(request: Asked) -> HttpResponse:
    admit(request.reader.manages_logins)
    form = New(request.POST or None)
    if not form.is_valid():
        return render(request, "settings/people/new.html", {"form": form})
    said = form.cleaned_data
    try:
        with transaction.atomic():
            hold()
            person = Person.objects.create(key=said["key"], name=said["name"], email=said["email"])
            invite(person, said["email"], by=request.reader.key, at=clock.now())
    except Refused as refused:
        form.add_error("email", refused.says)
        return render(request, "settings/people/new.html", {"form": form})
    return redirect("settings-person", person.key)


@require_POST
def invitation(request: Asked, key: str) -> HttpResponse:
    admit(request.reader.manages_logins)
    person = get_object_or_404(Person, key=key)
    form = Invite(request.POST)
    if form.is_valid():
        with _refusals_shown(request), transaction.atomic():
            invite(person, form.cleaned_data["email"], by=request.reader.key, at=clock.now())
    return _again(request, person, form, "invite")


@require_POST
def switch(request: Asked, key: str) -> HttpResponse:
    """Shuts an open login and reopens a shut one."""
    admit(request.reader.manages_logins)
    login = get_object_or_404(Login.objects.select_related("person"), person__key=key)
    change = shut if request.POST.get("to") == "shut" else reopen
    with _refusals_shown(request), transaction.atomic():
        change(login, by=request.reader.key, at=clock.now())
    return redirect("settings-person", key)


@require_POST
def appointment(request: Asked, key: str) -> HttpResponse:
    admit(request.reader.manages_logins)
    person = get_object_or_404(Person, key=key)
    form = Grant(request.POST)
    if form.is_valid():
        with _refusals_shown(request), transaction.atomic():
            duty = Duty.Kind(form.cleaned_data["duty"])
            grant(person, duty, form.cleaned_data["starts"], by=request.reader.key, at=clock.now())
    return _again(request, person, form, "grant")


@require_POST
def dismissal(request: Asked, key: str, duty: int) -> HttpResponse:
    admit(request.reader.manages_logins)
    held = get_object_or_404(standing(Duty).select_related("person"), person=key, pk=duty)
    form = End(request.POST)
    if form.is_valid():
        with _refusals_shown(request), transaction.atomic():
            end(held, form.cleaned_data["on"], by=request.reader.key, at=clock.now())
    return _again(request, held.person, form, "end")


def told(request: Asked, person: Person) -> dict[str, object]:
    """What the page of a person shows; the forms only to whoever may use them."""
    today, employment = clock.today(), employed(person)
    login = Login.objects.filter(person=person).first()
    waiting = login is not None and login.is_active and login.invited_at is not None
    link = reverse("invitation", args=[invitation_of(login)]) if waiting and login is not None else ""
    return {
        "person": person,
        "employment": employment,
        "positions": standing(Position).filter(person=person).order_by("-starts"),
        "duties": standing(Duty).filter(person=person).order_by("-starts", "duty"),
        "login": login,
        "link": request.build_absolute_uri(link) if link and request.reader.manages_logins else "",
        "manages": request.reader.manages_logins,
        "herself": person.key == request.reader.key,
        "today": today,
        "invite": Invite(initial={"email": login.email if login else person.email}),
        "grant": Grant(initial={"starts": today}),
        "end": End(initial={"on": today}),
        "edits": request.reader.edits_company and person.key != request.reader.key,
        "move": Move(initial=_is(person, today)),
        "leave": Leave(initial={"last_day": None if employment is None else employment.ends_on}),
        "people": Person.objects.order_by("name"),
        "roles": _words("role"),
        "teams": _words("team"),
    }


def _is(person: Person, on: date) -> dict[str, object]:
    """Her position on a day, as the form of the next one begins."""
    positions = standing(Position).filter(person=person)
    now = positions.filter(starts__lte=on).exclude(ends__lte=on).first()
    held = now if now is not None or positions.exists() else standing(Employment).filter(person=person).first()
    said = {} if held is None else {name: getattr(held, name) for name in ("role", "team", "manager", "pay_currency")}
    return {**said, "starts": on}


def _words(column: str) -> list[str]:
    """What people are called so far, to choose from."""
    found = {*Employment.objects.values_list(column, flat=True), *Position.objects.values_list(column, flat=True)}
    return sorted(found - {""})


def _again(request: Asked, person: Person, form: Form, name: str) -> HttpResponse:
    """Back to the person; with the form as it was sent where it cannot be used."""
    if form.is_valid():
        return redirect("settings-person", person.key)
    return render(request, "settings/people/one.html", told(request, person) | {name: form}, status=422)


@contextmanager
def _refusals_shown(request: Asked) -> Iterator[None]:
    """A refusal becomes a message on the page that is shown next."""
    try:
        yield
    except Refused as refused:
        messages.error(request, refused.says)
