"""The keys that only recognition has."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from annotated_types import Len

from plaudit.plans.document.scalars import Decimal, MoneyAmount, Text
from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.document.shown import number
from plaudit.plans.incentive import Measure
from plaudit.plans.keys.measure import MeasureOfActs, PointsDocument, measure
from plaudit.plans.keys.reading import Reading
from plaudit.plans.promise import Award


class AwardDocument(Document):
    """A badge or a gift, at a measure."""

    at: Decimal
    badge: Text | None = None
    gift: Text | None = None
    value: MoneyAmount | None = None


class RecognitionDocument(Document):
    """Badges and gifts; nothing goes through payroll."""

    measure: MeasureOfActs | None = None
    points: PointsDocument | None = None
    awards: Annotated[list[AwardDocument], Len(min_length=1)]


@dataclass(frozen=True, slots=True)
class Recognition:
    measure: Measure
    awards: tuple[Award, ...]


def terms(shape: Shape[RecognitionDocument], reading: Reading) -> Recognition | None:
    document = shape.document
    measured = measure(document.measure, document.points, reading) if shape.right("measure", "points") else None
    if not shape.right("awards"):
        return None
    right = [_award(award, reading.at("awards", index)) for index, award in enumerate(document.awards)]
    if not _rise(document.awards, reading) or not all(right) or measured is None:
        return None
    return Recognition(
        measured, tuple(Award(award.at, award.badge, award.gift, award.value) for award in document.awards)
    )


def _award(award: AwardDocument, reading: Reading) -> bool:
    if (award.badge is None) == (award.gift is None):
        reading.note(
            "badge-or-gift",
            "An award is a badge or a gift, " + ("not both." if award.badge is not None else "and this is neither."),
            "Write `badge: First reference` or `gift: Dinner for two`.",
        )
        return False
    if award.value is not None and award.gift is None:
        reading.at("value").note(
            "badge-with-value", "A badge has no value in money.", "Delete `value`, or write `gift`."
        )
        return False
    return True


def _rise(awards: list[AwardDocument], reading: Reading) -> bool:
    rising = True
    ats = [Fraction(0), *(award.at for award in awards)]
    for index, (before, at) in enumerate(pairwise(ats)):
        if at <= before:
            rising = False
            reading.at("awards", index, "at").note(
                "bounds-not-rising",
                f"Award {index + 1} is at {number(at)}, which is not above {number(before)}.",
                "Write the awards from the lowest measure to the highest, each above 0.",
            )
    return rising
