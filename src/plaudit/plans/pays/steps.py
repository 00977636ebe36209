"""`steps: [{at: 3, pay: 500.00}]`: reaching a level pays it, in the place of the one before (rule 11)."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from annotated_types import Len

from plaudit.plans.document.scalars import Decimal, MoneyAmount
from plaudit.plans.document.shape import Document
from plaudit.plans.document.shown import number
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.aim import Aim
from plaudit.values.curve import Curve
from plaudit.values.curve_of import Level, steps


class StepDocument(Document):
    """Who reaches `at` earns `pay` in all."""

    at: Decimal
    pay: MoneyAmount


class StepsDocument(Document):
    """Levels, from the lowest to the highest."""

    steps: Annotated[list[StepDocument], Len(min_length=1)]


@dataclass(frozen=True, slots=True)
class Steps:
    levels: tuple[Level, ...]
    by_act = False
    of = "anything"

    def curve(self, aim: Aim) -> Curve:
        return steps(self.levels, aim.unit)


def stepped(document: StepsDocument, reading: Reading) -> Steps | None:
    rising = True
    ats = [Fraction(0), *(step.at for step in document.steps)]
    for index, (before, at) in enumerate(pairwise(ats)):
        if at <= before:
            rising = False
            reading.at("steps", index, "at").note(
                "bounds-not-rising",
                f"Level {index + 1} is at {number(at)}, which is not above {number(before)}.",
                "Write the levels from the lowest to the highest, each above 0.",
            )
    if not rising:
        return None
    return Steps(tuple(Level(step.at, Fraction(step.pay)) for step in document.steps))
