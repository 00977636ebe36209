"""Acknowledging: somebody has seen her statement. It is a dated event, and says nothing of whether she agrees."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from plaudit.ledger.models import Paper
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.statements.models import Acknowledgement
from plaudit.values.refused import Refused


@transaction.atomic
def acknowledge(paper: Paper, *, by: str, at: datetime) -> Acknowledgement:
    """Acknowledging again answers with the first time; raises Refused to anybody but her whose statement it is."""
    if paper.person != by:
        raise Refused("not-hers", "Whose statement it is acknowledges it, nobody for her.")
    hold()
    standing = Acknowledgement.objects.filter(paper=paper).first()
    if standing is not None:
        return standing
    journal("acknowledged", paper.name, by=by, at=at, digest=paper.digest)
    return Acknowledgement.objects.create(paper=paper, at=at)


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose statement was issued, and when she acknowledged it; None while she has not."""

    person: str
    at: datetime | None


def seen(period: str, people: Collection[str] | None = None) -> tuple[Seen, ...]:
    """Everybody, or some, whose statement of a period was issued by a close here; asks twice."""
    papers = Paper.objects.filter(posting__what="close", posting__period=period).exclude(person="")
    if people is not None:
        papers = papers.filter(person__in=list(people))
    when = dict(Acknowledgement.objects.filter(paper__in=papers).values_list("paper_id", "at"))
    return tuple(Seen(person, when.get(paper)) for paper, person in papers.values_list("pk", "person"))
