"""The steps of a told line worked out again, so that a page can show each figure on the way."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=8192)
def exact(text: str) -> Fraction:
    """Told lines repeat the same few rates, bounds and shares."""
    return Fraction(text)


def pays(rows: Sequence[dict[str, Any]], x: str) -> Fraction:
    """What the rows of a curve, as a told line carries them, pay at a measure; exact, before it is rounded."""
    reached = [row for row in rows if exact(row["from"]) <= exact(x)]
    if not reached:
        return Fraction(0)
    row = reached[-1]
    beyond = exact(x) - exact(row["from"])
    blocks = beyond // exact(row["every"]) if "every" in row else beyond
    return exact(row["base"]) + exact(row["slope"]) * blocks


def room(cut: dict[str, Any]) -> Fraction:
    """What a cap leaves for a line, before the line; a cap per act is divided as the act is."""
    cap = exact(cut["cap"])
    for factor in cut.get("times", {}).values():
        cap *= exact(factor)
    return max(cap - exact(cut["so_far"]), Fraction(0))


def used(lines: Iterable[tuple[int, int, int]]) -> int | None:
    """Minor units of a budget used after the last of these: what was asked before it, what it kept, of how much."""
    return max((min(so_far + earned, cap) for so_far, earned, cap in lines), default=None)
