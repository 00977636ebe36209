"""What a commission pays, worked out from the written text slice by slice."""

from fractions import Fraction
from typing import Any


def pays(commission: dict[str, Any], total: Fraction) -> int:
    """Cents for the amounts of all acts together."""
    way = commission["pays"]
    if "tiers" not in way:
        return cents(total * share(way["rate"]))
    if way["tiers"] == "volume":
        held = [tier for tier in way["rates"] if "upto" not in tier or total <= Fraction(tier["upto"])]
        return cents(total * share(held[0]["rate"]))
    owed, floor = Fraction(0), Fraction(0)
    for tier in way["rates"]:
        end = min(total, Fraction(tier.get("upto", total)))
        if end > floor:
            owed += (end - floor) * share(tier["rate"])
            floor = end
    return cents(owed)


def share(percent: str) -> Fraction:
    return Fraction(percent.rstrip("%")) / 100


def cents(dollars: Fraction) -> int:
    doubled = dollars * 200
    return (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
