"""Who is in which slot on which days: coverage by dated positions, employment, and what becomes of leavers (rule 6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plaudit.earnings.slots import Edition, Slot
from plaudit.plans.incentive import Covers
from plaudit.values.table import ALWAYS, NEVER

Days = tuple[int, int]
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Position:
    """A stretch of days in one role, team and under one manager; `ends` is half-open."""

    starts: int
    ends: int
    role: str | None
    team: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the calculation sees her: keys, employment (half-open) and positions in order."""

    number: int
    key: str
    employed: Days
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person in one edition of a slot on some days; of a leaver only acts `opened_before` her leaving count."""

    slot: int
    edition: int
    person: int
    starts: int
    ends: int
    opened_before: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A person counted at the end of a slot: the day her levels are read, and the part of the window that is paid."""

    slot: int
    person: int
    on: int
    paid: Fraction


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody in a slot: the days that earn, who stands at its end, and the covered part of the window by person."""

    enrolled: tuple[Enrolled, ...]
    standing: tuple[Standing, ...]
    covered: Mapping[int, Fraction]


class Coverage:
    """Days on which each person is covered, worked out once per `covers` text."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self._known: dict[Covers, dict[int, tuple[Days, ...]]] = {}

    def of(self, covers: Covers) -> dict[int, tuple[Days, ...]]:
        if covers not in self._known:
            found = ((person.number, tuple(_covered(person, covers))) for person in self.people)
            self._known[covers] = {number: days for number, days in found if days}
        return self._known[covers]


def enrol(slot: Slot, coverage: Coverage) -> Roll:
    """Coverage is by day: an act earns when she is covered and employed on its milestone day."""
    enrolled: list[Enrolled] = []
    days: dict[int, int] = {}
    for edition in slot.editions:
        covered = coverage.of(edition.incentive.covers)
        for person in coverage.people:
            for stretch in covered.get(person.number, ()):
                for row in _rows(slot, edition, person, stretch):
                    enrolled.append(row)
                    if row.opened_before is None:
                        days[person.number] = days.get(person.number, 0) + row.ends - row.starts
    whole = slot.ends - slot.starts
    parts = {count: Fraction(count, whole) for count in set(days.values())}
    covered_part = {number: parts[count] for number, count in days.items()}
    return Roll(tuple(enrolled), tuple(_standing(slot, coverage, covered_part)), covered_part)


def _covered(person: Person, covers: Covers) -> Iterator[Days]:
    """Neighbouring positions that are both covered are one stretch."""
    if covers.people and person.key not in covers.people:
        return
    if not covers.role and not covers.team:
        # Who is covered by name is so between two positions, too.
        yield (ALWAYS, NEVER)
        return
    open_stretch: Days | None = None
    for position in person.positions:
        if (covers.role and position.role not in covers.role) or (covers.team and position.team not in covers.team):
            continue
        if open_stretch is not None and open_stretch[1] == position.starts:
            open_stretch = (open_stretch[0], position.ends)
            continue
        if open_stretch is not None:
            yield open_stretch
        open_stretch = (position.starts, position.ends)
    if open_stretch is not None:
        yield open_stretch


def _rows(slot: Slot, edition: Edition, person: Person, covered: Days) -> Iterator[Enrolled]:
    starts = max(edition.starts, covered[0], person.employed[0])
    ends = min(edition.ends, covered[1])
    left = person.employed[1]
    if starts < min(ends, left):
        yield Enrolled(slot.number, edition.number, person.number, starts, min(ends, left))
    # Her coverage after leaving is what it was on her last day, whatever positions say of later days.
    if edition.incentive.leavers == "paid" and covered[0] < left <= covered[1] and left < edition.ends:
        after = max(edition.starts, left)
        yield Enrolled(slot.number, edition.number, person.number, after, edition.ends, opened_before=left)


def _standing(slot: Slot, coverage: Coverage, parts: Mapping[int, Fraction]) -> Iterator[Standing]:
    """Who is counted at the end; a leaver of an unfinished window only if the plan pays or prorates her."""
    last = last_in_force(slot)
    if last is None:
        return
    covered = coverage.of(slot.last.incentive.covers)
    for person in coverage.people:
        stretches = covered.get(person.number)
        if stretches is None:
            continue
        employed = person.employed[0] <= last < person.employed[1]
        if employed and _within(stretches, last):
            yield Standing(slot.number, person.number, last, WHOLE)
        elif person.employed[1] <= last and _within(stretches, person.employed[1] - 1):
            yield from _left(slot, person, parts, last)


def last_in_force(slot: Slot) -> int | None:
    """The last measured day on which a version promises the slot's incentive; None before the first one."""
    return max((min(slot.through, e.ends) - 1 for e in slot.editions if e.starts < slot.through), default=None)


def _left(slot: Slot, person: Person, parts: Mapping[int, Fraction], last: int) -> Iterator[Standing]:
    """`paid` ranks everybody who ever left, for acts opened before still count; levels are for who left inside."""
    if slot.last.incentive.leavers == "paid":
        yield Standing(slot.number, person.number, last, WHOLE)
    elif slot.last.incentive.leavers == "prorated" and person.number in parts and slot.starts < person.employed[1]:
        yield Standing(slot.number, person.number, person.employed[1] - 1, parts[person.number])


def _within(stretches: Sequence[Days], on: int) -> bool:
    return any(starts <= on < ends for starts, ends in stretches)
