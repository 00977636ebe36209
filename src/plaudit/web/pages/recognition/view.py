"""Recognition: badges and gifts of a period."""

from django.http import HttpResponse
from django.shortcuts import render

from plaudit.earnings.runs.stood import of_incentives, ran
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.recognition.feed import feed, thanking
from plaudit.web.periods import chosen


def recognition(request: Asked) -> HttpResponse:
    admit(request.reader.takes_part)
    shown = chosen(request, calendar(), clock.today())
    found = [of_incentives(each, keys) for each in ran(shown.period, at=clock.now()) if (keys := thanking(each))]
    called = names(unit.person_id for each in found for unit in each.units)
    programs = [(each, feed(each, request.reader, called)) for each in found]
    return taken(request, *(table for _, table in programs)) or render(
        request, "recognition/page.html", {"shown": shown, "programs": programs}
    )
