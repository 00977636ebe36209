"""Contests in which several share a place, alone and on top of a bounty."""

from tests.conformance import contests
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import bounty, money, reviews, tiered, tiers, unscaled
from tests.conformance.world import Person, World

TIES = {"pool_and_split": "share", "all": "all", "earliest": "earliest"}


def tied(inputs: Inputs) -> Answer:
    world = contests.world(inputs["scores"], contests.contest(inputs["prizes"], TIES[inputs["policy"]]))
    return Answer(
        lambda earned: {"payouts": [unscaled(earned[0].money(person=person.key)) for person in world.people]}, (world,)
    )


def quarter(inputs: Inputs) -> Answer:
    """Everybody's bounty and, for the leader, the prize."""
    how = {"marginal": "graduated", "retroactive": "volume"}[inputs["mode"]]
    counts = {"activity": "review", "milestone": "published"}
    prize = {"key": "top", "kind": "contest", "window": "quarter", "counts": counts, "prizes": [money(inputs["prize"])]}
    acts = [act for name, count in inputs["demos"].items() for act in reviews(count, mark=name, person=name)]
    world = World(
        (bounty("demo", tiered(how, tiers(inputs["tiers"]))), {**prize, "ties": "share"}),
        tuple(acts),
        people=tuple(map(Person, inputs["demos"])),
    )
    return Answer(lambda earned: {name: unscaled(earned[0].money(person=name)) for name in inputs["demos"]}, (world,))


KINDS = (
    Kind(tied, needs=("policy", "prizes", "scores")),
    Kind(quarter, needs=("demos", "mode", "prize", "tiers")),
)
