"""Programs: the list, one of them, its curves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plaudit.earnings.runs.stood import Stood, stood
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar, listed
from plaudit.web import clock
from plaudit.web.components.chart import respond
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.programs.budget import budget
from plaudit.web.pages.programs.curves import curved, drawing, terms
from plaudit.web.pages.programs.listing import listing
from plaudit.web.pages.programs.people import inside, seen
from plaudit.web.pages.programs.versions import versions
from plaudit.web.periods import Chosen, chosen


def programs(request: Asked) -> HttpResponse:
    if not request.reader.takes_part:
        raise Http404
    table = listing(listed(), clock.today())
    return taken(request, table) or render(request, "programs/list.html", {"table": table})


def program(request: Asked, key: str) -> HttpResponse:
    shown, found = _found(request, key)
    units = seen(request.reader, found.units)
    called = names(unit.person_id for unit in units)
    people, curves = inside(found, units, called), curved(found.plan, units, called)
    tables = [*(each.rates for each in curves.values()), *(each.stands for each in curves.values() if each.stands)]
    return taken(request, people, *tables) or render(
        request,
        "programs/page.html",
        {
            "shown": shown,
            "program": found,
            "terms": terms(found.plan, curves),
            "people": people,
            "versions": versions(found.program),
            "budget": budget(found) if request.reader.operations or request.reader.finance else None,
        },
    )


def curve(request: Asked, key: str, incentive: str) -> HttpResponse:
    _, found = _found(request, key)
    promise = next((each for each in found.plan.incentives if each.key == incentive), None)
    if promise is None:
        raise Http404
    units = [unit for unit in seen(request.reader, found.units) if unit.incentive == incentive]
    drawn = drawing(found.plan, promise, units, names(unit.person_id for unit in units))
    if drawn is None:
        raise Http404
    return respond(request, drawn)


def _found(request: Asked, key: str) -> tuple[Chosen, Stood]:
    """What is not in force in the period is shown as it stands in the one in which it last was."""
    if not request.reader.takes_part:
        raise Http404
    shown = chosen(request, calendar(), clock.today())
    for each in stood(shown.period, at=clock.now()):
        if each.program.key == key:
            return shown, each
    raise Http404(f"{key} is not in force in {shown.label}.")
