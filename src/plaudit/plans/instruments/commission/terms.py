"""The keys that only a commission has."""

from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.measured import Paid, paid
from plaudit.plans.pays.pays import PaysAmounts


class CommissionDocument(Document):
    """A share of the amount of every act."""

    pays: PaysAmounts


def terms(shape: Shape[CommissionDocument], reading: Reading) -> Paid | None:
    if not shape.right("pays"):
        return None
    return paid(shape.document.pays, "amount", None, reading)
