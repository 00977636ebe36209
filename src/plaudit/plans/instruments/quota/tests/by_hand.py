"""What a quota pays, worked out from the written text: attainment first, then the point or line it falls on."""

from fractions import Fraction
from itertools import pairwise
from typing import Any


def pays(quota: dict[str, Any], measure: Fraction) -> int:
    """Cents for a measure, at the plan's own target."""
    way = quota["pays"]
    points = [(number(attainment), number(share)) for attainment, share in way["curve"]]
    reached = share(points, measure / Fraction(quota["target"]), way["between"], way["beyond"])
    return cents(reached * Fraction(way["at_target"]))


def share(points: list[tuple[Fraction, Fraction]], attainment: Fraction, between: str, beyond: str) -> Fraction:
    if attainment < points[0][0]:
        return Fraction(0)
    if between == "step":
        return [share for at, share in points if at <= attainment][-1]
    for (left, low), (right, high) in pairwise(points):
        if left <= attainment <= right:
            return low + (attainment - left) / (right - left) * (high - low)
    (left, low), (right, high) = points[-2:]
    return high if beyond == "flat" else high + (attainment - right) / (right - left) * (high - low)


def number(text: str) -> Fraction:
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def cents(dollars: Fraction) -> int:
    doubled = dollars * 200
    return (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
