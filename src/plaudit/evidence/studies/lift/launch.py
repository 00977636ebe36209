"""A program's start: who was treated from when to when, who was not, and what else started near it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plaudit.evidence.observed.programs import Treated

Level = Literal["person", "team", "account"]


@dataclass(frozen=True, slots=True)
class Launch:
    """`names` are people, teams or accounts, as `level` says; `before` is when the same were treated otherwise."""

    program: str
    level: Level
    start: date
    end: date | None
    names: frozenset[str]
    before: date | None
    others: tuple[date, ...]

    @property
    def title(self) -> str:
        return f"{self.program} from {self.start}"

    @property
    def those(self) -> str:
        return {"person": "people", "team": "teams", "account": "accounts"}[self.level]


def launches(found: Sequence[Treated], program: str | None) -> tuple[Launch, ...]:
    """One for each program and first day; a raise of the amount is a launch of its own."""
    wanted = [each for each in found if program in {None, each.program}]
    keys = dict.fromkeys((each.program, each.start, _level(each)) for each in wanted)
    return tuple(_launch(wanted, found, key) for key in keys)


def _launch(wanted: Sequence[Treated], found: Sequence[Treated], key: tuple[str, date, Level]) -> Launch:
    program, start, level = key
    own = [each for each in wanted if (each.program, each.start, _level(each)) == key]
    ends = [each.end for each in own if each.end is not None]
    earlier = [each.start for each in wanted if each.program == program and each.start < start]
    others = sorted({each.start for each in found if (each.program, each.start) != (program, start)})
    return Launch(
        program,
        level,
        start,
        min(ends) if len(ends) == len(own) else None,
        frozenset(str(_name(each)) for each in own),
        max(earlier) if earlier else None,
        tuple(others),
    )


def ever_treated(found: Sequence[Treated], launch: Launch, until: date) -> frozenset[str]:
    """Whoever the program treats at any time before a day: no control."""
    return frozenset(
        str(_name(each))
        for each in found
        if each.program == launch.program and _level(each) == launch.level and each.start < until
    )


def _level(treated: Treated) -> Level:
    if treated.account is not None:
        return "account"
    return "person" if treated.person is not None else "team"


def _name(treated: Treated) -> str | None:
    return {"account": treated.account, "person": treated.person, "team": treated.team}[_level(treated)]
