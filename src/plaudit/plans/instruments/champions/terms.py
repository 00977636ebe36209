"""The keys that only champions have."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from plaudit.plans.document.scalars import Number
from plaudit.plans.document.shape import Document, Shape
from plaudit.plans.keys.reading import Reading
from plaudit.plans.keys.target import target
from plaudit.plans.pays.each import Slider
from plaudit.plans.pays.pays import Pays, PaysLevel, pays


class ChampionsDocument(Document):
    """Money for the champions among the accounts that a person holds."""

    level: Literal["last_day", "average"] = "last_day"
    target: Number | None = None
    pays: PaysLevel


@dataclass(frozen=True, slots=True)
class Champions:
    """`average` counts them on every day of the window, else on its last one."""

    pays: Pays
    average: bool = False
    target: Fraction | None = None


def terms(shape: Shape[ChampionsDocument], reading: Reading) -> Champions | None:
    document = shape.document
    aim = target(document.target, reading.at("target")) if shape.right("target") else None
    if not shape.right("pays"):
        return None
    found = pays(document.pays, reading.at("pays"))
    match found:
        case Slider():
            reading.at("pays", "each").note(
                "prices-without-acts",
                "Champions are accounts, and prices by kind of activity are for acts.",
                "Write one amount behind `each`.",
            )
            return None
        case None:
            return None
        case _:
            return Champions(found, document.level == "average", aim)
