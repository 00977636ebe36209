"""What a bounty pays, worked out from the written text with fractions and loops."""

from fractions import Fraction
from typing import Any


def pays(bounty: dict[str, Any], measure: Fraction) -> int:
    """Cents for a measure."""
    return cents(owed(bounty["pays"], measure))


def cents(dollars: Fraction) -> int:
    doubled = dollars * 200
    return (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)


def owed(pays: dict[str, Any], measure: Fraction) -> Fraction:
    if "steps" in pays:
        reached = [Fraction(0), *(Fraction(step["pay"]) for step in pays["steps"] if measure >= Fraction(step["at"]))]
        return reached[-1]
    if "package" in pays:
        return Fraction(pays["each"]) * packages(Fraction(pays["package"]), measure, started=pays["started"] == "pays")
    if "tiers" not in pays:
        return Fraction(pays["each"]) * measure
    if measure == 0:
        return Fraction(0)
    return (graduated if pays["tiers"] == "graduated" else volume)(pays["rates"], measure)


def packages(size: Fraction, measure: Fraction, *, started: bool) -> int:
    full = 0
    while measure >= size:
        full, measure = full + 1, measure - size
    return full + (1 if started and measure > 0 else 0)


def graduated(rates: list[dict[str, str]], measure: Fraction) -> Fraction:
    total, floor = Fraction(0), Fraction(0)
    for number, tier in enumerate(rates):
        if not entered(rates, number, measure):
            break
        end = min(measure, bound(tier, measure))
        total += Fraction(tier.get("flat", "0")) + (end - floor) * Fraction(tier.get("each", "0"))
        floor = end
    return total


def volume(rates: list[dict[str, str]], measure: Fraction) -> Fraction:
    last = [tier for number, tier in enumerate(rates) if entered(rates, number, measure)][-1]
    return Fraction(last.get("flat", "0")) + measure * Fraction(last.get("each", "0"))


def bound(tier: dict[str, str], otherwise: Fraction) -> Fraction:
    return (
        Fraction(tier["upto"] if "upto" in tier else tier["below"]) if len({"upto", "below"} & {*tier}) else otherwise
    )


def entered(rates: list[dict[str, str]], number: int, measure: Fraction) -> bool:
    """Whether the measure has left the tier before."""
    if number == 0:
        return True
    before = rates[number - 1]
    if "upto" in before:
        return measure > Fraction(before["upto"])
    return measure >= Fraction(before["below"])
