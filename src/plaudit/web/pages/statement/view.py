"""A statement: on the page, as a table to take away, as a PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from plaudit.activities.recent import followed
from plaudit.earnings.runs.stood import stood
from plaudit.people.access import then
from plaudit.people.models import Person
from plaudit.plans.programs.find import calendar
from plaudit.statements.disputes.stands import hers as disputed
from plaudit.statements.payouts.payments import payments
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.disputes.line import doubts
from plaudit.web.pages.payouts.shown import LINES
from plaudit.web.pages.statement.lines import lines
from plaudit.web.pages.statement.pdf import pdf
from plaudit.web.pages.statement.statement import Statement, activities
from plaudit.web.pages.statement.statement import statement as state
from plaudit.web.periods import Chosen, choose


def statement(request: Asked, person: str, period: str) -> HttpResponse:
    shown, owner, statements = stated(request, person, period)
    return taken(request, *(lines(each) for each in statements)) or render(
        request,
        "statement/page.html",
        {
            "shown": shown,
            "owner": owner,
            "statements": [(each, lines(each)) for each in statements],
            "doubts": doubts(statements, shown, disputed(person, shown.name)),
            "payments": [(each, LINES[each.state]) for each in payments(person, shown.name)],
        },
    )


def printed(request: Asked, person: str, period: str) -> HttpResponse:
    shown, owner, statements = stated(request, person, period)
    answer = HttpResponse(pdf(statements, shown, owner.name), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="statement-{owner.key}-{shown.name.replace("/", "_")}.pdf"'
    return answer


def stated(request: Asked, person: str, period: str) -> tuple[Chosen, Person, tuple[Statement, ...]]:
    """What a reader may not see does not exist for her."""
    shown = choose(period, calendar(), clock.today())
    # A manager sees the quarters in which somebody was hers, whoever manages her now.
    if not then(request.reader, min(shown.today, shown.period.last)).sees_pay_of(person):
        raise Http404
    owner = get_object_or_404(Person, key=person)
    hers = [each for each in stood(shown.period, at=clock.now(), people=[person]) if each.units]
    acts = followed(activities(hers))
    return shown, owner, tuple(state(each, person, owner.name, acts) for each in hers)
