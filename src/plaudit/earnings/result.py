"""The result as values: people, their incentives by window, and the lines that make every cent (files.md's JSON)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from plaudit.earnings.ground import Ground
from plaudit.earnings.slots import ALWAYS, NEVER, Slot
from plaudit.earnings.spread import Unit
from plaudit.plans.plan import Plan
from plaudit.plans.promise import Promise
from plaudit.values.curve import Curve
from plaudit.values.period import Period, day_number
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

    plan: Plan
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

    def people(self) -> Iterator[tuple[int, list[Account]]]:
        """Everybody with a unit or covered by the plan, in byte order of the key."""
        mine: dict[int, list[Account]] = {person: [] for person in self._covered_by_plan()}
        for (_, person), account in self._accounts().items():
            mine.setdefault(person, []).append(account)
        for person in sorted(mine):
            if self.only is None or person in self.only:
                yield person, sorted(mine[person], key=lambda account: (account.slot.incentive, account.slot.starts))

    def of(self, keys: Collection[str]) -> "Result":
        """The same result for these people only."""
        people = self.ground.laid.roster.people
        return replace(self, only=frozenset(person.number for person in people if person.key in keys))

    def _accounts(self) -> dict[Unit, Account]:
        lines: dict[Unit, list[Line]] = {}
        stands: dict[Unit, tuple[int, int]] = {}
        parts: dict[Unit, dict[int, int]] = {}
        for row in self.rows:
            named = dict(zip(self.columns, row, strict=True))
            unit = (named["slot"], named["person"])
            if self.only is not None and unit[1] not in self.only:
                continue
            if named["line"] == 0 and named["ord"]:
                parts.setdefault(unit, {})[named["ord"]] = named["quantity"]
            elif named["line"] == 0:
                stands[unit] = (named["quantity"], named["n"])
            else:
                lines.setdefault(unit, []).append(Line(KINDS[named["line"]], named))
        units = sorted(unit for unit in self._enrolled() | set(lines) if self.only is None or unit[1] in self.only)
        beside = self._beside(stands)
        return {
            unit: self._account(unit, lines.get(unit, []), stands.get(unit, (0, 0)), parts.get(unit, {}), beside(unit))
            for unit in units
        }

    def _account(
        self, unit: Unit, lines: list[Line], stands: tuple[int, int], parts: Mapping[int, int], beside: Beside
    ) -> Account:
        laid = self.ground.laid
        slot = laid.slot(unit[0])
        unknown = unit in self.unknown
        promise = laid.promises.get(unit)
        if promise is None:
            promise = laid.shown_promise(slot, unit[1])
        ordered = sorted(lines, key=lambda line: (line["line"], line["day"], line["activity"], line["ord"]))
        kept = () if unknown else tuple(ordered)
        return Account(slot, unit[1], promise, kept, unknown, beside, stands[0], stands[1] or None, parts)

    def _beside(self, stands: Mapping[Unit, tuple[int, int]]) -> Callable[[Unit], Beside]:
        """By unit; what all of them share is looked up once."""
        laid = self.ground.laid
        everybody = Beside(
            currency=self.currency,
            activities=self.activities,
            milestones=laid.roster.milestones,
            curves={number: curve for curve, number in laid.book.numbers.items()},
            reasons={number: grant.reason for number, grant in enumerate(laid.roster.grants, start=1)},
            part_scale=laid.part_scale,
            employed=(ALWAYS, NEVER),
        )
        paid = {(number, each.person): each.paid for number, roll in laid.rolls.items() for each in roll.standing}
        guaranteed = {row[:2]: row[2] for row in laid.table("floored")}
        drawn = {row[:2]: row[2:] for row in laid.table("drawn")}
        gates = {row[:2]: row[2:] for row in laid.table("gate")}

        def beside(unit: Unit) -> Beside:
            read, at_least, opened = gates.get(unit, (None, None, None))
            value = opened if read is None else stands.get((read, unit[1]), (0, 0))[0]
            return replace(
                everybody,
                employed=laid.roster.people[unit[1] - 1].employed,
                window_part=paid.get(unit, Fraction(1)),
                guaranteed=guaranteed.get(unit, 0),
                drawn=drawn.get(unit, (0, 0)),
                gate=(value, at_least) if unit in gates else None,
            )

        return beside

    def _enrolled(self) -> set[Unit]:
        """Covered and employed on a day of the period that the window and the incentive share."""
        ground = self.ground
        return {
            (slot.number, row.person)
            for slot in ground.laid.slots
            if slot.reported
            for row in ground.laid.rolls[slot.number].enrolled
            if row.opened_before is None and row.starts < ground.end and row.ends > ground.start
        }

    def _covered_by_plan(self) -> set[int]:
        """Covered and employed on a day of the period on which the plan is in force."""
        laid, plan = self.ground.laid, self.plan
        starts = max(self.ground.start, ALWAYS if plan.effective.start is None else day_number(plan.effective.start))
        ends = min(self.ground.end, NEVER if plan.effective.end is None else day_number(plan.effective.end))
        return {
            person.number
            for person in laid.roster.people
            for covered_from, covered_to in laid.coverage.of(plan.covers).get(person.number, ())
            if max(covered_from, person.employed[0], starts) < min(covered_to, person.employed[1], ends)
        }


def attainment(account: Account) -> Fraction | None:
    """Measure over target; None without a target."""
    target = account.promise.target
    if target is None or target == 0 or account.promise.parts:
        return None
    return Fraction(account.measure, 1_000_000) / target
