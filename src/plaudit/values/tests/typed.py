"""Tiers, points and what they pay, short enough to type into a test."""

from fractions import Fraction

from plaudit.values.curve import Curve
from plaudit.values.curve_of import Tier

MILLION = 1_000_000


def upto(bound: int | Fraction, rate: int, flat: int = 0) -> Tier:
    return Tier(Fraction(bound), inclusive=True, rate=Fraction(rate), flat=Fraction(flat))


def below(bound: int | Fraction, rate: int, flat: int = 0) -> Tier:
    return Tier(Fraction(bound), inclusive=False, rate=Fraction(rate), flat=Fraction(flat))


def rest(rate: int, flat: int = 0) -> Tier:
    return Tier(None, inclusive=True, rate=Fraction(rate), flat=Fraction(flat))


STEP_UP = (upto(5, 10000), rest(15000))  # 100.00 each, past five 150.00
ASSETS = (
    (Fraction(0), Fraction(0)),
    (Fraction(1, 2), Fraction(1, 4)),
    (Fraction(1), Fraction(1)),
    (Fraction(3, 2), Fraction(2)),
)


def pays(curve: Curve, *measures: str) -> list[int]:
    """Minor units at measures written as decimals."""
    return [curve.pays(int(Fraction(measure) * MILLION)) for measure in measures]
