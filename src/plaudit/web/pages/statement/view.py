"""A statement: of a closed period as it was frozen, of an open one as it stands now."""

from django.http import HttpResponse
from django.shortcuts import render

from plaudit.activities.recent import followed
from plaudit.earnings.runs.stood import stood
from plaudit.people.models import Person
from plaudit.statements.disputes.stands import hers as disputed
from plaudit.statements.issued import issued
from plaudit.statements.payouts.payments import payments
from plaudit.web import clock
from plaudit.web.components.take import taken
from plaudit.web.door import Asked
from plaudit.web.pages.disputes.line import Placed, doubts
from plaudit.web.pages.issued import view as frozen
from plaudit.web.pages.payouts.shown import LINES
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
        more = _more(shown, owner, frozen.placed(found, owner))
        return frozen.page(request, shown, owner, found, more)
    opened = request.GET.get("line", "")
    statements = _stands(shown, owner, opened)
    return taken(request, *(lines(each) for each in statements)) or render(
        request,
        "statement/page.html",
        {
            "shown": shown,
            "owner": owner,
            "statements": [(each, lines(each)) for each in statements],
            "opened": opened,
            **_more(shown, owner, _placed(statements)),
        },
    )


def printed(request: Asked, person: str, period: str) -> HttpResponse:
    shown, owner = whose(request, person, period)
    found = issued(owner.key, shown.name)
    body = pdf(_stands(shown, owner, None), shown, owner.name) if found is None else frozen.printed(shown, owner, found)
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{file_name(shown, owner)}.pdf"'
    return answer


def placed(request: Asked, person: str, period: str) -> tuple[Placed, ...]:
    """Every line of a statement that the reader may see, frozen or as it stands."""
    shown, owner = whose(request, person, period)
    found = issued(owner.key, shown.name)
    return _placed(_stands(shown, owner, "")) if found is None else frozen.placed(found, owner)


def _placed(statements: tuple[Statement, ...]) -> tuple[Placed, ...]:
    return tuple(Placed(each.plan, part, line) for each in statements for part in each.parts for line in part.lines)


def _more(shown: Chosen, owner: Person, found: tuple[Placed, ...]) -> dict[str, object]:
    """What stands beside a statement: what became of its lines' disputes, and of its payment."""
    return {
        "doubts": doubts(owner.key, shown, found, disputed(owner.key, shown.name)),
        "payments": [(each, LINES[each.state]) for each in payments(owner.key, shown.name)],
    }


def _stands(shown: Chosen, owner: Person, opened: str | None) -> tuple[Statement, ...]:
    hers = [each for each in stood(shown.period, at=clock.now(), people=[owner.key]) if each.units]
    acts = followed(activities(hers))
    return tuple(state(each, owner.key, owner.name, acts, opened) for each in hers)
