"""Higher rates above a mark, multipliers, and rates added up."""

from fractions import Fraction

from tests.conformance.adapters import tiered_marginal
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import Tier, commission, deal, percent, rated, text, unscaled
from tests.conformance.world import World


def composed(inputs: Inputs) -> Answer:
    """The plan states the rate that its author composed from base, bonus and multipliers."""
    rate = Fraction(inputs["base_rate"]) + Fraction(inputs["volume_bonus_max"]) * Fraction(inputs["volume_bonus_share"])
    rate *= Fraction(inputs["performance_multiplier"]) * Fraction(inputs["promotion_multiplier"])
    world = World((commission("all", {"rate": percent(rate)}),), (deal("sale", inputs["sale"]),))

    def read(earned: tuple[Earned, ...]) -> Said:
        amount = unscaled(earned[0].money())
        return {"amount": amount, "rate": None if amount is None else amount / Fraction(inputs["sale"])}

    return Answer(read, (world,))


def multiplied(inputs: Inputs) -> Answer:
    rate = Fraction(inputs["rate"])
    terms = (
        commission("base", {"rate": percent(rate)}),
        commission("all", {"rate": percent(rate * Fraction(inputs["multiplier"]))}),
    )
    world = World(terms, (deal("sale", inputs["base"]),))
    return Answer(
        lambda earned: {
            "base_commission": unscaled(earned[0].money("base")),
            "amount": unscaled(earned[0].money("all")),
        },
        (world,),
    )


def above(inputs: Inputs) -> Answer:
    base, rest = Fraction(inputs["base_part"]), Fraction(inputs["above"])
    rates = (Fraction(inputs["base_rate_pct"]) / 100, Fraction(inputs["accel_rate_pct"]) / 100)
    given = (Tier(text(base), rates[0]), Tier(None, rates[1]))
    world = World((commission("all", rated("graduated", given)),), (deal("sale", base + rest),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


KINDS = (
    Kind(composed, needs=("base_rate", "volume_bonus_max", "sale")),
    Kind(multiplied, needs=("base", "multiplier", "rate")),
    Kind(above, needs=("above", "accel_rate_pct", "base_part", "base_rate_pct")),
    Kind(tiered_marginal.amount, needs=("base", "mode", "tiers")),
)
