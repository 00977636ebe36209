"""How far a key result got, worked out from the written text."""

from fractions import Fraction
from typing import Any


def score(result: dict[str, Any], value: Fraction) -> int:
    """In 10^-12, rounded half away from zero."""
    start, target = Fraction(result["start"]), Fraction(result["target"])
    way = (value - start) / (target - start)
    if way < 0:
        way = Fraction(0)
    if way > 1:
        way = Fraction(1)
    doubled = way * 2 * 10**12
    return (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
