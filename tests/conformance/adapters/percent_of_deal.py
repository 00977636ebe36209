"""A percentage of a deal, with fixed parts, allowances and referral rewards."""

from dataclasses import replace
from fractions import Fraction

from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import (
    Tier,
    bounty,
    commission,
    deal,
    money,
    percent,
    rated,
    reviews,
    text,
    tiered,
    unscaled,
)
from tests.conformance.world import World

ALLOWANCE = dict.fromkeys(
    ("free_units", "paid_units", "free_events", "paid_events"),
    "what an allowance leaves is worked out before the facts reach us; the amount shows that it is right",
)


def with_fixed(inputs: Inputs) -> Answer:
    """A commission above what is free, and a bounty for each event after the free ones."""
    rate = Fraction(inputs.get("rate_pct") or inputs["rate_percent"]) / 100
    fixed = Fraction(inputs.get("fixed_per_event") or inputs.get("fixed_amount") or 0)
    free_base, free_events = allowance(inputs)
    share, each = {"rate": percent(rate)}, {"each": money(fixed)}
    shares = rated("graduated", (Tier(text(free_base)), Tier(None, rate))) if free_base else share
    lumps = tiered("graduated", (Tier(str(free_events)), Tier(None, fixed))) if free_events else each
    world = World(
        (commission("percent", shares), bounty("fixed", lumps)),
        (deal("deal", inputs["base"]), *reviews(int(inputs["events"]))),
    )
    return Answer(_parts, (world,))


def allowance(inputs: Inputs) -> tuple[Fraction, int]:
    """The amount and the events that are free: up to the free base or through the free events, whichever ends first."""
    base, events = Fraction(inputs["base"]), int(inputs["events"])
    totals = [*map(Fraction, inputs.get("running_total", ())), base]
    by_base = inputs.get("free_total") or inputs.get("free_base")
    by_events = inputs.get("free_events")
    ends = [(Fraction(by_base), sum(total < Fraction(by_base) for total in totals))] if by_base else []
    if by_events is not None:
        count = min(int(by_events), events)
        ends.append((base if count == events else totals[count - 1], count))
    return min(ends, default=(Fraction(0), 0))


def _parts(earned: tuple[Earned, ...]) -> Said:
    by_share, by_event = unscaled(earned[0].money("percent")), unscaled(earned[0].money("fixed"))
    return {
        "amount": unscaled(earned[0].money()),
        "percent_part": by_share,
        "fixed_part": by_event,
        "percent_total": by_share,
        "fixed_total": by_event,
    }


def reward(inputs: Inputs) -> Answer:
    """A fixed reward, or a percentage of the referred deal."""
    unit, value, order = inputs["reward"]["unit"], inputs["reward"]["amount"], inputs.get("order")
    return rewarded(unit, value, order)


def rewarded(unit: str, value: str, order: str | None, name: str = "amount") -> Answer:
    terms, act = {
        "fixed": (bounty("reward", {"each": money(value)}), reviews(1)[0]),
        "percent": (commission("reward", {"rate": percent(Fraction(value) / 100)}), deal("deal", order or 0)),
    }[unit]
    if order is None:
        act = replace(act, amount="", currency="")
    world = World((terms,), (act,))
    return Answer(lambda earned: {name: unscaled(earned[0].money())}, (world,), "missing-amount")


def ranged(inputs: Inputs) -> Answer:
    """The two ends of a published range of rates."""
    rates = inputs["rate_pct_range"]
    terms = tuple(commission(f"rate-{number}", {"rate": f"{rate}%"}) for number, rate in enumerate(rates))
    world = World(terms, (deal("deal", inputs["deal"]),))
    return Answer(lambda earned: {"amount_range": [unscaled(earned[0].money(term["key"])) for term in terms]}, (world,))


KINDS = (
    Kind(with_fixed, needs=("base", "events", "rate_pct")),
    Kind(reward, needs=("reward",)),
    Kind(ranged, needs=("deal", "rate_pct_range")),
)
