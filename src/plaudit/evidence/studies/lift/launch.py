"""A program's start: who was treated from when to when, who was not, and what else started near it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plaudit.evidence.observed.programs import Treated

Level = Literal["person", "team", "account"]
Start = tuple[str, date, Level]


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
    # Where several arms started on the same day, which of them.
    arm: str | None = None

    @property
    def title(self) -> str:
        return f"{self.program} from {self.start}{'' if self.arm is None else f', {self.arm}'}"

    @property
    def those(self) -> str:
        return {"person": "people", "team": "teams", "account": "accounts"}[self.level]


def launches(found: Sequence[Treated], program: str | None) -> tuple[Launch, ...]:
    """One for each program and first day, and for each arm where several start together; a raise is one of its own."""
    wanted = [each for each in found if program in {None, each.program}]
    arms: dict[Start, dict[str, None]] = {}
    for each in wanted:
        arms.setdefault(_start(each), {})[_arm(each)] = None
    return tuple(
        _launch(wanted, found, start, arm if len(several) > 1 else None)
        for start, several in arms.items()
        for arm in (several if len(several) > 1 else (None,))
    )


def _launch(wanted: Sequence[Treated], found: Sequence[Treated], of: Start, arm: str | None) -> Launch:
    program, start, level = of
    own = [each for each in wanted if _start(each) == of and arm in {None, _arm(each)}]
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
        arm,
    )


def ever_treated(found: Sequence[Treated], launch: Launch, until: date) -> frozenset[str]:
    """Whoever the program treats at any time before a day: no control."""
    return frozenset(
        str(_name(each))
        for each in found
        if each.program == launch.program and _level(each) == launch.level and each.start < until
    )


def _start(treated: Treated) -> Start:
    return treated.program, treated.start, _level(treated)


def _arm(treated: Treated) -> str:
    return "no arm" if treated.arm is None else treated.arm


def _level(treated: Treated) -> Level:
    if treated.account is not None:
        return "account"
    return "person" if treated.person is not None else "team"


def _name(treated: Treated) -> str | None:
    return {"account": treated.account, "person": treated.person, "team": treated.team}[_level(treated)]
