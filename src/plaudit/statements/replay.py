"""Replaying a close: calculated again from what was known then, it comes to the same bytes, or this says where not."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from plaudit.ledger.booking import Booking
from plaudit.ledger.closed import Closed, closed
from plaudit.ledger.models import Entry, Paper
from plaudit.ledger.post import read
from plaudit.statements.desk import Stated
from plaudit.statements.prepare import lay_out
from plaudit.statements.reckon import Asked


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many statements were made again, and one sentence for each that came out different."""

    statements: int
    wrong: tuple[str, ...]


def replay(of: Closed) -> Replayed:
    """Every statement and every entry of a closed period, against the books."""
    asked = Asked(of.name, of.period, of.known_at, of.watermark, of.posting)
    work = lay_out(asked, tuple(each for each in closed() if each.posting < of.posting), elsewhere=of.elsewhere)
    papers = {paper.person: paper for paper in Paper.objects.filter(posting=of.posting).exclude(person="")}
    rows = Entry.objects.filter(posting=of.posting).order_by("number")
    entries = rows.values_list(*Booking._fields).iterator(chunk_size=2_000)
    wrong: list[str] = []
    for person, stated, booked in _side_by_side(work.statements(work.people), entries):
        again: list[tuple[Any, ...]] = []
        if stated is not None:
            again = [tuple(row) for row in json.loads(stated.bookings)]
            paper = papers.pop(person, None)
            if paper is None or read(paper) != stated.body:
                wrong.append(f"The statement of {person} comes out different.")
        if again != booked:
            wrong.append(f"What is booked for {person} comes out different.")
    wrong += [f"The statement of {person} does not come out at all." for person in papers]
    return Replayed(len(work.people), tuple(wrong))


def _side_by_side(
    statements: Iterable[Stated], entries: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[str, Stated | None, list[tuple[Any, ...]]]]:
    """Each person's statement with what is booked for her; both come in byte order of the persons' keys."""
    groups = groupby(entries, key=itemgetter(Booking._fields.index("person")))
    held = next(groups, None)
    for stated in statements:
        while held is not None and held[0].encode() < stated.person.encode():
            yield held[0], None, list(held[1])
            held = next(groups, None)
        if held is not None and held[0] == stated.person:
            yield stated.person, stated, list(held[1])
            held = next(groups, None)
        else:
            yield stated.person, stated, []
    while held is not None:
        yield held[0], None, list(held[1])
        held = next(groups, None)
