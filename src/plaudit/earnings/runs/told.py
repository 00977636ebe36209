"""What a run found, for whoever books or shows it: its lines as values, and the whole statement of a unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from plaudit.earnings.runs.models import Run, Unit
from plaudit.values.period import day


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a unit; money in minor units. `final` once its window has ended and its gate is decided."""

    person: str
    incentive: str
    window: str
    activity: str | None
    milestone: str | None
    kind: str
    on: date
    funded_by: str | None
    currency: str
    earned: int
    limited: int
    waiting: int
    final: bool


def lines(run: Run, people: Iterable[str] | None = None) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """By person and in plan order; of everybody, or of some.

    A unit that a problem leaves unknown has no lines: its `earned` is None, and nothing of it can be booked.
    """
    units = Unit.objects.filter(program=run.program_id, period=run.period)
    those = units if people is None else units.filter(person_id__in=list(people))
    for person, hers in groupby(those.iterator(), key=lambda unit: str(unit.person_id)):
        yield person, tuple(line for unit in hers for line in _lines(unit))


def statement(unit: Unit) -> dict[str, Any]:
    """The unit as `calculate --format json --steps` shows it: its lines with their sentences and steps."""
    return unit.told


def _lines(unit: Unit) -> Iterator[Line]:
    account = unit.account
    for line in account.lines:
        yield Line(
            person=str(unit.person_id),
            incentive=unit.incentive,
            window=unit.window,
            activity=account.beside.activity(line)[0],
            milestone=account.beside.milestone(line),
            kind=line.kind,
            on=day(line["day"]),
            funded_by=unit.stands["funded_by"],
            currency=unit.currency,
            earned=line["earned"],
            limited=line["gross"] - line["earned"] - line["waiting"],
            waiting=line["waiting"],
            final=account.slot.final,
        )
