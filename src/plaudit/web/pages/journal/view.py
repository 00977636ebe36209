"""The journal, for those who answer for it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from plaudit.people.journal import latest
from plaudit.people.names import names
from plaudit.web.components.table import Column, Table
from plaudit.web.components.take import taken
from plaudit.web.components.words import plain
from plaudit.web.door import Asked
from plaudit.web.pages.journal.form import Days

COLUMNS = (
    Column("at", "When", "moment"),
    Column("who", "Who"),
    Column("did", "Did"),
    Column("about", "About"),
    Column("facts", "With"),
)
# Deeds whose facts are what somebody earns.
OF_PAY = {"moved-pay"}


def journal(request: Asked) -> HttpResponse:
    if not (request.reader.operations or request.reader.finance or request.reader.admin):
        raise Http404
    form = Days(request.GET)
    since, until = form.moments() if form.is_valid() else (None, None)
    deeds = latest(since=since, until=until)
    called = names(deed.by for deed in deeds)
    # An administrator sees that pay moved, and not whose.
    pay = request.reader.operations or request.reader.finance
    rows = [
        (
            deed.at,
            called.get(deed.by) or "Plaudit itself",
            plain(deed.did),
            deed.about,
            _facts(deed.facts) if pay or deed.did not in OF_PAY else "",
        )
        for deed in deeds
    ]
    empty = "Nobody did anything in these days." if since or until else "Nobody has done anything yet."
    table = Table("journal", "Journal", COLUMNS, rows, empty=empty)
    status = 200 if form.is_valid() else 422
    return taken(request, table) or render(request, "journal/page.html", {"table": table, "form": form}, status=status)


def _facts(facts: dict[str, object]) -> str:
    return ", ".join(f"{plain(name)} {_short(value)}" for name, value in facts.items() if value not in (None, ""))


def _short(value: object) -> str:
    """A hash is known by its first twelve characters."""
    said = str(value)
    return said[:12] if len(said) == 64 else said[:80]
