"""Accounts and who holds them; operations gives one to others, and is told what that moves."""

from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from plaudit.customers.hold import hold
from plaudit.customers.models import Account, Holding
from plaudit.people.models import Person
from plaudit.people.recorded import standing
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.settings.accounts.form import Hold
from plaudit.web.pages.settings.accounts.rows import history, table
from plaudit.web.pages.settings.changed import changed


def accounts(request: Asked) -> HttpResponse:
    admit(request.reader.sees_people)
    listed = table(clock.today())
    return taken(request, listed) or render(request, "settings/accounts/list.html", {"table": listed})


def one(request: Asked, key: str) -> HttpResponse:
    admit(request.reader.sees_people)
    admit(request.method != "POST" or request.reader.edits_company)
    account, today = get_object_or_404(Account, key=key), clock.today()
    form = Hold(request.POST or None, held=_held(account, today), starts=today)
    if form.is_valid():
        shares, starts = form.shares(), form.cleaned_data["starts"]
        act = (account, shares, starts)
        if changed(request, starts, f"account {key}", lambda: hold(*act, by=request.reader.key, at=clock.now())):
            return redirect("settings-account", key)
    past = history(account)
    shown = {"account": account, "table": past, "form": form, "people": Person.objects.order_by("name")}
    status = 422 if request.method == "POST" else 200
    return taken(request, past) or render(request, "settings/accounts/one.html", shown, status=status)


def _held(account: Account, on: date) -> dict[str, str]:
    held = standing(Holding).filter(Q(ends__isnull=True) | Q(ends__gt=on), account=account, starts__lte=on)
    return dict(held.order_by("person").values_list("person__key", "share"))
