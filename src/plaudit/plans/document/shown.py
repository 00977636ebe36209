"""Exact numbers as people read them."""

from fractions import Fraction

from plaudit.values.money import decimal_text


def number(exact: Fraction) -> str:
    """1.5, 1/3: the shortest text that is exact."""
    for places in range(13):
        scaled = exact * 10**places
        if scaled.denominator == 1:
            return decimal_text(scaled.numerator, places)
    return str(exact)


def percent(exact: Fraction) -> str:
    return f"{number(exact * 100)} %"
