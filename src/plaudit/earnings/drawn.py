"""The curve of a promise as the corners of a line, for a picture and the table beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from plaudit.plans.promise import Promise
from plaudit.values.curve import LOWEST, UNIT, Curve, Segment

SCORE = 10**12
# How far beyond its last bound a curve is drawn, and how far one without bounds.
BEYOND = Fraction(3, 2)
ALONE = 10


@dataclass(frozen=True, slots=True)
class Corner:
    """At a measure (or score) `x` the curve pays `y`, in units of the currency; two corners of one x are a leap."""

    x: Fraction
    y: Fraction


@dataclass(frozen=True, slots=True)
class Rate:
    """From a measure on it pays `base`, and `each` for every further `every`."""

    start: Fraction
    base: Fraction
    each: Fraction
    every: Fraction


def corners(curve: Curve, scale: int, minor: int, upto: Fraction | None = None) -> tuple[Corner, ...]:
    """`scale` is what one unit of the measure is in, `minor` how many minor units the currency's unit has."""
    starts = [max(segment.lo, 0) for segment in curve.segments]
    last = _far(starts, scale) if upto is None else max(int(upto * scale), 1)
    found: list[Corner] = []
    for segment, end in zip(curve.segments, [*starts[1:], last], strict=True):
        start = max(segment.lo, 0)
        if start < last and end > start:
            stop = min(end, last)
            found += [_corner(curve, x, scale, minor) for x in _inside(segment.every, start, stop)]
    return tuple(found)


def rates(curve: Curve, scale: int, minor: int) -> tuple[Rate, ...]:
    """As people say them: a tier after 5 begins at 5, not a millionth later."""
    return tuple(_rate(segment, scale, minor) for segment in curve.segments)


def _rate(segment: Segment, scale: int, minor: int) -> Rate:
    back = 1 if segment.every == 1 and segment.lo % UNIT == 1 else 0
    start = 0 if segment.lo == LOWEST else segment.lo - back
    return Rate(
        start=Fraction(start, scale),
        base=Fraction(segment.base - back * segment.slope, segment.den * minor),
        each=Fraction(segment.slope * (scale if segment.every == 1 else 1), segment.den * minor),
        every=Fraction(1) if segment.every == 1 else Fraction(segment.every, scale),
    )


def scale(promise: Promise) -> int:
    return SCORE if promise.parts else UNIT


def _far(starts: list[int], scale: int) -> int:
    return int(starts[-1] * BEYOND) if starts[-1] > 0 else ALONE * scale


def _inside(every: int, start: int, stop: int) -> Iterator[int]:
    """Both ends; of packages each block's edge too."""
    yield start
    if every > 1:
        for edge in range(start + every, stop, every):
            yield from (edge - 1, edge)
    yield stop - 1


def _corner(curve: Curve, x: int, scale: int, minor: int) -> Corner:
    return Corner(Fraction(x, scale), curve.exact(x) / minor)
