"""What is owed, line by line, with what explains a difference: limits, shares, the amount before rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from plaudit.earnings.compare.key import Grain, Key
from plaudit.earnings.document import document
from plaudit.earnings.result import Line, Result
from plaudit.values.problem import Problem

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Owed:
    """One line: money in minor units; `exact` is its money before rounding and limits, where a curve gave it."""

    person: str
    incentive: str
    activity: str | None
    kind: str
    on: int
    earned: int
    limited: int
    waiting: int
    limit: str | None
    because: str
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


def sheet(result: Result, grain: Grain) -> Sheet:
    lines: dict[Key, list[Owed]] = {}
    unknown: dict[tuple[str, str], str] = {}
    told = document(result)["people"]
    for person, (_, accounts) in zip(told, result.people(), strict=True):
        for unit, account in zip(person["incentives"], accounts, strict=True):
            if account.unknown:
                unknown[person["person"], unit["incentive"]] = _why(result.problems, unit["incentive"])
            for shown, line in zip(unit["lines"], account.lines, strict=True):
                owed = _owed(result, line, {**shown, "person": person["person"], "incentive": unit["incentive"]})
                lines.setdefault(grain.key(owed.person, owed.incentive, owed.activity), []).append(owed)
    return Sheet(grain, {key: tuple(each) for key, each in lines.items()}, unknown)


def _why(problems: tuple[Problem, ...], incentive: str) -> str:
    said = [problem.says for problem in problems if incentive in {touch.incentive for touch in problem.touches}]
    said += [problem.says for problem in problems if problem.touches]
    return said[0] if said else "A problem elsewhere leaves it without a number."


def _owed(result: Result, line: Line, shown: Mapping[str, str | None]) -> Owed:
    return Owed(
        person=str(shown["person"]),
        incentive=str(shown["incentive"]),
        activity=shown["activity"],
        kind=line.kind,
        on=line["day"],
        earned=line["earned"],
        limited=line["gross"] - line["earned"] - line["waiting"],
        waiting=line["waiting"],
        limit=shown["limit"],
        because=str(shown["because"]),
        share=_fraction(shown["share"], Fraction(1)),
        quantity=_fraction(shown["quantity"], Fraction(0)),
        exact=_exact(result, line),
        milestone=shown["milestone"],
    )


def _fraction(text: str | None, absent: Fraction) -> Fraction:
    return absent if text is None else Fraction(text)


def _exact(result: Result, line: Line) -> Fraction | None:
    if line.kind == "prize":
        return Fraction(line["earned"], 1) if line.number("tied") in {None, 1} else None
    curve = result.ground.laid.book.curve(line.number("curve"))
    if curve is None or line["after"] is None:
        return None
    before = Fraction(0) if line["before"] is None else curve.exact(line["before"])
    return curve.exact(line["after"]) - before
