"""From an estimate to an amount that may be paid: whole minor units, rounded here and nowhere else."""

from fractions import Fraction
from math import isfinite

from plaudit.values.currency import digits
from plaudit.values.money import minor, money_text
from plaudit.values.rounding import rounded_fraction

# What people call a round amount, in whole units: from this on, multiples of that.
STEPS = ((5000, 1000), (1000, 250), (500, 50), (100, 25), (0, 5))


def exact(estimate: float, currency: str) -> str:
    """The estimate in minor units, half away from zero."""
    return money_text(rounded_fraction(Fraction(estimate) * 10 ** digits(currency)), currency)


def round_below(estimate: float, currency: str) -> str:
    """The largest round amount that is not above the estimate; nothing below zero is paid."""
    if not isfinite(estimate) or estimate <= 0:
        return money_text(0, currency)
    step = next(step for least, step in STEPS if estimate >= least)
    return money_text(int(estimate // step) * step * 10 ** digits(currency), currency)


def shown(estimate: float, currency: str) -> str:
    """An estimate to read: as many digits as it is worth, with its currency."""
    places = 2 if abs(estimate) < 10 else 0
    return f"{estimate:,.{places}f} {currency}"


def of_minor(units: int, currency: str) -> str:
    return money_text(units, currency)


def in_minor(written: str, currency: str) -> int:
    """An amount as typed, exactly or not at all."""
    return minor(written, currency)
