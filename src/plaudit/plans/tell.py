"""What an instrument needs to put its terms into the sentences of the plan's text."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans.document.shown import number, percent
from plaudit.plans.incentive import Counted, Incentive, Measure
from plaudit.plans.say import joined, money


@dataclass(frozen=True, slots=True)
class Telling:
    """The incentive that is told, and the currency of its money."""

    incentive: Incentive
    currency: str

    @property
    def window(self) -> str:
        match self.incentive.window:
            case "half":
                return "half-year"
            case str(length):
                return length
            case _:
                return "window"

    def money(self, minor: Fraction | int) -> str:
        return f"{money(minor, self.currency)} {self.currency}"

    def unit(self, measure: Measure) -> str:
        """The word for one unit of the measure: referral, act, point, champion."""
        kinds = list(dict.fromkeys(counted.kind for counted in self.incentive.counts))
        one = plain(kinds[0]) if len(kinds) == 1 else "act"
        names = {"count": one, "points": "point", "champions": "champion", "amount": self.currency}
        return names.get(measure.of, f"unit of {measure.metric}")

    def measured(self, measure: Measure) -> tuple[str, ...]:
        """How acts add up, where it is more than counting them."""
        worth = joined([f"{plain(kind)} {number(points)}" for kind, points in measure.points])
        return (f"An act adds points: {worth}.",) if worth else ()


def plain(word: str) -> str:
    return word.replace("_", " ")


def counted(counts: Iterable[Counted]) -> str:
    """`referral when demo; review 30 % when agreed and 70 % when published`."""
    when: dict[str, list[str]] = {}
    for one in counts:
        part = "" if one.part == 1 else f"{percent(one.part)} "
        when.setdefault(one.kind, []).append(f"{part}at {plain(one.milestone)}")
    alike: dict[str, list[str]] = {}
    for kind, parts in when.items():
        alike.setdefault(joined(parts), []).append(plain(kind))
    return "; ".join(f"{joined(kinds)} {how}" for how, kinds in alike.items())
