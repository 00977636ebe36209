"""Points for an act, composed of multipliers."""

from fractions import Fraction
from math import prod

from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import counted, worth
from tests.conformance.world import World


def points(inputs: Inputs) -> Answer:
    """The plan states what an act is worth, its author having multiplied; only whole packages of one count."""
    value = Fraction(inputs["base"]) * prod(map(Fraction, inputs["multipliers"]))
    pays = {"package": "1", "each": "1", "started": "free" if inputs["round"] == "floor" else "pays"}
    world = World((counted("points", pays, [value]),), worth(["2026-07-01"]))
    return Answer(lambda earned: {"points": earned[0].money()}, (world,))


KINDS = (Kind(points, needs=("base", "multipliers", "round")),)
