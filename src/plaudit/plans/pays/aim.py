"""Whom a way of paying is asked for: one person's target and pay at target, and what the measure is counted in."""

from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans.promise import Standing
from plaudit.values.currency import digits
from plaudit.values.curve import UNIT
from plaudit.values.curve_of import SCORE_UNIT


@dataclass(frozen=True, slots=True)
class Aim:
    """`target` is None where the person has none; a score is its own attainment and needs none."""

    standing: Standing
    target: Fraction | None = None
    scored: bool = False

    @property
    def unit(self) -> int:
        """How many x of the curve make one unit of the measure (rule 11)."""
        return SCORE_UNIT if self.scored else UNIT

    @property
    def minor_units(self) -> int:
        """How many make one unit of the currency."""
        units: int = 10 ** digits(self.standing.currency)
        return units
