"""Caps and floors: on a transaction, on a period, on the number of units that pay."""

from fractions import Fraction
from typing import Any

from tests.conformance import covered, pieces
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.earned import Earned
from tests.conformance.terms import (
    Tier,
    commission,
    deal,
    metered,
    money,
    rated,
    reading,
    tiered,
    tiers,
    unscaled,
)
from tests.conformance.world import World


def graduated(inputs: Inputs) -> Answer:
    """The cap runs with the tiers, so what was paid before is inside it."""
    given = tiers(inputs["tiers"])
    before = Fraction(inputs["units_before"])
    parts = pieces.filled(given, before, before + Fraction(inputs["units_new"]))
    world = pieces.world(given, before, parts, limits={"per_person": money(inputs["max_total"])})

    def read(earned: Any) -> Said:
        acts = [line["activity"] for line in earned[0].lines("all")][-len(parts) :]
        return {
            "amount": pieces.amount(earned[0]),
            "lines": [_cut(earned[0], part.tier, act) for part, act in zip(parts, acts, strict=True)],
        }

    return Answer(read, (world,))


def _cut(earned: Earned, tier: int, act: str) -> dict[str, Any]:
    net, trimmed = (unscaled(earned.line_money("all", act, what=what)) for what in ("earned", "limited"))
    return {"tier": tier, "gross": (net or 0) + (trimmed or 0), "trimmed": trimmed, "net": net}


def volume(inputs: Inputs) -> Answer:
    pays = tiered("volume", tiers(inputs["tiers"]))
    world = World(
        (metered("all", pays, limits={"per_person": money(inputs["max_total"])}),), metrics=(reading(inputs["units"]),)
    )

    def read(earned: Any) -> Said:
        amount, trimmed = (unscaled(earned[0].money(what=what)) for what in ("earned", "limited"))
        return {"amount": amount, "trimmed": trimmed, "gross": None if amount is None else amount + (trimmed or 0)}

    return Answer(read, (world,))


def transactions(inputs: Inputs) -> Answer:
    """Each transaction is a month of its own: the month's cap is its cap and the month's guarantee its floor.

    Money below the free total never reaches the measure, and a transaction that is free has no floor.
    """
    left = Fraction(inputs.get("free_total") or inputs.get("free_base") or 0)
    rate = Fraction(inputs.get("rate_pct") or inputs["rate_percent"]) / 100
    fixed = Fraction(inputs.get("fixed_per_event") or inputs.get("fixed_amount") or 0)
    paid = []
    for number, raw in enumerate(inputs.get("events_values") or inputs.get("event_values") or inputs["events"]):
        free = Fraction(raw) if number < int(inputs.get("free_events") or 0) else min(left, Fraction(raw))
        left -= min(left, free)
        paid.append(Fraction(raw) - free)
    terms = [_single(month, rate, fixed, inputs) for month, amount in enumerate(paid, 1) if amount]
    acts = tuple(deal(f"deal-{month}", amount, on=_day(month)) for month, amount in enumerate(paid, 1) if amount)
    months = [month for month, amount in enumerate(paid, 1) if amount]

    def read(earned: Any) -> Said:
        lines = [unscaled(earned[0].money(f"event-{month}")) for month in months]
        return {"amount": unscaled(earned[0].money()), "lines": lines}

    return Answer(read, (World(tuple(terms), acts, period=covered.LONG),))


def _single(month: int, rate: Fraction, fixed: Fraction, inputs: Inputs) -> Any:
    bounded = inputs.get("apply_min_max", True)
    cap, floor = inputs.get("per_event_max"), inputs.get("per_event_min")
    more: dict[str, Any] = {}
    if cap is not None and bounded:
        more["limits"] = {"per_person": money(cap)}
    if floor is not None and bounded:
        more["guarantee"] = money(floor)
    window = {"from": _first(month), "to": _first(month + 1)}
    return commission(f"event-{month}", rated("graduated", (Tier(None, rate, fixed),)), window=window, **more)


def _first(month: int) -> str:
    return f"{2026 + (month - 1) // 12}-{(month - 1) % 12 + 1:02}-01"


def _day(month: int) -> str:
    return _first(month)[:8] + "10"


def flexible(inputs: Inputs) -> Answer:
    """One price for the first, another for each further one, up to so many."""
    first, further = Fraction(inputs["first"]), Fraction(inputs["additional"])
    most = int(inputs.get("max_items") or 0)
    given = [Tier("1", first)]
    given += [Tier(str(most), further), Tier(None)] if most > 1 else [Tier(None, Fraction(0) if most else further)]
    units = inputs.get("units") or inputs.get("quantity") or 0
    world = World((metered("items", tiered("graduated", given)),), metrics=(reading(units),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


KINDS = (
    Kind(graduated, needs=("tiers", "units_before", "units_new", "max_total")),
    Kind(volume, needs=("tiers", "units", "max_total")),
    Kind(transactions, needs=("events", "rate_pct")),
    Kind(flexible, needs=("first", "additional")),
)
