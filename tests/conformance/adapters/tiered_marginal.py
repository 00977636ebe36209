"""Marginal tiers: each unit, or each part of an amount, at the rate of the tier it falls in."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.conformance import pieces
from tests.conformance.answer import Answer, Kind, Said
from tests.conformance.case import Inputs
from tests.conformance.pieces import Paid, Piece
from tests.conformance.terms import SCALE, commission, deal, rated, tiers, unscaled
from tests.conformance.world import World

# What a source writes in cents is money of a currency, and its pay is rounded to the cent as ours is.
CENTS = 1


def units(inputs: Inputs) -> Answer:
    given = tiers(inputs["tiers"])
    before, new = Fraction(inputs.get("units_before", 0)), Fraction(inputs.get("units_new") or inputs.get("units", 0))
    parts = pieces.filled(given, before, before + new)
    nothing = before + new == 0 and given[0].flat
    return Answer(
        lambda earned: {"amount": pieces.amount(earned[0]), "lines": _lines(pieces.paid(earned[0], parts))},
        (pieces.world(given, before, parts),),
        "nothing-for-nothing" if nothing else None,
    )


def _lines(paid: Sequence[Paid]) -> list[dict[str, Any]]:
    flats = [{"tier": piece.tier, "flat": piece.flat} for piece in paid if piece.flat]
    by_unit = [{"tier": piece.tier, "units": piece.units, "amount": piece.by_unit} for piece in paid if piece.by_unit]
    return sorted([*flats, *by_unit], key=lambda line: Fraction(line["tier"]))


def amount(inputs: Inputs) -> Answer:
    """A base in money: a commission on one deal for each tier that it fills."""
    given = tiers(inputs["tiers"])
    scale = CENTS if in_cents(inputs["tiers"]) else SCALE
    parts: Sequence[Piece] = pieces.filled(given, Fraction(0), Fraction(inputs["base"]))
    acts = tuple(deal(f"deal-{part.tier}", part.units, scale=scale) for part in parts)
    world = World((commission("all", rated("graduated", given, scale=scale)),), acts)

    def read(earned: Any) -> Said:
        lines = [unscaled(earned[0].line_money("all", act.key), scale) for act in acts]
        return {"amount": unscaled(earned[0].money(), scale), "lines": lines}

    return Answer(read, (world,))


def in_cents(raw: Sequence[Any]) -> bool:
    return any("." in str(bound) for tier in raw for bound in (tier.get("from"), tier.get("to")) if bound is not None)


def cycles(inputs: Inputs) -> Answer:
    """Each pay cycle starts at zero: a window of its own."""
    scale = CENTS if in_cents(inputs["tiers"]) else SCALE
    acts = tuple(
        deal(f"deal-{month}", base, on=f"2026-{month:02}-10", scale=scale)
        for month, base in enumerate(inputs["cycles"], 1)
    )
    terms = commission("tiers", rated("graduated", tiers(inputs["tiers"]), scale=scale), window="month")
    world = World((terms,), acts, period="2026")
    return Answer(lambda earned: {"amount": unscaled(earned[0].money(), scale)}, (world,))


KINDS = (
    Kind(cycles, needs=("tiers", "cycles")),
    Kind(amount, needs=("mode", "tiers", "base")),
    Kind(units, needs=("mode", "tiers")),
)
