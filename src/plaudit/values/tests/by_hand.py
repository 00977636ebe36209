"""The slow, obvious second way: what a measure (a fraction of whole units) pays, without curves or whole numbers."""

from fractions import Fraction
from itertools import pairwise

# upto (None: no end), inclusive, rate, flat
Tiered = tuple[Fraction | None, bool, Fraction, Fraction]
Pointed = tuple[Fraction, Fraction]


def graduated(tiers: list[Tiered], measure: Fraction) -> Fraction:
    paid = Fraction(0)
    floor, reached = Fraction(0), measure > 0
    for upto, inclusive, rate, flat in tiers:
        if reached:
            top = measure if upto is None or measure < upto else upto
            paid += flat + rate * (top - floor)
        if upto is not None:
            floor, reached = upto, measure > upto if inclusive else measure >= upto
    return paid


def volume(tiers: list[Tiered], measure: Fraction) -> Fraction:
    for upto, inclusive, rate, flat in tiers:
        if upto is None or measure < upto or (inclusive and measure == upto):
            return flat + rate * measure if measure > 0 else Fraction(0)
    raise AssertionError("the last tier has no end")


def steps(levels: list[Pointed], measure: Fraction) -> Fraction:
    paid = Fraction(0)
    for at, pay in levels:
        if measure >= at:
            paid = pay
    return paid


def attained(points: list[Pointed], attainment: Fraction, *, line: bool, extend: bool) -> Fraction:
    """The share of the pay at target."""
    if attainment < points[0][0]:
        return Fraction(0)
    for (start, low), (end, high) in pairwise(points):
        if start <= attainment < end:
            return low + (high - low) * (attainment - start) / (end - start) if line else low
    if extend:
        (start, low), (end, high) = points[-2:]
        return high + (high - low) * (attainment - end) / (end - start)
    return points[-1][1]


def packages(size: Fraction, each: Fraction, measure: Fraction, *, started: bool) -> Fraction:
    blocks, held = 0, Fraction(0)
    while held + size <= measure:
        blocks, held = blocks + 1, held + size
    return each * (blocks + 1 if started and held < measure else blocks)


def score(points: list[Pointed], measure: Fraction) -> Fraction:
    if measure < points[0][0]:
        return points[0][1]
    for (start, low), (end, high) in pairwise(points):
        if start <= measure < end:
            return low + (high - low) * (measure - start) / (end - start)
    return points[-1][1]
