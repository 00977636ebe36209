"""What an instrument needs to put its terms into the sentences of the plan's text."""

from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans.incentive import Incentive
from plaudit.plans.say import money, number, percent


@dataclass(frozen=True, slots=True)
class Telling:
    """The incentive that is told and the currency of its money."""

    incentive: Incentive
    currency: str

    def money(self, minor: Fraction | int) -> str:
        return f"{money(minor, self.currency)} {self.currency}"

    def number(self, exact: Fraction) -> str:
        return number(exact)

    def percent(self, exact: Fraction) -> str:
        return percent(exact)
