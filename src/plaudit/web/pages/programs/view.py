"""Programs: the list, one of them, its curves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plaudit.earnings.runs.budgets import budgets
from plaudit.earnings.runs.stood import Stood, of_incentives, ran
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar, listed
from plaudit.web import clock
from plaudit.web.components.chart import respond
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.programs.curves import curved, drawing, standing, terms
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
    people, curves = inside(found, request.reader), curved(found.plan)
    return taken(request, people, *(each.rates for each in curves.values())) or render(
        request,
        "programs/page.html",
        {
            "shown": shown,
            "program": found,
            "terms": terms(found.plan, curves),
            "people": people,
            "versions": versions(found.program),
            "budget": tuple(budgets(found)) if request.reader.operations or request.reader.finance else None,
        },
    )


def curve(request: Asked, key: str, incentive: str) -> HttpResponse:
    """Who stands where on one curve: the picture, its rates, its people."""
    shown, found = _found(request, key)
    one = curved(found.plan).get(incentive)
    if one is None:
        raise Http404
    units = seen(request.reader, of_incentives(found, [incentive]).units)
    stands = standing(found.plan, one, units, names(unit.person_id for unit in units))
    return taken(request, one.rates, stands) or render(
        request, "programs/curve.html", {"shown": shown, "program": found, "curve": one, "stands": stands}
    )


def picture(request: Asked, key: str, incentive: str) -> HttpResponse:
    _, found = _found(request, key)
    promise = next((each for each in found.plan.incentives if each.key == incentive), None)
    if promise is None:
        raise Http404
    units = seen(request.reader, of_incentives(found, [incentive]).units)
    drawn = drawing(found.plan, promise, units, names(unit.person_id for unit in units))
    if drawn is None:
        raise Http404
    return respond(request, drawn)


def _found(request: Asked, key: str) -> tuple[Chosen, Stood]:
    if not request.reader.takes_part:
        raise Http404
    shown = chosen(request, calendar(), clock.today())
    for each in ran(shown.period, at=clock.now()):
        if each.program.key == key:
            return shown, each
    raise Http404(f"{key} is not in force in {shown.label}.")
