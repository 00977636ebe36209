"""The keys that only a quota has."""

from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans.document.scalars import Number
from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.incentive import Measure
from plaudit.plans.keys.measure import MeasureOfTarget, PointsDocument
from plaudit.plans.keys.reading import Reading
from plaudit.plans.keys.target import target
from plaudit.plans.pays.measured import paid
from plaudit.plans.pays.pays import Pays, PaysTarget


class QuotaDocument(Document):
    """A measure against a target, and what the attainment pays."""

    measure: MeasureOfTarget | None = None
    points: PointsDocument | None = None
    target: Number | None = None
    pays: PaysTarget


@dataclass(frozen=True, slots=True)
class Quota:
    """`target` is in units of the measure, for a whole window; None: each person has her own in targets.csv."""

    measure: Measure
    pays: Pays
    target: Fraction | None = None


def terms(shape: Shape[QuotaDocument], reading: Reading) -> Quota | None:
    document = shape.document
    aim = target(document.target, reading.at("target")) if shape.right("target") else None
    if not shape.right("measure", "points", "pays"):
        return None
    found = paid(document.pays, document.measure, document.points, reading)
    return None if found is None else Quota(found.measure, found.pays, aim)
