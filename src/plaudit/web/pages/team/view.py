"""The team of a manager as it was in a period; for operations and finance, everybody."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plaudit.earnings.runs.stood import stood
from plaudit.people.access import then
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.team.standings import standings
from plaudit.web.periods import Chosen, chosen


def team(request: Asked) -> HttpResponse:
    shown = chosen(request, calendar(), clock.today())
    reader = then(request.reader, min(shown.today, shown.period.last))
    if not (request.reader.manages or reader.manages):
        raise Http404
    return _page(request, shown, "Team", reader.reports)


def people(request: Asked) -> HttpResponse:
    if not (request.reader.operations or request.reader.finance):
        raise Http404
    return _page(request, chosen(request, calendar(), clock.today()), "Statements", None)


def _page(request: Asked, shown: Chosen, heading: str, keys: Iterable[str] | None) -> HttpResponse:
    found = stood(shown.period, at=clock.now(), people=keys)
    called = names(unit.person_id for each in found for unit in each.units)
    tables = [standings(each, called, shown.today) for each in found]
    return taken(request, *tables) or render(
        request,
        "team/page.html",
        {"shown": shown, "heading": heading, "programs": list(zip(found, tables, strict=True))},
    )
