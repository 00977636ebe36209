"""R: the one place where an exact amount becomes whole units (rules 5 and 11)."""

from fractions import Fraction


def rounded(numerator: int, denominator: int) -> int:
    """Half away from zero: the division is of non-negative numbers and the sign stands outside, as in the SQL."""
    if denominator <= 0:
        raise ValueError(f"R divides by a number above zero, not by {denominator}.")
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def rounded_fraction(amount: Fraction) -> int:
    return rounded(amount.numerator, amount.denominator)
