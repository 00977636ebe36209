"""What is owed, line by line, with what explains a difference: limits, shares, the amount before rounding."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from plaudit.earnings.accounts import Accounts
from plaudit.earnings.because import because
from plaudit.earnings.compare.key import Grain, Key
from plaudit.earnings.document import limit_of
from plaudit.earnings.result import Account, Line, Result
from plaudit.values.problem import Problem

# Whole numbers that a line's quantity is written in.
MILLION, SCORE = 1_000_000, 10**12


@dataclass(frozen=True, slots=True)
class Owed:
    """One line: money in minor units; `exact` is its money before rounding and limits, where a curve gave it.

    Most lines are only added up: `because` makes the sentence when somebody asks for it.
    """

    person: str
    incentive: str
    activity: str | None
    kind: str
    on: int
    earned: int
    limited: int
    waiting: int
    limit: str | None
    because: Callable[[], str]
    share: Fraction = Fraction(1)
    quantity: Fraction = Fraction(0)
    exact: Fraction | None = None
    milestone: str | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing had to be rounded."""
        return self.exact is not None and self.exact.denominator == 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every line by key; `unknown` are the units a problem leaves without a number, each with that problem."""

    grain: Grain
    lines: Mapping[Key, tuple[Owed, ...]]
    unknown: Mapping[tuple[str, str], str]

    def of(self, key: Key) -> tuple[Owed, ...]:
        return self.lines.get(key, ())

    def total(self, key: Key) -> int | None:
        """None where a problem touches any of it."""
        return None if self.why_unknown(key) is not None else sum(line.earned for line in self.of(key))

    def why_unknown(self, key: Key) -> str | None:
        found = (
            says
            for (person, incentive), says in self.unknown.items()
            if person == key.person and key.incentive in {None, incentive}
        )
        return next(found, None)

    def by_incentive(self, key: Key) -> dict[str, int]:
        totals: dict[str, int] = {}
        for line in self.of(key):
            totals[line.incentive] = totals.get(line.incentive, 0) + line.earned
        return totals

    def under(self, other: "Sheet", incentives: AbstractSet[str]) -> "Sheet":
        """This one with the lines of some incentives as another reading has them."""
        lines: dict[Key, tuple[Owed, ...]] = {}
        for source, others in ((self, False), (other, True)):
            for key, found in source.lines.items():
                kept = tuple(line for line in found if (line.incentive in incentives) == others)
                lines[key] = (*lines.get(key, ()), *kept)
        unknown = {unit: says for unit, says in self.unknown.items() if unit[1] not in incentives}
        unknown |= {unit: says for unit, says in other.unknown.items() if unit[1] in incentives}
        return Sheet(self.grain, lines, unknown)


def sheet(result: Result, grain: Grain) -> Sheet:
    lines: dict[Key, list[Owed]] = {}
    unknown: dict[tuple[str, str], str] = {}
    for number, accounts in Accounts(result):
        person = result.ground.laid.roster.named(number)
        for account in accounts:
            if account.unknown:
                unknown[person, account.slot.key] = _why(result.problems, account.slot.key)
            for line in account.lines:
                owed = _owed(result, person, account, line)
                lines.setdefault(grain.key(person, owed.incentive, owed.activity), []).append(owed)
    return Sheet(grain, {key: tuple(each) for key, each in lines.items()}, unknown)


def _why(problems: tuple[Problem, ...], incentive: str) -> str:
    said = [problem.says for problem in problems if incentive in {touch.incentive for touch in problem.touches}]
    said += [problem.says for problem in problems if problem.touches]
    return said[0] if said else "A problem elsewhere leaves it without a number."


def _owed(result: Result, person: str, account: Account, line: Line) -> Owed:
    return Owed(
        person=person,
        incentive=account.slot.key,
        activity=result.activities.get(line["activity"], (None, None))[0],
        kind=line.kind,
        on=line["day"],
        earned=line["earned"],
        limited=line["gross"] - line["earned"] - line["waiting"],
        waiting=line["waiting"],
        limit=limit_of(account, line),
        because=partial(because, account, line),
        share=Fraction(1) if line["share"] is None or line.kind == "score" else Fraction(line["share"], MILLION),
        quantity=Fraction(0)
        if line["quantity"] is None
        else Fraction(line["quantity"], SCORE if line.kind == "score" else MILLION),
        exact=_exact(result, line),
        milestone=None if line["step"] is None else result.ground.laid.roster.milestones[line["step"]][1],
    )


def _exact(result: Result, line: Line) -> Fraction | None:
    if line.kind == "prize":
        return Fraction(line["earned"], 1) if line.number("tied") in {None, 1} else None
    curve = result.ground.laid.book.curve(line.number("curve"))
    if curve is None or line["after"] is None:
        return None
    before = Fraction(0) if line["before"] is None else curve.exact(line["before"])
    return curve.exact(line["after"]) - before
