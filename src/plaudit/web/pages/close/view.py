"""Closing: the periods, a draft and its list, the decision, what was booked."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from plaudit.ledger.closed import CLOSES
from plaudit.ledger.models import Posting
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar
from plaudit.statements.acknowledge import seen
from plaudit.statements.begin import begin as draft_of
from plaudit.statements.begin import kept_elsewhere
from plaudit.statements.close import close as book
from plaudit.statements.decide import Said, decide
from plaudit.statements.drafts import comes_next, latest, standing_draft
from plaudit.statements.models import Draft
from plaudit.statements.points import APPROVE
from plaudit.values.period import Period, PeriodUnreadable
from plaudit.values.refused import Refused, Unreadable
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.components.words import count
from plaudit.web.door import Asked
from plaudit.web.pages.close import rows, task
from plaudit.web.pages.close.shown import closing, drafted, stalled, tables
from plaudit.web.pages.issued.acknowledged import acknowledged
from plaudit.web.periods import label


def close(request: Asked) -> HttpResponse:
    """What is closed, what comes next, what other books closed."""
    _hers(request)
    postings = list(Posting.objects.filter(what__in=CLOSES).order_by("-number"))
    elsewhere = [_name(period) for period, _ in kept_elsewhere()]
    following = elsewhere[0] if elsewhere else comes_next(calendar(), clock.today())
    table, begun = rows.periods(postings), latest(following)
    taking = begun is not None and begun.elsewhere
    told = {"table": table, "elsewhere": [label(each) for each in elsewhere], "taking": taking, "draft": begun}
    told |= {"next": following, "next_label": label(following)}
    told |= {"stalled": begun is not None and stalled(begun, clock.now())}
    return taken(request, table) or render(request, "close/page.html", told)


@require_POST
def begin(request: Asked) -> HttpResponse:
    """Draft a period, or draft it anew."""
    _hers(request)
    try:
        of = calendar()
        period = Period.of(request.POST.get("period", ""), of.first_month, of.named_by)
        draft = draft_of(period, by=request.reader.key, at=clock.now())
    except PeriodUnreadable as unreadable:
        messages.error(request, str(unreadable))
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        return _calculated(request, draft)
    return redirect("close")


@require_POST
def take_over(request: Asked) -> HttpResponse:
    _hers(request)
    try:
        many = task.taken_over(request.reader.key)
    except Refused as refused:
        messages.error(request, refused.says)
    else:
        words = "The books are being taken over." if many is None else f"{count(str(many), 'period')} taken over."
        messages.success(request, words)
    return redirect("close")


def draft(request: Asked, number: int) -> HttpResponse:
    """Where a draft stands, and everything in it."""
    found = _found(request, number)
    posting = Posting.objects.filter(once=f"close {found.period}").first()
    if posting is not None:
        return redirect("close-posting", posting.number)
    if found.pk != number:
        return redirect("close-draft", found.pk)
    held = tables(found)
    told = drafted(found, held, request.reader, clock.now())
    return taken(request, *held.values()) or render(request, "close/draft.html", told)


@require_POST
def go_on(request: Asked, number: int) -> HttpResponse:
    """A preparation that was stopped with its process goes on where it was."""
    return _calculated(request, _found(request, number))


@require_POST
def let(request: Asked, number: int) -> HttpResponse:
    point, why = request.POST.get("point", ""), request.POST.get("why", "")
    return _decided(request, number, Said(point, request.POST.get("shown", ""), why))


@require_POST
def approve(request: Asked, number: int) -> HttpResponse:
    """Approves what was on her screen: its digest came with the form."""
    return _decided(request, number, Said(APPROVE, request.POST.get("shown", "")))


def confirm(request: Asked, number: int) -> HttpResponse:
    """The facts before it is done; then it is done."""
    found = _found(request, number)
    if request.method != "POST":
        return render(request, "close/confirm.html", {"draft": found, "facts": closing(found)})
    return _acted(request, number, lambda: book(_seen(number), by=request.reader.key, at=clock.now()))


def posting(request: Asked, number: int) -> HttpResponse:
    """What a close booked, with the head to be kept elsewhere, and who has seen her statement."""
    _hers(request)
    found = get_object_or_404(Posting, pk=number, what__in=CLOSES)
    booked, who = rows.entries(found), acknowledged(found.period, seen(found.period))
    decisions = found.facts["decisions"]
    called = names([found.by, found.facts["prepared_by"], *(each["by"] for each in decisions)])
    told = {"posting": found, "label": label(found.period), "booked": booked, "who": who, "names": called}
    return taken(request, booked, who) or render(request, "close/posting.html", told | {"decisions": decisions})


def _calculated(request: Asked, found: Draft) -> HttpResponse:
    try:
        task.calculate(found)
    except Unreadable as unreadable:
        messages.error(request, " ".join(f"{problem.says} {problem.remedy}" for problem in unreadable.problems))
    return redirect("close-draft", found.pk)


def _decided(request: Asked, number: int, said: Said) -> HttpResponse:
    _found(request, number)
    return _acted(request, number, lambda: decide(_seen(number), said, by=request.reader, at=clock.now()))


def _acted(request: Asked, number: int, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.says)
    return redirect("close-draft", number)


def _seen(number: int) -> Draft:
    """The draft that she had before her, whether it still counts or not."""
    return Draft.objects.get(pk=number)


def _found(request: Asked, number: int) -> Draft:
    _hers(request)
    found = standing_draft(number)
    if found is None:
        raise Http404
    return found


def _hers(request: Asked) -> None:
    if not (request.reader.finance or request.reader.operations):
        raise Http404


def _name(period: Period) -> str:
    of = calendar()
    return period.name(of.first_month, of.named_by)
