"""A statement: of a closed period as it was frozen, of an open one as it stands now."""

from django.http import HttpResponse
from django.shortcuts import render

from plaudit.activities.recent import followed
from plaudit.earnings.runs.stood import stood
from plaudit.people.models import Person
from plaudit.statements.issued import issued
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.issued import view as frozen
from plaudit.web.pages.statement.lines import lines
from plaudit.web.pages.statement.pdf import pdf
from plaudit.web.pages.statement.statement import Statement, activities
from plaudit.web.pages.statement.statement import statement as state
from plaudit.web.pages.statement.whose import file_name, whose
from plaudit.web.periods import Chosen


def statement(request: Asked, person: str, period: str) -> HttpResponse:
    shown, owner = whose(request, person, period)
    found = issued(owner.key, shown.name)
    if found is not None:
        return frozen.page(request, shown, owner, found)
    statements = _stands(shown, owner)
    return taken(request, *(lines(each) for each in statements)) or render(
        request,
        "statement/page.html",
        {"shown": shown, "owner": owner, "statements": [(each, lines(each)) for each in statements]},
    )


def printed(request: Asked, person: str, period: str) -> HttpResponse:
    shown, owner = whose(request, person, period)
    found = issued(owner.key, shown.name)
    body = pdf(_stands(shown, owner), shown, owner.name) if found is None else frozen.printed(shown, owner, found)
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{file_name(shown, owner)}.pdf"'
    return answer


def _stands(shown: Chosen, owner: Person) -> tuple[Statement, ...]:
    hers = [each for each in stood(shown.period, at=clock.now(), people=[owner.key]) if each.units]
    acts = followed(activities(hers))
    return tuple(state(each, owner.key, owner.name, acts) for each in hers)
