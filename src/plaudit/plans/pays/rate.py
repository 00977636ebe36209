"""`rate: 3%` of the amount."""

from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans.document.scalars import Share
from plaudit.plans.document.shape import Document
from plaudit.plans.pays.aim import Aim
from plaudit.values.curve import Curve
from plaudit.values.curve_of import linear


class RateDocument(Document):
    """A share of the amount of every act."""

    rate: Share


@dataclass(frozen=True, slots=True)
class Rate:
    rate: Fraction
    by_act = True
    of = "amounts"

    def curve(self, aim: Aim) -> Curve:
        return linear(self.rate * aim.minor_units, aim.unit)
