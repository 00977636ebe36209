"""The score of a part, worked out from the written text."""

from fractions import Fraction
from itertools import pairwise
from typing import Any


def score(part: dict[str, Any], value: Fraction) -> int:
    """In 10^-12, rounded half away from zero."""
    reached = along(part["shape"], value) if "shape" in part else value / Fraction(part["target"])
    reached = min(max(reached, Fraction(0)), Fraction(part["at_most"]))
    doubled = reached * 2 * 10**12
    return (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)


def along(shape: list[list[str]], value: Fraction) -> Fraction:
    points = [(Fraction(measure), Fraction(scored)) for measure, scored in shape]
    if value <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if value <= right:
            return low + (value - left) / (right - left) * (high - low)
    return points[-1][1]
