"""Prizes of places that several share."""

from collections.abc import Sequence
from fractions import Fraction

from tests.conformance import contests
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import commission, deal, money, unscaled
from tests.conformance.world import Person, World


def groups(inputs: Inputs) -> Answer:
    """Contestants by groups of equal score; prizes in cents, so that a leftover cent shows."""
    sizes = list(map(int, inputs["tie_groups"]))
    scores = [len(sizes) - place for place, size in enumerate(sizes) for _ in range(size)]
    world = contests.world(scores, contests.contest(inputs["prizes"], scale=1))
    return Answer(
        lambda earned: {"shares": [earned[0].money(person=person.key) for person in world.people]},
        (world,),
        "prizes-shared-whole",
    )


def pool(inputs: Inputs) -> Answer:
    """What the first of the tied gets: the leftover cent, if there is one, is his."""
    return _first(inputs["pool"], int(inputs["tied"]), "share")


def dead_heat(inputs: Inputs) -> Answer:
    """A stake's whole return for each place, and more who are tied than there are places."""
    prize = Fraction(inputs["stake"]) * Fraction(inputs["decimal_odds"])
    return _first([prize] * int(inputs["places"]), int(inputs["tied"]), "returned")


def _first(prizes: Sequence[str | Fraction], tied: int, name: str) -> Answer:
    world = contests.world([1] * tied, contests.contest(prizes, scale=1))
    return Answer(lambda earned: {name: earned[0].money(person="p00")}, (world,), "prizes-shared-whole")


def fund(inputs: Inputs) -> Answer:
    """A prize is what the plan says, however many take part."""
    world = contests.world(list(range(int(inputs["entries"]), 0, -1)), contests.contest([inputs["fund"]]))
    return Answer(lambda earned: {"fund": unscaled(earned[0].money())}, (world,), "prizes-are-fixed")


def by_profit(inputs: Inputs) -> Answer:
    """A budget divided in proportion among people who would earn more than it holds."""
    own, everybody = Fraction(inputs["own"]), Fraction(inputs["all"])
    more = 1_000
    terms = commission("all", {"rate": "100%"}, limits={"budget": money(inputs["pool"], 1), "budget_share": "prorate"})
    acts = (deal("own", own * more, scale=1), deal("others", (everybody - own) * more, scale=1, person="rest"))
    world = World((terms,), acts, people=(Person("ada"), Person("rest")))

    def read(earned: tuple[Earned, ...]) -> Said:
        return {"share": earned[0].money(person="ada")}

    return Answer(read, (world,), "prizes-shared-whole")


KINDS = (
    Kind(groups, "hort"),
    Kind(groups, "pool_equal"),
    Kind(groups, "pool_cut"),
    Kind(pool, "pool_share"),
    Kind(fund, "scale_fund"),
    Kind(dead_heat, "dead_heat"),
    Kind(by_profit, "by_profit"),
)
