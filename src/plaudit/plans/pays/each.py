"""`each: 100.00` for every unit; or the slider, a price for every kind of activity."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Discriminator, Tag

from plaudit.plans.document.scalars import Key, MoneyRate, Price
from plaudit.plans.document.shape import Document
from plaudit.plans.pays.aim import Aim
from plaudit.values.curve import Curve
from plaudit.values.curve_of import linear


def _form(written: object) -> str:
    match written:
        case dict():
            return "<kinds>"
        case _:
            return "<amount>"


class EachDocument(Document):
    """Money for every unit of the measure, or a price by kind of activity."""

    each: Annotated[
        Annotated[MoneyRate, Tag("<amount>")] | Annotated[dict[Key, Price], Tag("<kinds>")],
        Discriminator(_form),
    ]


@dataclass(frozen=True, slots=True)
class Each:
    """`amount` is minor units for one unit of the measure; it may be finer than one of them."""

    amount: Fraction
    by_act = True
    of = "units"

    def curve(self, aim: Aim) -> Curve:
        return linear(self.amount, aim.unit)


@dataclass(frozen=True, slots=True)
class Slider:
    """Prices by kind in units of the currency: the measure is then money already, and the curve hands it on."""

    prices: tuple[tuple[str, Fraction], ...]
    by_act = True
    of = "units"

    def curve(self, aim: Aim) -> Curve:
        return linear(Fraction(aim.minor_units), aim.unit)
