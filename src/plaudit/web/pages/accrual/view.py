"""The accrual: what was earned and waits, what is owed, what is left of budgets, what is spread over years."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from plaudit.activities.models import Milestone
from plaudit.earnings.runs.stood import Stood, ran
from plaudit.earnings.runs.totals import totals
from plaudit.evidence.site.bring import quietly
from plaudit.evidence.site.models import Answered
from plaudit.plans.programs.find import calendar
from plaudit.statements.accrual.amortise import EXPEDIENT_MONTHS, MONTHS, MOST, schedule
from plaudit.statements.accrual.costs import costs
from plaudit.statements.accrual.incremental import AMORTISED, EXPEDIENT
from plaudit.statements.accrual.liability import liability
from plaudit.statements.accrual.pending import Pending, pending
from plaudit.web import clock
from plaudit.web.components.table import Table
from plaudit.web.components.take import taken
from plaudit.web.door import Asked, admit
from plaudit.web.pages.accrual import shown as tables
from plaudit.web.pages.accrual.weighed import Expected, expected
from plaudit.web.periods import chosen

# With more acts than this, what waits is worked out when somebody asks for it.
SMALL = 20_000


def accrual(request: Asked) -> HttpResponse:
    admit(request.reader.operations or request.reader.finance)
    shown = chosen(request, calendar(), clock.today())
    programs = ran(shown.period, at=clock.now())
    asked = "waits" in request.GET or Milestone.objects.count() <= SMALL
    forecast = quietly("forecast", {}, at=clock.now()) if asked and programs else None
    told = [_program(each, shown.today, forecast, asked=asked) for each in programs]
    months = _months(request.GET.get("months", ""))
    owed, hints = tables.owed(liability()), tables.hints(programs)
    charged = tables.charges(schedule(costs((each.program.key, each.plan) for each in programs), months))
    waiting = [each.waiting for each in told if each.waiting is not None]
    waiting += [each.expected.table for each in told if each.expected is not None]
    return taken(request, owed, hints, charged, *waiting) or render(
        request,
        "accrual/page.html",
        {
            "shown": shown,
            "programs": told,
            "asked": asked,
            "owed": owed,
            "hints": hints,
            "charged": charged,
            "months": months,
            "most": MOST,
            "at_once": months <= EXPEDIENT_MONTHS,
            "expedient": EXPEDIENT,
            "amortised": AMORTISED,
        },
    )


@dataclass(frozen=True, slots=True)
class _Program:
    """A program as the page shows it; without what waits where it was not asked for."""

    stood: Stood
    earned: str
    waiting: Table | None
    expected: Expected | None
    budgets: tuple[tables.Budget, ...]


def _program(stood: Stood, today: date, forecast: Answered | None, *, asked: bool) -> _Program:
    waits = pending(stood.plans, stood.period, today) if asked else Pending(stood.currency, (), 0, {})
    earned = tables.earned(stood, (each.earned for each in totals(stood.run, stood.currency)))
    waiting = tables.waiting(stood, waits) if asked else None
    weighed = expected(stood, waits, forecast) if asked else None
    return _Program(stood, earned, waiting, weighed, tuple(tables.budgets(stood, waits)))


def _months(text: str) -> int:
    return min(max(int(text), 1), MOST) if text.isdigit() and len(text) <= len(str(MOST)) else MONTHS
