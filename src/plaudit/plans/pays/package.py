"""`{package: 10, each: 50.00, started: pays | free}`: money for blocks of units."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import ConfigDict

from plaudit.plans.document.scalars import Decimal, MoneyRate
from plaudit.plans.document.shape import Document
from plaudit.plans.keys.reading import Reading
from plaudit.plans.pays.aim import Aim
from plaudit.values.curve import Curve
from plaudit.values.curve_of import packages


class PackageDocument(Document):
    """Money for each package of units; `started` says whether one that is not full pays."""

    model_config = ConfigDict(json_schema_extra={"required": ["package", "each", "started"]})

    package: Decimal
    each: MoneyRate | None = None
    started: Literal["pays", "free"] | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """`each` is minor units for a package of `size` units."""

    size: Fraction
    each: Fraction
    started: Literal["pays", "free"]
    by_act = False
    of = "units"

    def curve(self, aim: Aim) -> Curve:
        return packages(self.size, self.each, self.started, aim.unit)


def packaged(document: PackageDocument, reading: Reading) -> Package | None:
    if document.package <= 0:
        reading.at("package").note("number-not-above-zero", "A package of no units never fills.", "Write 1 or more.")
    if document.each is None:
        reading.note("key-missing", "The package does not say what it pays.", "Add `each: 50.00`.")
    if document.started is None:
        reading.note(
            "package-unsaid",
            "The plan does not say whether a package that is started and not full pays.",
            "Add `started: pays` (in full) or `started: free` (not until it is full).",
        )
    if document.package <= 0 or document.each is None or document.started is None:
        return None
    return Package(document.package, document.each, document.started)
