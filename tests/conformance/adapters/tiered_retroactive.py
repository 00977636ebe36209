"""Whole-amount tiers: all units at the rate, and with the flat, of the tier the total falls in."""

from fractions import Fraction

from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import (
    Tier,
    commission,
    deal,
    metered,
    money,
    percent,
    rated,
    reading,
    tiered,
    tiers,
    unscaled,
)
from tests.conformance.world import Person, World


def volume(inputs: Inputs) -> Answer:
    given = tiers(inputs["tiers"])
    world = World((metered("tiers", tiered("volume", given)),), metrics=(reading(inputs["units"]),))
    nothing = Fraction(inputs["units"]) == 0 and given[0].flat
    return Answer(
        lambda earned: {"amount": unscaled(earned[0].money())}, (world,), "nothing-for-nothing" if nothing else None
    )


def of_amount(inputs: Inputs) -> Answer:
    """A base in money: the rate of the tier it falls in, for all of it."""
    given = tiers(inputs["tiers"])
    world = World((commission("tiers", rated("volume", given)),), (deal("deal", inputs["base"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def reached(inputs: Inputs) -> Answer:
    """The tier is known already: its rate for every unit."""
    pays = {"each": money(inputs["reached_rate"])}
    world = World((metered("rate", pays),), metrics=(reading(inputs["units"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def thresholds(inputs: Inputs) -> Answer:
    """Only the amount of the highest threshold passed; a person for each base."""
    flats = [Fraction(0), *map(Fraction, inputs["amounts"])]
    given = tuple(Tier(to, flat=flat) for to, flat in zip([*inputs["thresholds"], None], flats, strict=True))
    people = [f"p{number}" for number, _ in enumerate(inputs["bases"])]
    world = World(
        (metered("tiers", tiered("volume", given)),),
        metrics=tuple(reading(base, person=person) for person, base in zip(people, inputs["bases"], strict=True)),
        people=tuple(map(Person, people)),
    )
    return Answer(lambda earned: {"amounts": [unscaled(earned[0].money(person=person)) for person in people]}, (world,))


def by_margin(inputs: Inputs) -> Answer:
    """One number picks the rate and another is paid: a commission on the margin for each band of an attribute."""
    cost, price = Fraction(inputs["cost"]), Fraction(inputs["price"])
    margin = price - cost
    over_cost = margin / cost * 100
    bands, least = [], None
    for number, tier in enumerate(inputs["tiers"]):
        most = tier["margin_pct_to"]
        where: dict[str, str] = {} if least is None else {"margin_pct_at_least": least}
        where |= {} if most is None else {"margin_pct_at_most": most}
        bands.append(commission(f"band-{number}", {"rate": percent(Fraction(tier["rate_pct"]) / 100)}, where=where))
        least = None if most is None else str(Fraction(most) + 1)
    act = deal("deal", margin, attributes={"margin_pct": str(over_cost)})
    world = World(tuple(bands), (act,))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


KINDS = (
    Kind(volume, needs=("mode", "tiers", "units")),
    Kind(of_amount, needs=("mode", "tiers", "base")),
    Kind(reached, needs=("reached_rate", "units")),
    Kind(thresholds, needs=("thresholds", "amounts", "bases")),
    Kind(
        by_margin,
        needs=("cost", "price", "tiers"),
        leaves=dict.fromkeys(("margin", "margin_pct_of_cost"), "arithmetic on the deal, before it is a fact of ours"),
    ),
)
