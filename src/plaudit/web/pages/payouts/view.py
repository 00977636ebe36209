"""Payouts: make a batch, approve, send, confirm; what payroll calls things; a remittance note."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from plaudit.ledger.models import Entry
from plaudit.people.models import Person
from plaudit.people.names import names
from plaudit.statements.payouts import layouts
from plaudit.statements.payouts.approve import approve, discard
from plaudit.statements.payouts.codes import codes as known_codes
from plaudit.statements.payouts.codes import say
from plaudit.statements.payouts.confirm import mark, reconcile
from plaudit.statements.payouts.make import make
from plaudit.statements.payouts.models import Batch, Confirmation
from plaudit.statements.payouts.payable import payable
from plaudit.statements.payouts.send import file_of, send
from plaudit.statements.payouts.stands import stands
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.payouts import shown
from plaudit.web.pages.payouts.form import CodesForm, ConfirmForm, MakeForm
from plaudit.web.pages.payouts.remittance import remittance


def payouts(request: Asked) -> HttpResponse:
    """What can be paid, and what was."""
    _pays(request)
    choices = shown.choices(payable())
    form = MakeForm(choices, request.POST if request.method == "POST" else None, clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            batch = make(form.asked(), by=request.reader, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.says)
        else:
            return redirect("payouts-one", batch.pk)
    table = shown.batches()
    told = {
        "form": form,
        "choices": choices,
        "table": table,
        "layouts": [layouts.find(name) for name in layouts.names()],
    }
    return taken(request, table) or render(request, "payouts/page.html", told, status=422 if form.errors else 200)


def one(request: Asked, number: int) -> HttpResponse:
    now = stands(_found(request, number))
    table, confirmations = shown.lines(now), Confirmation.objects.filter(batch=now.batch)
    told = {
        "now": now,
        "table": table,
        "says": shown.STATES[now.state],
        "layout": layouts.find(now.batch.layout),
        "sums": shown.sums(now),
        "file": file_of(now.batch),
        "form": ConfirmForm(),
        "confirmations": confirmations,
        "names": names([now.batch.made_by, *(step.by for step in now.steps), *(each.by for each in confirmations)]),
    }
    return taken(request, table) or render(request, "payouts/one.html", told)


@require_POST
def approval(request: Asked, number: int) -> HttpResponse:
    batch = _found(request, number)
    seen = request.POST.get("digest", "")
    return _done(request, batch, lambda: approve(batch, shown=seen, by=request.reader, at=clock.now()))


@require_POST
def giving_up(request: Asked, number: int) -> HttpResponse:
    batch = _found(request, number)
    return _done(request, batch, lambda: discard(batch, by=request.reader, at=clock.now()))


@require_POST
def sending(request: Asked, number: int) -> HttpResponse:
    batch = _found(request, number)
    return _done(request, batch, lambda: send(batch, by=request.reader, at=clock.now()))


@require_POST
def marking(request: Asked, number: int) -> HttpResponse:
    """All lines that can be, or those that are named."""
    batch, said = _found(request, number), request.POST
    named = [word.rpartition("-")[2] for word in said.get("lines", "").replace(",", " ").split()]
    if not all(place.isdigit() for place in named):
        messages.error(request, "Name lines by their references, such as P7-3.")
        return redirect("payouts-one", number)
    places = [int(place) for place in named] or None
    return _done(request, batch, lambda: mark(batch, places, said.get("what", ""), by=request.reader, at=clock.now()))


@require_POST
def confirmation(request: Asked, number: int) -> HttpResponse:
    """Read the bank's file."""
    batch = _found(request, number)
    form = ConfirmForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Choose the file that the bank or payroll gave you.")
        return redirect("payouts-one", number)
    file = form.cleaned_data["file"]
    return _done(request, batch, lambda: reconcile(batch, file.name, file.read(), by=request.reader, at=clock.now()))


def file(request: Asked, number: int) -> HttpResponse:
    """The file as it was sent."""
    kept = file_of(_found(request, number))
    if kept is None:
        raise Http404
    answer = HttpResponse(kept[1], content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kept[0]}"'
    return answer


def codes(request: Asked, layout: str) -> HttpResponse:
    """What one payroll system calls the company, the purses and the people."""
    _pays(request)
    if layout not in layouts.names():
        raise Http404
    known, dues = known_codes(layout), Entry.objects.filter(kind="due").order_by()
    purses = sorted(set(dues.values_list("funded_by", flat=True)) | set(known.purse))
    people = sorted(set(dues.values_list("person", flat=True)) | set(known.person))
    form = CodesForm(layouts.find(layout), purses, known, request.POST if request.method == "POST" else None)
    form.fields["people"].initial = "".join(f"{key},{known.person.get(key, '')}\n" for key in people)
    if request.method == "POST" and form.is_valid():
        try:
            changed = say(layout, form.codes(), by=request.reader, at=clock.now())
        except Refused as refused:
            form.add_error(None, refused.says)
        else:
            messages.success(request, f"{changed} changed.")
            return redirect("payouts-codes", layout)
    told = {"form": form, "layout": layouts.find(layout), "others": [layouts.find(name) for name in layouts.names()]}
    return render(request, "payouts/codes.html", told, status=422 if form.errors else 200)


def note(request: Asked, number: int, person: str) -> HttpResponse:
    """What one payout pays one person, on paper."""
    admit(request.reader.sees_pay_of(person))
    owner = get_object_or_404(Person, key=person)
    printed = remittance(number, person, owner.name)
    if printed is None:
        raise Http404
    answer = HttpResponse(printed, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="remittance-{number}-{person}.pdf"'
    return answer


def _done(request: Asked, batch: Batch, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.says)
    return redirect("payouts-one", batch.pk)


def _found(request: Asked, number: int) -> Batch:
    _pays(request)
    return get_object_or_404(Batch, pk=number)


def _pays(request: Asked) -> None:
    admit(request.reader.finance or request.reader.operations)
