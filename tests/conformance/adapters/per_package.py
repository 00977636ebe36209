"""Money for started packages of units."""

from fractions import Fraction

from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import metered, money, reading, unscaled
from tests.conformance.world import World


def packages(inputs: Inputs) -> Answer:
    """Free units never reach the measure: what is counted is what is to be paid."""
    size, each = inputs["package_size"], inputs.get("amount_per_package") or inputs["package_amount"]
    paid = max(Fraction(0), Fraction(inputs["units"]) - Fraction(inputs.get("free_units") or 0))
    pays = {"package": str(size), "each": money(each), "started": "pays"}
    world = World((metered("packages", pays),), metrics=(reading(paid),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


KINDS = (Kind(packages, needs=("package_size", "amount_per_package", "units")),)
