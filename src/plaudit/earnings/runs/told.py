"""What a run found, for whoever books or shows it: its lines as values, and the whole statement of a unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from plaudit.earnings.runs.models import Run, Unit
from plaudit.values.money import minor


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
    told = statement(unit)
    for line in told["lines"]:
        yield Line(
            person=str(unit.person_id),
            incentive=unit.incentive,
            window=unit.window,
            activity=line["activity"],
            milestone=line["milestone"],
            kind=line["line"],
            on=date.fromisoformat(line["on"]),
            funded_by=told["funded_by"],
            currency=unit.currency,
            earned=minor(line["earned"], unit.currency),
            limited=minor(line["limited"], unit.currency),
            waiting=minor(line["waiting"], unit.currency),
            final=told["final"],
        )
