"""Units that come tier by tier: one act for each tier they fill, so that what a tier pays can be read from its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.conformance.earned import Earned
from tests.conformance.terms import SCALE, Tier, counted, tiered, unscaled, worth
from tests.conformance.world import World


@dataclass(frozen=True, slots=True)
class Piece:
    """So many units in the tier of this number (from 1)."""

    tier: int
    units: Fraction


@dataclass(frozen=True, slots=True)
class Paid:
    """What a piece is paid: by the unit, and the flat of the tier when the piece enters it."""

    tier: int
    units: Fraction
    by_unit: Fraction
    flat: Fraction

    @property
    def total(self) -> Fraction:
        return self.by_unit + self.flat


def filled(given: Sequence[Tier], before: Fraction, after: Fraction) -> tuple[Piece, ...]:
    """The units above `before`, up to `after`, by the tier they fall in."""
    ends = [after if tier.to is None else min(after, Fraction(tier.to)) for tier in given]
    starts = [before, *(max(before, end) for end in ends[:-1])]
    return tuple(
        Piece(number, end - start)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
        if end > start
    )


def world(given: Sequence[Tier], before: Fraction, pieces: Sequence[Piece], **more: Any) -> World:
    """The same acts under the whole tiers (with `more` keys), under their unit prices alone and their flats alone.

    What was counted before this quarter stays counted: the tiers run over the year.
    """
    amounts = ([before] if before else []) + [piece.units for piece in pieces]
    days = (["2026-02-01"] if before else []) + [f"2026-07-{day:02}" for day, _ in enumerate(pieces, 1)]
    by_unit = [Tier(tier.to, tier.each) for tier in given]
    flats = [Tier(tier.to, flat=tier.flat) for tier in given]
    return World(
        (
            counted("all", tiered("graduated", given), amounts or [1], window="year", **more),
            counted("by-unit", tiered("graduated", by_unit), amounts or [1], window="year"),
            counted("flats", tiered("graduated", flats), amounts or [1], window="year"),
        ),
        worth(days),
    )


def paid(earned: Earned, pieces: Sequence[Piece]) -> tuple[Paid, ...]:
    acts = [line["activity"] for line in earned.lines("all") if line["on"] >= "2026-07-01"]
    return tuple(
        Paid(piece.tier, piece.units, *(earned.line_money(key, act) / SCALE for key in ("by-unit", "flats")))
        for piece, act in zip(pieces, acts, strict=True)
    )


def amount(earned: Earned, what: str = "earned") -> Fraction | None:
    return unscaled(earned.money("all", what=what))
