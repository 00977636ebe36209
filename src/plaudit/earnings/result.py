"""The result as values: people, their incentives by window, and the lines that make every cent (files.md's JSON)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from plaudit.earnings.ground import Ground
from plaudit.earnings.slots import Slot
from plaudit.earnings.spread import Unit
from plaudit.plans.plan import Plan
from plaudit.plans.promise import Promise
from plaudit.values.curve import Curve
from plaudit.values.period import Period
from plaudit.values.problem import Problem

KINDS = ("unit", "act", "level", "score", "prize", "guarantee", "draw", "grant")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the query gave it; quantities are millionths (scores 10^-12), money minor units, days day numbers."""

    kind: str
    columns: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.columns[name]

    def number(self, name: str) -> int | None:
        """A column that only some plans' queries have."""
        value: int | None = self.columns.get(name)
        return value


@dataclass(frozen=True, slots=True)
class Beside:
    """What the sentences and steps of one person's lines need beside the lines and her promise.

    `gate` is the measure that the gate read and from which on it opens; of a metric, 1 or 0 and None.
    """

    currency: str
    # By the numbers that lines carry: (key, kind), (kind, milestone), curves, reasons of grants.
    activities: Mapping[int, tuple[str, str]]
    milestones: Mapping[int, tuple[str, str]]
    curves: Mapping[int, Curve]
    reasons: Mapping[int, str]
    part_scale: int
    employed: tuple[int, int]
    # Days after she left that are judged as her last one, on which the plan did not cover her (`leavers: paid`).
    uncovered: tuple[tuple[int, int], ...] = ()
    window_part: Fraction = Fraction(1)
    guaranteed: int = 0
    # The amount, and whether what is left of it is recovered.
    drawn: tuple[int, int] = (0, 0)
    gate: tuple[int, int | None] | None = None

    def activity(self, line: "Line") -> tuple[str | None, str | None]:
        return self.activities.get(line["activity"], (None, None))

    def curve(self, line: "Line") -> Curve | None:
        number = line.number("curve")
        return None if number is None else self.curves[number]

    def missed(self, line: "Line") -> Literal["left", "not_covered", "not_employed"]:
        """Why an act that is nobody's to earn by is not hers, on the line's day."""
        if line["day"] < self.employed[0]:
            return "not_employed"
        if line["day"] < self.employed[1] or any(starts <= line["day"] < ends for starts, ends in self.uncovered):
            return "not_covered"
        return "left"

    def milestone(self, line: "Line") -> str | None:
        return None if line["step"] is None else self.milestones[line["step"]][1]


@dataclass(frozen=True, slots=True)
class Account:
    """One person in one window of one incentive: where she stands and her lines in order."""

    slot: Slot
    person: int
    promise: Promise
    lines: tuple[Line, ...]
    unknown: bool
    beside: Beside
    measure: int = 0
    rank: int | None = None
    parts: Mapping[int, int] = field(default_factory=dict)

    def total(self, column: str) -> int | None:
        """Minor units; None where a problem leaves the unit unknown."""
        return None if self.unknown else sum(int(line[column]) for line in self.lines)

    @property
    def limited(self) -> int | None:
        if self.unknown:
            return None
        return sum(int(line["gross"]) - int(line["earned"]) - int(line["waiting"]) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that was calculated for a period."""

    # The newest version in force by the end of the period, and all of them.
    plan: Plan
    versions: tuple[Plan, ...]
    period: Period
    as_of: str | None
    inputs: str
    ground: Ground
    rows: Sequence[tuple[Any, ...]]
    columns: tuple[str, ...]
    unknown: frozenset[Unit]
    problems: tuple[Problem, ...]
    activities: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    # Without its lines, each kind of line of an account is one, which holds their sums.
    itemized: bool = True
    # The only people who are asked for; None asks for everybody.
    only: frozenset[int] | None = None

    @property
    def currency(self) -> str:
        return self.plan.currency

    def spent(self, slots: Collection[int]) -> dict[int, int | None]:
        """What everybody earned in each of these slots, in minor units; None where somebody's is not known."""
        slot, line, earned = (self.columns.index(name) for name in ("slot", "line", "earned"))
        sums: dict[int, int | None] = dict.fromkeys(slots, 0)
        sums |= {number: None for number, _ in self.unknown if number in sums}
        for row in self.rows:
            so_far = sums.get(row[slot])
            if so_far is not None and row[line]:
                sums[row[slot]] = so_far + int(row[earned])
        return sums

    def of(self, keys: Collection[str]) -> "Result":
        """The same result for these people only."""
        people = self.ground.laid.roster.people
        return replace(self, only=frozenset(person.number for person in people if person.key in keys))


def attainment(account: Account) -> Fraction | None:
    """Measure over target; None without a target."""
    target = account.promise.target
    if target is None or target == 0 or account.promise.parts:
        return None
    return Fraction(account.measure, 1_000_000) / target
