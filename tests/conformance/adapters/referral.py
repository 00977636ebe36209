"""Rewards for referrals: how much, how often, and for whose product."""

from tests.conformance.adapters.percent_of_deal import rewarded
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import bounty, metered, money, reading, reviews, unscaled
from tests.conformance.world import World


def reward(inputs: Inputs) -> Answer:
    return rewarded(inputs["kind"], inputs["value"], inputs["order"], "reward")


def repeated(inputs: Inputs) -> Answer:
    """The same row of a file, as often as it arrives."""
    act = reviews(1)[0]
    world = World((bounty("all", {"each": money(1)}),), (act,) * int(inputs["times"]))
    return Answer(lambda earned: {"referrals": earned[0].number("measure", "all")}, (world,))


def product(inputs: Inputs) -> Answer:
    """A promise for one product counts the acts that name it."""
    (act,) = reviews(1, attributes={"product": inputs["event_product"]})
    terms = bounty("all", {"each": money(1)}, where={"product": [inputs["code_product"]]})

    def read(earned: tuple[Earned, ...]) -> Said:
        measure = earned[0].number("measure", "all")
        return {"referral": measure or None}

    return Answer(read, (World((terms,), (act,)),))


def points(inputs: Inputs) -> Answer:
    """A point for so much spent, for whole amounts of it."""
    pays = {"package": inputs["points_per"], "each": money(1), "started": "free"}
    world = World((metered("points", pays),), metrics=(reading(inputs["spend"]),))
    return Answer(lambda earned: {"points": unscaled(earned[0].money())}, (world,))


KINDS = (
    Kind(reward, "reward"),
    Kind(repeated, needs=("times",)),
    Kind(product, needs=("code_product", "event_product")),
    Kind(points, "points"),
)
