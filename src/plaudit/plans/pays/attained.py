"""`at_target` with `curve`: what an attainment (or a score) pays, as a share of the pay at target (rules 11 and 13)."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import ConfigDict

from plaudit.plans.document.scalars import MoneyAmount, NotNegative
from plaudit.plans.document.shape import Document
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.aim import Aim
from plaudit.values.curve import Curve
from plaudit.values.curve_of import attained, attained_score

PointDocument = Annotated[list[NotNegative], Len(min_length=2, max_length=2)]


class AttainedDocument(Document):
    """The pay at target, and points [attainment, share of that pay] with lines or steps between them."""

    model_config = ConfigDict(json_schema_extra={"required": ["at_target", "curve"]})

    at_target: MoneyAmount | None = None
    curve: Annotated[list[PointDocument], Len(min_length=1)] | None = None
    between: Literal["line", "step"] = "line"
    beyond: Literal["flat", "extend"] = "flat"


@dataclass(frozen=True, slots=True)
class Attained:
    """`at_target` is in minor units; a point is (attainment, share of it)."""

    at_target: int
    points: tuple[tuple[Fraction, Fraction], ...]
    between: Literal["line", "step"] = "line"
    beyond: Literal["flat", "extend"] = "flat"
    by_act = False
    of = "anything"

    def curve(self, aim: Aim) -> Curve | None:
        at_target = aim.standing.at_target
        owed = at_target if at_target is not None else self.at_target * aim.standing.share
        if aim.scored:
            return attained_score(self.points, self.between, self.beyond, owed)
        if aim.target is None:
            return None
        return attained(self.points, self.between, self.beyond, aim.target, owed)


def attaining(document: AttainedDocument, reading: Reading) -> Attained | None:
    if document.at_target is None:
        reading.note(
            "key-missing",
            "The curve has no `at_target`: its shares are shares of nothing.",
            "Add `at_target: 1000.00`.",
        )
    if document.curve is None:
        reading.note(
            "curve-missing",
            "`at_target` says what the target pays, but not what less and more than the target pay.",
            "Add `curve: [[0, 0], [1, 1]]` to pay in proportion, or `curve: [[1, 1]]` to pay at the target only.",
        )
    if document.at_target is None or document.curve is None:
        return None
    points = tuple((point[0], point[1]) for point in document.curve)
    if not (_rises(points, reading) & _extends(document, points, reading)):
        return None
    return Attained(document.at_target, points, document.between, document.beyond)


def _rises(points: tuple[tuple[Fraction, Fraction], ...], reading: Reading) -> bool:
    rising = True
    for index, (before, after) in enumerate(pairwise(points), 1):
        if after[0] <= before[0]:
            rising = False
            reading.at("curve", index).note(
                "bounds-not-rising",
                f"Point {index + 1} of the curve is at an attainment that is not above that of point {index}.",
                "Write the points from the lowest attainment to the highest; for a jump use `between: step`.",
            )
    return rising


def _extends(document: AttainedDocument, points: tuple[tuple[Fraction, Fraction], ...], reading: Reading) -> bool:
    if document.beyond == "flat":
        return True
    falls = len(points) > 1 and points[-1][1] < points[-2][1]
    if document.between == "line" and len(points) > 1 and not falls:
        return True
    reading.at("beyond").note(
        "nothing-to-extend",
        "The last line falls, and extended it would pay less than nothing."
        if falls
        else "There is no line through the last two points that could be extended.",
        "Write `beyond: flat`, or a curve with `between: line` whose last two points rise.",
    )
    return False
