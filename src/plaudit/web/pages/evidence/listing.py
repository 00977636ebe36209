"""All studies, each with what it answered last."""

from django.urls import reverse

from plaudit.evidence import studies
from plaudit.evidence.answer import MEANINGS
from plaudit.evidence.site.bring import last
from plaudit.evidence.site.models import Answered
from plaudit.web.components.table import Cell, Column, Link, Table
from plaudit.web.pages.evidence.answers import Called, keys, plainly, sentence
from plaudit.web.pages.evidence.asking import called

# Studies whose answers somebody acts on have pages of their own.
PAGES = {"amount": "pay", "lift": "worked", "champions": "champions", "simulate": "cost"}
COLUMNS = (
    Column("study", "Study"),
    Column("says", "Its last answer"),
    Column("grade", "Grade"),
    Column("at", "Answered", "moment"),
)


def listing() -> Table:
    answered = {name: last(name, {}) for name in studies.names()}
    known = set().union(*(keys(kept.document) for kept in answered.values() if kept is not None))
    names = {"who": called(known)}
    return Table("studies", "Studies", COLUMNS, [_row(name, kept, names) for name, kept in answered.items()])


def _row(name: str, kept: Answered | None, names: Called) -> tuple[Cell, ...]:
    address = reverse(PAGES[name]) if name in PAGES else reverse("evidence-study", args=[name])
    link = Link(studies.find(name).title, address)
    if kept is None:
        return (link, "Not asked yet.", None, None)
    told = kept.document
    if told["answers"]:
        first = told["answers"][0]
        return (link, sentence(first, names), f"{first['grade']}, {MEANINGS[first['grade']]}", kept.answered_at)
    says = plainly(told["refusals"][0]["what_is_missing"]) if told["refusals"] else "Nothing to say."
    return (link, f"Cannot tell: {says}", None, kept.answered_at)
