"""What champions pay, worked out from the written text."""

from fractions import Fraction
from typing import Any


def pays(champions: dict[str, Any], held: Fraction) -> int:
    """Cents for the shares held in champion accounts."""
    way = champions["pays"]
    owed = Fraction(0)
    if "each" in way:
        owed = held * Fraction(way["each"])
    for step in way.get("steps", ()):
        if held >= Fraction(step["at"]):
            owed = Fraction(step["pay"])
    doubled = owed * 200
    return (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
