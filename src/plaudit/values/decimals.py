"""Reading numbers as people write them, exactly: no exponents, no separators, no floating point."""

import re
from fractions import Fraction

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_RATIO = re.compile(r"(-?[0-9]+)/([0-9]+)")
# Longer numbers than any amount: a cell of a million digits would keep the reader busy for minutes.
_LONGEST = 60


class NumberUnreadable(ValueError):
    """The text is not a plain decimal, fraction or percentage; the message is a sentence for a person."""


def fraction(text: str) -> Fraction:
    """`1.5`, `1/3` and `25%` exactly."""
    if len(text) > _LONGEST:
        raise NumberUnreadable(f"A number of {len(text)} characters is longer than any amount.")
    ratio = _RATIO.fullmatch(text)
    if ratio is not None and int(ratio[2]) != 0:
        return Fraction(int(ratio[1]), int(ratio[2]))
    if _DECIMAL.fullmatch(text.removesuffix("%")) is None:
        raise NumberUnreadable(f"{text!r} is not a plain number such as 1.5, 1/3 or 25%.")
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def millionths(text: str) -> int:
    """The number in whole millionths; one that is finer is refused, never rounded."""
    scaled = fraction(text) * 1_000_000
    if scaled.denominator != 1:
        raise NumberUnreadable(f"{text!r} is finer than a millionth: give at most six decimals.")
    return scaled.numerator
