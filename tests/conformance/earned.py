"""What the calculation said about one world, read from the object that `calculate --format json` prints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Unit = Mapping[str, Any]


class Refusal(Exception):
    """The plan or the facts were refused; the codes of the problems say why."""


class Crash(Exception):
    """The calculation broke; that is never what a case expects."""


@dataclass(frozen=True, slots=True)
class Earned:
    """The units (incentive, person, window) of one world, under the world's own keys."""

    units: tuple[Unit, ...]
    codes: tuple[str, ...] = ()
    failed: Literal["", "refused", "crashed"] = ""

    def of(self, incentive: str | None = None, person: str | None = None) -> tuple[Unit, ...]:
        if self.failed == "crashed":
            raise Crash(", ".join(self.codes))
        if self.failed == "refused":
            raise Refusal(", ".join(sorted(set(self.codes))))
        return tuple(
            unit for unit in self.units if incentive in (None, unit["incentive"]) and person in (None, unit["person"])
        )

    def money(self, incentive: str | None = None, person: str | None = None, what: str = "earned") -> Fraction | None:
        """The sum over the units asked for; None when a problem leaves one of them unknown."""
        amounts = [unit[what] for unit in self.of(incentive, person)]
        return None if None in amounts else sum(map(Fraction, amounts), Fraction(0))

    def lines(self, incentive: str, person: str = "ada") -> tuple[Unit, ...]:
        return tuple(line for unit in self.of(incentive, person) for line in unit["lines"])

    def line_money(self, incentive: str, activity: str, person: str = "ada", what: str = "earned") -> Fraction:
        """What one act earned in all its lines."""
        return sum(
            (Fraction(line[what]) for line in self.lines(incentive, person) if line["activity"] == activity),
            Fraction(0),
        )

    def number(self, what: str, incentive: str, person: str = "ada") -> Fraction | None:
        """A header value (measure, attainment, score, rank) of the one unit asked for."""
        (unit,) = self.of(incentive, person)
        return None if unit[what] is None else Fraction(unit[what])

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.of())
