"""The prize of a place, looked up in the written text."""

from fractions import Fraction
from typing import Any


def prize(contest: dict[str, Any], book: int, place: int) -> int:
    """Cents for the place among those whose book is of that size."""
    bounds = contest.get("brackets", {}).get("bounds", [])
    bracket = 0
    for bound in bounds:
        if book >= int(bound):
            bracket += 1
    prizes = contest["prizes"]
    mine = prizes[bracket] if isinstance(prizes[0], list) else prizes
    return int(Fraction(mine[place - 1]) * 100) if place <= len(mine) else 0
