"""All studies, each with what it answered last."""

from django.urls import reverse

from plaudit.evidence import studies
from plaudit.evidence.answer import MEANINGS
from plaudit.evidence.site.bring import last
from plaudit.web.components.table import Cell, Column, Link, Table
from plaudit.web.pages.evidence.answers import plainly

# Studies whose answers somebody acts on have pages of their own.
PAGES = {"amount": "pay", "lift": "worked", "champions": "champions"}
COLUMNS = (
    Column("study", "Study"),
    Column("says", "Its last answer"),
    Column("grade", "Grade"),
    Column("at", "Answered", "moment"),
)


def listing() -> Table:
    return Table("studies", "Studies", COLUMNS, [_row(name) for name in studies.names()])


def _row(name: str) -> tuple[Cell, ...]:
    address = reverse(PAGES[name]) if name in PAGES else reverse("evidence-study", args=[name])
    link = Link(studies.find(name).title, address)
    kept = last(name, {})
    if kept is None:
        return (link, "Not asked yet.", None, None)
    told = kept.document
    if told["answers"]:
        first = told["answers"][0]
        return (link, first["says"], f"{first['grade']}, {MEANINGS[first['grade']]}", kept.answered_at)
    says = plainly(told["refusals"][0]["what_is_missing"]) if told["refusals"] else "Nothing to say."
    return (link, f"Cannot tell: {says}", None, kept.answered_at)
