"""So much for each demo, more past five: both readings of the same sentence."""

from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import bounty, reviews, tiered, tiers, unscaled
from tests.conformance.world import World


def readings(inputs: Inputs) -> Answer:
    given = tiers(inputs["tiers"])
    terms = (bounty("marginal", tiered("graduated", given)), bounty("retroactive", tiered("volume", given)))
    world = World(terms, reviews(int(inputs["demos"])))
    return Answer(
        lambda earned: {name: unscaled(earned[0].money(name)) for name in ("marginal", "retroactive")}, (world,)
    )


KINDS = (Kind(readings, needs=("demos", "tiers")),)
