"""My quarter: a sentence, the bars, the acts, the statements."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plaudit.activities.recent import recent
from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.runs.stood import stood
from plaudit.people.access import Reader, manager
from plaudit.people.names import names
from plaudit.plans.programs.find import calendar
from plaudit.plans.signoff.find import from_now, sought
from plaudit.statements.disputes.stands import hers
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.disputes.shown import state
from plaudit.web.pages.quarter.acts import acts
from plaudit.web.pages.quarter.bars import bars, best
from plaudit.web.pages.quarter.headline import headline
from plaudit.web.pages.statement.past import past
from plaudit.web.periods import Chosen, chosen


def quarter(request: Asked) -> HttpResponse:
    reader = request.reader
    if not reader.earns:
        raise Http404
    shown = chosen(request, calendar(), clock.today())
    mine = stood(shown.period, at=clock.now(), people=[reader.key])
    kinds = catalogue()
    table = acts(recent(reader.key, min(shown.today, shown.period.last)), kinds, _verifier(reader, shown))
    asked = sought(from_now(shown.today), kinds, {reader.key})
    return taken(request, table) or render(
        request,
        "quarter/page.html",
        {
            "shown": shown,
            "headline": headline(mine, reader.key, best(mine, shown.today), shown),
            "programs": [(each, bars(each, shown.today)) for each in mine],
            "acts": table,
            "disputes": [(each, state(each, shown.today)) for each in hers(reader.key, shown.name)],
            "past": past(reader.key, shown),
            "to_sign": [each for each in asked if each.signed_at is None],
        },
    )


def _verifier(reader: Reader, shown: Chosen) -> str:
    """Her manager, or whoever does it for everybody."""
    key = manager(reader.key, shown.today)
    return names([key])[key] if key else "operations"
