"""Replaying a close: calculated again from what was known then, it comes to the same bytes, or this says where not."""

import json
from dataclasses import dataclass
from itertools import islice

from plaudit.ledger.booking import Booking
from plaudit.ledger.closed import Closed, closed
from plaudit.ledger.models import Entry, Paper
from plaudit.ledger.post import read
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
    papers = {paper.person: paper for paper in Paper.objects.filter(posting=of.posting)}
    rows = Entry.objects.filter(posting=of.posting).order_by("number")
    entries = rows.values_list(*Booking._fields).iterator(chunk_size=2_000)
    wrong: list[str] = []
    for stated in work.statements(work.people):
        paper = papers.pop(stated.person, None)
        if paper is None or read(paper) != stated.body:
            wrong.append(f"The statement of {stated.person} comes out different.")
        again = [tuple(row) for row in json.loads(stated.bookings)]
        if again != list(islice(entries, len(again))):
            wrong.append(f"What is booked for {stated.person} comes out different.")
    wrong += [f"The statement of {person} does not come out at all." for person in papers]
    wrong += [f"The entry {entry} does not come out at all." for entry in entries]
    return Replayed(len(work.people), tuple(wrong))
