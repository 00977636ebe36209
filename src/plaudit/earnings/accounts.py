"""A result laid out by person: where each stands, made when it is asked for, so that a large company fits in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from plaudit.earnings.enrol import Person
from plaudit.earnings.laid import Laid
from plaudit.earnings.result import KINDS, Account, Beside, Line, Result
from plaudit.earnings.slots import Slot
from plaudit.earnings.spread import Unit
from plaudit.plans.plan import Plan
from plaudit.values.period import day_number
from plaudit.values.table import ALWAYS, NEVER

Rows = Sequence[tuple[Any, ...]]


class Accounts:
    """`people`: the number of everybody with a unit or covered by the plan, in byte order of the key.

    `numbers`: the same by key.
    """

    def __init__(self, result: Result) -> None:
        self.result = result
        self._slots = {slot.number: slot for slot in result.ground.laid.slots}
        self._rows = _by_person(result)
        self._enrolled = _enrolled(result)
        self._beside = _Beside(result)
        line = result.columns.index("line")
        paid = {person for person, rows in self._rows.items() if any(row[line] for row in rows)}
        everybody = _covered_by_plan(result) | set(self._enrolled) | paid
        self.people = sorted(each for each in everybody if result.only is None or each in result.only)
        self.numbers = {result.ground.laid.roster.named(number): number for number in self.people}

    def __iter__(self) -> Iterator[tuple[int, list[Account]]]:
        return ((person, self.of(person)) for person in self.people)

    def of(self, person: int) -> list[Account]:
        """In plan order, then in time."""
        lines: dict[int, list[Line]] = {}
        stands: dict[int, tuple[int, int]] = {}
        parts: dict[int, dict[int, int]] = {}
        for row in self._rows.get(person, ()):
            named = dict(zip(self.result.columns, row, strict=True))
            slot = named["slot"]
            if named["line"]:
                lines.setdefault(slot, []).append(Line(KINDS[named["line"]], named))
            elif named["ord"]:
                parts.setdefault(slot, {})[named["ord"]] = named["quantity"]
            else:
                stands[slot] = (named["quantity"], named["n"])
        mine = (self._slots[number] for number in self._enrolled.get(person, set()) | set(lines))
        return [
            self._account(slot, person, lines.get(slot.number, []), stands, parts.get(slot.number, {}))
            for slot in sorted(mine, key=lambda slot: (slot.incentive, slot.starts))
        ]

    def _account(
        self,
        slot: Slot,
        person: int,
        lines: list[Line],
        stands: Mapping[int, tuple[int, int]],
        parts: Mapping[int, int],
    ) -> Account:
        laid, unit = self.result.ground.laid, (slot.number, person)
        unknown = unit in self.result.unknown
        promise = laid.promises.get(unit)
        if promise is None:
            promise = laid.shown_promise(slot, person)
        ordered = sorted(lines, key=lambda line: (line["line"], line["day"], line["activity"], line["ord"]))
        kept = () if unknown else tuple(ordered)
        measure, rank = stands.get(slot.number, (0, 0))
        return Account(
            slot, person, promise, kept, unknown, self._beside.of(unit, stands), measure, rank or None, parts
        )


class _Beside:
    """What lines are explained with; what all of them share is looked up once."""

    def __init__(self, result: Result) -> None:
        laid = self._laid = result.ground.laid
        self._everybody = Beside(
            currency=result.currency,
            activities=result.activities,
            milestones=laid.roster.milestones,
            curves={number: curve for curve, number in laid.book.numbers.items()},
            reasons={number: grant.reason for number, grant in enumerate(laid.roster.grants, start=1)},
            part_scale=laid.part_scale,
            employed=(ALWAYS, NEVER),
        )
        self._people = laid.roster.people
        self._paid = {(number, each.person): each.paid for number, roll in laid.rolls.items() for each in roll.standing}
        self._guaranteed = {row[:2]: row[2] for row in laid.table("floored")}
        self._drawn = {row[:2]: row[2:] for row in laid.table("drawn")}
        self._gates = {row[:2]: row[2:] for row in laid.table("gate")}

    def of(self, unit: Unit, stands: Mapping[int, tuple[int, int]]) -> Beside:
        """`stands`: what the same person measured, by slot."""
        read, at_least, opened = self._gates.get(unit, (None, None, None))
        value = opened if read is None else stands.get(read, (0, 0))[0]
        person = self._people[unit[1] - 1]
        return replace(
            self._everybody,
            employed=person.employed,
            uncovered=tuple(_uncovered(self._laid, self._laid.slot(unit[0]), person)),
            window_part=self._paid.get(unit, Fraction(1)),
            guaranteed=self._guaranteed.get(unit, 0),
            drawn=self._drawn.get(unit, (0, 0)),
            gate=(value, at_least) if unit in self._gates else None,
        )


def _uncovered(laid: Laid, slot: Slot, person: Person) -> Iterator[tuple[int, int]]:
    left = person.employed[1]
    for edition in slot.editions if left < slot.ends else ():
        covered = laid.coverage.of(edition.incentive.covers).get(person.number, ())
        if edition.incentive.leavers == "paid" and not any(starts < left <= ends for starts, ends in covered):
            yield max(left, edition.starts), edition.ends


def _by_person(result: Result) -> dict[int, Rows]:
    place = result.columns.index("person")
    rows: dict[int, list[tuple[Any, ...]]] = {}
    for row in result.rows:
        rows.setdefault(row[place], []).append(row)
    return dict(rows)


def _enrolled(result: Result) -> dict[int, set[int]]:
    """By person: the slots where she is covered and employed on a day that period, window and incentive share."""
    ground = result.ground
    found: dict[int, set[int]] = {}
    for slot in ground.laid.slots:
        for row in ground.laid.rolls[slot.number].enrolled if slot.reported else ():
            if row.opened_before is None and row.starts < ground.end and row.ends > ground.start:
                found.setdefault(row.person, set()).add(slot.number)
    return found


def _covered_by_plan(result: Result) -> set[int]:
    """Covered and employed on a day of the period, by the version in force on it."""
    ground, laid = result.ground, result.ground.laid
    found: set[int] = set()
    for plan, plan_starts, plan_ends in _in_force(result):
        starts, ends = max(ground.start, plan_starts), min(ground.end, plan_ends)
        found |= {
            person.number
            for person in laid.roster.people
            for covered_from, covered_to in laid.coverage.of(plan.covers).get(person.number, ())
            if max(covered_from, person.employed[0], starts) < min(covered_to, person.employed[1], ends)
        }
    return found


def _in_force(result: Result) -> Iterator[tuple[Plan, int, int]]:
    """Every version with its days: one that takes effect ends the one before it."""
    begun = sorted(((_day(plan.effective.start, ALWAYS), plan.version, plan) for plan in result.versions), reverse=True)
    until = NEVER
    for starts, _, plan in begun:
        yield plan, starts, min(_day(plan.effective.end, NEVER), until)
        until = starts


def _day(on: date | None, otherwise: int) -> int:
    return otherwise if on is None else day_number(on)
