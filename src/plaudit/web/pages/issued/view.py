"""The statement of a closed period: its page, its files, its twin; acknowledging it."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plaudit.people.models import Person
from plaudit.statements.acknowledge import acknowledge as acknowledged
from plaudit.statements.acknowledge import seen
from plaudit.statements.issued import Issued, issued, twin
from plaudit.web import clock
from plaudit.web.components import locale
from plaudit.web.components.take import taken
from plaudit.web.components.words import joined
from plaudit.web.door import Asked
from plaudit.web.pages.disputes.line import Placed
from plaudit.web.pages.issued.paper import statement
from plaudit.web.pages.issued.pdf import pdf
from plaudit.web.pages.issued.rows import lines
from plaudit.web.pages.statement.whose import file_name, whose
from plaudit.web.periods import Chosen


def page(request: Asked, shown: Chosen, owner: Person, of: Issued, more: Mapping[str, object]) -> HttpResponse:
    """`more` is what stands beside it and is not frozen: disputes, payments."""
    told = statement(of, owner.name)
    table = lines(told)
    pays = joined([locale.money(each) for each in told.pays]) or "Nothing"
    when = next((each.at for each in seen(shown.name, [owner.key])), None)
    page = {"shown": shown, "owner": owner, "statement": told, "table": table, "pays": pays, "seen": when, **more}
    return taken(request, table) or render(request, "issued/page.html", page)


def placed(of: Issued, owner: Person) -> tuple[Placed, ...]:
    """Its lines where they stand."""
    parts = (
        (program.key, part)
        for program in statement(of, owner.name).programs
        for account in program.accounts
        for part in account.parts
    )
    return tuple(Placed(key, part, line) for key, part in parts for line in (*part.lines, *part.previews))


def printed(shown: Chosen, owner: Person, of: Issued) -> bytes:
    return pdf(statement(of, owner.name), shown)


def twin_file(request: Asked, person: str, period: str) -> HttpResponse:
    """For machines: what is frozen, and where it stands in the books."""
    shown, owner = whose(request, person, period)
    answer = HttpResponse(twin(_issued(shown, owner)), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(shown, owner)}.json"'
    return answer


@require_POST
def acknowledge(request: Asked, person: str, period: str) -> HttpResponse:
    """She whose statement it is confirms that she has seen it."""
    shown, owner = whose(request, person, period)
    if owner.key != request.reader.key:
        raise Http404
    acknowledged(_issued(shown, owner).paper, by=owner.key, at=clock.now())
    return redirect("statement", owner.key, shown.name)


def _issued(shown: Chosen, owner: Person) -> Issued:
    found = issued(owner.key, shown.name)
    if found is None:
        raise Http404
    return found
