"""Contest standings."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plaudit.earnings.runs.stood import of_incentives, ran
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.contests.standings import contests as standing
from plaudit.web.pages.contests.standings import ranked
from plaudit.web.periods import chosen


def contests(request: Asked) -> HttpResponse:
    reader = request.reader
    if not reader.takes_part:
        raise Http404
    shown = chosen(request, calendar(), clock.today())
    found = [of_incentives(each, ranked(each)) for each in ran(shown.period, at=clock.now())]
    called = names(unit.person_id for each in found for unit in each.units)
    those = standing(found, reader, called, shown.today)
    tables = [table for contest in those for _, table in contest.brackets]
    return taken(request, *tables) or render(request, "contests/page.html", {"shown": shown, "contests": those})
