"""Logging an activity."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from plaudit.activities.catalogue import STAGES, Kind
from plaudit.activities.log import New, log
from plaudit.connectors.database.catalogue import catalogue
from plaudit.customers.find import accounts_like, book
from plaudit.values.refused import Refused, Unreadable
from plaudit.web import clock
from plaudit.web.door import Asked
from plaudit.web.pages.log.form import LogForm, begins


def kinds(request: Asked) -> HttpResponse:
    """Which kind it is: the Advocacy Maturity Map, with how to get one."""
    _may_log(request)
    found = catalogue().kinds
    stages = [(stage, [kind for kind in found if kind.stage == stage]) for stage in STAGES]
    return render(request, "log/kinds.html", {"stages": [(stage, kinds) for stage, kinds in stages if kinds]})


def act(request: Asked, kind: str) -> HttpResponse:
    """One short form; a likely duplicate is shown before anything is kept."""
    _may_log(request)
    chosen = _kind(kind)
    if request.method != "POST":
        initial = {**begins(request.reader, clock.today(), chosen), "key": f"{kind}-{secrets.token_hex(5)}"}
        return _form(request, LogForm(chosen, request.reader, initial=initial), 200)
    form = LogForm(chosen, request.reader, request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, 422)
    likely = form.alike()
    shown = " ".join(report.activity_id for report in likely)
    if likely and form.cleaned_data["another"] != shown:
        return render(
            request, "log/act.html", {"form": form, "kind": chosen, "alike": likely, "shown": shown}, status=409
        )
    return _log(request, form)


def accounts(request: Asked) -> HttpResponse:
    """Accounts that fit what she has typed so far: her own first."""
    _may_log(request)
    said = request.GET.get("account", "")
    own = accounts_like(said, book(request.reader.key))
    rest = [account for account in accounts_like(said) if account not in own]
    return render(request, "log/_accounts.html", {"accounts": [*own, *rest][:12]})


def _log(request: Asked, form: LogForm) -> HttpResponse:
    new = New(form.cleaned_data["key"], form.told(), form.reached())
    try:
        log(new, by=request.reader, at=clock.now(), catalogue=catalogue())
    except Unreadable as unreadable:
        form.blame(unreadable.problems)
        return _form(request, form, 422)
    except Refused as refused:
        form.add_error(None, refused.says)
        return _form(request, form, 409)
    messages.success(request, "Logged. It earns when somebody who does not earn from it has verified it.")
    return redirect("activity", key=new.key)


def _form(request: Asked, form: LogForm, status: int) -> HttpResponse:
    own = book(request.reader.key)[:12]
    return render(request, "log/act.html", {"form": form, "kind": form.kind, "own": own}, status=status)


def _kind(name: str) -> Kind:
    found = catalogue().find(name)
    if found is None:
        raise Http404
    return found


def _may_log(request: Asked) -> None:
    if not request.reader.may_log():
        raise Http404
