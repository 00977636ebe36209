"""Days on which something happened, by kind of thing, with whose they are."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.observed.leads import Leads
from plaudit.evidence.observed.panel import acts
from plaudit.evidence.observed.rows import has, rows
from plaudit.evidence.question import Question
from plaudit.values.period import Period, day, windows

Days = NDArray[np.int64]
LEAST = 30
WEEKEND = 0.05


@dataclass(frozen=True, slots=True)
class Stream:
    """`person` is a place in `people`, -1 where nobody is named."""

    name: str
    on: Days
    person: Days
    people: tuple[str, ...]

    @property
    def workdays(self) -> bool:
        """Whether it happens on working days; 1970-01-01 was a Thursday."""
        return float(((self.on + 3) % 7 >= 5).mean()) < WEEKEND


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days observed, and which of them are the last, or the first, `window` of a fiscal quarter."""

    days: Days
    last: NDArray[np.bool_]
    first: NDArray[np.bool_]

    def part(self, mask: NDArray[np.bool_]) -> float:
        return float(mask.mean())


def streams(question: Question, found: Leads | None, snapshot: date) -> list[Stream]:
    """Deals closed, and acts of each kind by the day they were opened or reached the milestone."""
    known = []
    if found is not None:
        closed = np.minimum(found.won, found.lost)
        done = closed != OPEN
        known.append(Stream("deals closed", closed[done], found.person[done], found.people))
    if has(question.facts, "activities", "kind"):
        kinds = question.kinds()
        query = f"SELECT DISTINCT kind FROM {rows(question.facts, 'activities', snapshot)} ORDER BY 1"
        there = [str(kind) for (kind,) in question.facts.con.execute(query).fetchall()]
        for kind in kinds or there:
            seen = acts(question.facts, snapshot, (kind,), question.milestone())
            if seen is not None and len(seen.on):
                known.append(Stream(kind, seen.on, seen.unit, seen.units))
    return known


def calendar(stream: Stream, window: int, month: int) -> Calendar:
    """From the first event to the last; working days only where the stream keeps to them."""
    first, last = int(stream.on.min()), int(stream.on.max())
    days = np.arange(first, last + 1)
    if stream.workdays:
        days = days[(days + 3) % 7 < 5]
    late, early = np.zeros(len(days), dtype=bool), np.zeros(len(days), dtype=bool)
    for quarter in windows("quarter", Period(day(first), day(last + 1)), month):
        start, end = (quarter.start - day(0)).days, (quarter.end - day(0)).days
        inside = np.flatnonzero((days >= start) & (days < end))
        # A quarter that the stream does not reach the end of has no last days yet.
        if stream.workdays:
            late[inside[-window:] if end - 1 <= last + 2 else inside[:0]] = True
            early[inside[:window] if start >= first - 2 else inside[:0]] = True
        else:
            late |= (days >= end - window) & (days < end)
            early |= (days >= start) & (days < start + window)
    return Calendar(days, late, early)
