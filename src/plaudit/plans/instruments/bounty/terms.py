"""The keys that only a bounty has."""

from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.keys.measure import MeasureOfActs, PointsDocument
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.measured import Paid, paid
from plaudit.plans.pays.pays import PaysUnits


class BountyDocument(Document):
    """Money for every act: one price, tiers, or a price by kind of activity."""

    measure: MeasureOfActs | None = None
    points: PointsDocument | None = None
    pays: PaysUnits


def terms(shape: Shape[BountyDocument], reading: Reading) -> Paid | None:
    if not shape.right("measure", "points", "pays"):
        return None
    return paid(shape.document.pays, shape.document.measure, shape.document.points, reading)
