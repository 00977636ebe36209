"""`guarantee`, `draw`, `late`, `customer_gift`: small keys of an amount or a number of days (rules 16 and 27)."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from plaudit.plans.document.scalars import Currency, MoneyAmount, Price, Whole
from plaudit.plans.document.shape import Document


class DrawDocument(Document):
    """An advance for each window; `leftover` says whether what is not earned back in the end is taken back."""

    amount: MoneyAmount
    leftover: Literal["state", "recover"] = "state"


def _form(written: Any) -> str:
    match written:
        case dict():
            return "<leftover>"
        case _:
            return "<amount>"


Draw = Annotated[
    Annotated[MoneyAmount, Tag("<amount>")] | Annotated[DrawDocument, Tag("<leftover>")],
    Discriminator(_form),
]


class LateDocument(Document):
    """How many days after its window's end a milestone may become known and still earn."""

    within_days: Whole


class GiftDocument(Document):
    """What the customer gets for the act."""

    value: Price
    currency: Currency


def draw(document: int | DrawDocument | None) -> tuple[int | None, Literal["state", "recover"]]:
    match document:
        case DrawDocument():
            return document.amount, document.leftover
        case amount:
            return amount, "state"


def gift(document: GiftDocument | None) -> tuple[Fraction, str] | None:
    return None if document is None else (document.value, document.currency)
