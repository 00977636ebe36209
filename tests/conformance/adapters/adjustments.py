"""Corrections of what was calculated before."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import metered, money, reading, unscaled
from tests.conformance.world import World


def chain(inputs: Inputs) -> Answer:
    """The measure is corrected month after month; each time the adjustment is against the last result."""
    metrics = tuple(
        replace(reading(value), recorded_at=_moment(number)) for number, value in enumerate(inputs["values"])
    )
    world = World((metered("all", {"each": money(1)}),), metrics=metrics)
    worlds = tuple(replace(world, as_of=metric.recorded_at) for metric in metrics)

    def read(earned: tuple[Earned, ...]) -> Said:
        results = [unscaled(known.money()) or Fraction(0) for known in earned]
        return {"deltas": [after - before for before, after in pairwise(results)]}

    return Answer(read, worlds)


def _moment(number: int) -> str:
    year, month = divmod(9 + number, 12)
    return f"{2026 + year}-{month + 1:02}-01T00:00:00Z"


KINDS = (Kind(chain, "chain_delta"),)
