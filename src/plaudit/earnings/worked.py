"""The steps of a told line worked out again, so that a page can show each figure on the way."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from plaudit.values.money import minor


def pays(rows: Sequence[dict[str, Any]], x: str) -> Fraction:
    """What the rows of a curve, as a told line carries them, pay at a measure; exact, before it is rounded."""
    reached = [row for row in rows if Fraction(row["from"]) <= Fraction(x)]
    if not reached:
        return Fraction(0)
    row = reached[-1]
    beyond = Fraction(x) - Fraction(row["from"])
    blocks = beyond // Fraction(row["every"]) if "every" in row else beyond
    return Fraction(row["base"]) + Fraction(row["slope"]) * blocks


def room(cut: dict[str, Any]) -> Fraction:
    """What a cap leaves for a line, before the line; a cap per act is divided as the act is."""
    cap = Fraction(cut["cap"])
    for factor in cut.get("times", {}).values():
        cap *= Fraction(factor)
    return max(cap - Fraction(cut["so_far"]), Fraction(0))


def used(lines: Iterable[dict[str, Any]], limit: str, currency: str) -> int | None:
    """Minor units of a budget that were used after the last of these lines: what it saw before it, and itself."""
    seen = [
        min(minor(cut["so_far"], currency) + minor(line["earned"], currency), minor(cut["cap"], currency))
        for line in lines
        for cut in line["steps"].get("cuts", ())
        if cut["limit"] == limit and line["earned"] is not None
    ]
    return max(seen, default=None)
