"""The team of a manager as it was in a period; for operations and finance, everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plaudit.earnings.runs.stood import Stood, ran, stood
from plaudit.earnings.runs.totals import totals
from plaudit.people.access import then
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar
from plaudit.statements.acknowledge import Seen, seen
from plaudit.web import clock
from plaudit.web.components.table import Table
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.issued.acknowledged import acknowledged
from plaudit.web.pages.team.standings import everybody, standings
from plaudit.web.periods import Chosen, chosen


def team(request: Asked) -> HttpResponse:
    shown = chosen(request, calendar(), clock.today())
    reader = then(request.reader, min(shown.today, shown.period.last))
    if not (request.reader.manages or reader.manages):
        raise Http404
    found = stood(shown.period, at=clock.now(), people=reader.reports)
    called = names(unit.person_id for each in found for unit in each.units)
    tables = [(each, standings(each, called, shown.today)) for each in found]
    return _page(request, shown, "Team", tables, seen(shown.name, reader.reports))


def people(request: Asked) -> HttpResponse:
    if not (request.reader.operations or request.reader.finance):
        raise Http404
    shown = chosen(request, calendar(), clock.today())
    found = [(each, totals(each.run, each.currency)) for each in ran(shown.period, at=clock.now())]
    called = names(total.person for _, those in found for total in those)
    tables = [(each, everybody(each, those, called)) for each, those in found]
    return _page(request, shown, "Statements", tables, seen(shown.name))


def _page(
    request: Asked, shown: Chosen, heading: str, programs: list[tuple[Stood, Table]], issued: tuple[Seen, ...]
) -> HttpResponse:
    who = acknowledged(shown.name, issued)
    told = {"shown": shown, "heading": heading, "programs": programs, "issued": issued, "who": who}
    return taken(request, who, *(table for _, table in programs)) or render(request, "team/page.html", told)
