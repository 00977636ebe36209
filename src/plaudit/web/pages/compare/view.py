"""Comparing with what was paid elsewhere: send a list, look at what differs and why, keep or delete it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from plaudit.earnings.shadow.models import Comparison
from plaudit.earnings.shadow.send import again, delete, send
from plaudit.plans.programs.find import calendar
from plaudit.values.refused import Refused
from plaudit.web import clock
from plaudit.web.components.problems import problems
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.compare.form import SendForm
from plaudit.web.pages.compare.rows import before, classes, differences, stands, sums
from plaudit.web.pages.compare.task import begin
from plaudit.web.periods import quarters

# Work that has not moved for so long was stopped with its process.
STALLED = timedelta(minutes=5)


def compare(request: Asked) -> HttpResponse:
    """Send a list; what was compared before."""
    _admitted(request)
    form = SendForm(request.POST or None, request.FILES or None)
    sent = _sent(request, form) if request.method == "POST" and form.is_valid() else None
    if sent is not None:
        return redirect("comparison", sent.pk)
    table = before(Comparison.objects.select_related("program").defer("content"))
    named = calendar()
    periods = [each.name(named.first_month, named.named_by) for each in quarters(clock.today(), named)]
    told = {"form": form, "table": table, "periods": periods}
    return taken(request, table) or render(request, "compare/page.html", told, status=422 if form.errors else 200)


def comparison(request: Asked, number: int) -> HttpResponse:
    """What differs, or how far it is."""
    found = _found(request, number)
    told: dict[str, object] = {"comparison": found, "says": stands(found), "working": found.answered_at is None}
    told["stalled"] = found.answered_at is None and clock.now() - found.moved_at > STALLED
    mistakes = problems(found.problems)
    if not found.told:
        return taken(request, mistakes) or render(request, "compare/one.html", {**told, "mistakes": mistakes})
    table = differences(found)
    paid, owed = sums(found)
    told |= {"table": table, "classes": classes(found), "paid": paid, "owed": owed, "mistakes": mistakes}
    told["more"] = None if owed is None else owed - paid
    return taken(request, table, mistakes) or render(request, "compare/one.html", told)


@require_POST
def once_more(request: Asked, number: int) -> HttpResponse:
    """The same list beside what is known by now; also where work was stopped."""
    found = _found(request, number)
    again(found, by=request.reader, at=clock.now())
    begin(found)
    return redirect("comparison", number)


@require_POST
def remove(request: Asked, number: int) -> HttpResponse:
    found = _found(request, number)
    delete(found, by=request.reader, at=clock.now())
    messages.success(request, f"{found} and what was found in it are deleted.")
    return redirect("compare")


def _sent(request: Asked, form: SendForm) -> Comparison | None:
    try:
        sent = send(form.paid(), by=request.reader, at=clock.now())
    except Refused as refused:
        form.blame(refused)
        return None
    begin(sent)
    return sent


def _found(request: Asked, number: int) -> Comparison:
    _admitted(request)
    return get_object_or_404(Comparison.objects.select_related("program").defer("content"), pk=number)


def _admitted(request: Asked) -> None:
    admit(request.reader.operations or request.reader.finance)
