"""Makes a curve from what a plan promises: each, tiers, steps, attainment, packages, scores (rules 11, 12 and 20).

Amounts are minor units and may be finer; bounds are whole units of the measure. `unit` is how many x make one unit:
a million, or 10^12 when the curve reads a score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, lcm
from typing import Literal

from plaudit.values.curve import LOWEST, UNIT, Curve, Segment
from plaudit.values.money import decimal_text

SCORE_UNIT = 10**12
HIGHEST = -LOWEST

Point = tuple[Fraction, Fraction]


class CurveRefused(ValueError):
    """Terms that no curve can mean; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Ends at `upto`, with it when `inclusive` (None: no end); each unit pays `rate`, entering it pays `flat`."""

    upto: Fraction | None
    inclusive: bool
    rate: Fraction
    flat: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Level:
    """Reaching `at` makes the whole pay `pay`; a higher level replaces it."""

    at: Fraction
    pay: Fraction


def linear(each: Fraction, unit: int = UNIT) -> Curve:
    _not_negative(each, "A rate")
    return Curve((_line(0, Fraction(0), each / unit),))


def graduated(tiers: Sequence[Tier], unit: int = UNIT) -> Curve:
    """Each unit at the rate of the tier it falls in; each `flat` once, when the measure enters its tier."""
    segments = []
    paid = Fraction(0)
    begins = Fraction(0)
    for tier, start in zip(tiers, _starts(tiers, unit), strict=True):
        paid += tier.flat
        segments.append(_line(start, paid + (Fraction(start, unit) - begins) * tier.rate, tier.rate / unit))
        if tier.upto is not None:
            paid += (tier.upto - begins) * tier.rate
            begins = tier.upto
    return _from_zero(segments)


def volume(tiers: Sequence[Tier], unit: int = UNIT) -> Curve:
    """All units at the rate, and with the flat, of the tier the total falls in."""
    return _from_zero(
        _line(start, tier.flat + Fraction(start, unit) * tier.rate, tier.rate / unit)
        for tier, start in zip(tiers, _starts(tiers, unit), strict=True)
    )


def steps(levels: Sequence[Level], unit: int = UNIT) -> Curve:
    """The pay of the highest level reached."""
    if not levels:
        raise CurveRefused("Steps need at least one level that pays.")
    starts = [_whole(level.at, unit, f"Level {place}") for place, level in enumerate(levels, 1)]
    for place, (before, start) in enumerate(pairwise([0, *starts]), 1):
        if start <= before:
            least = _shown(Fraction(before, unit))
            raise CurveRefused(f"Level {place} is at {_shown(levels[place - 1].at)}, which is not above {least}.")
    for place, level in enumerate(levels, 1):
        _not_negative(level.pay, f"The pay of level {place}")
    return Curve(tuple(_line(start, level.pay, Fraction(0)) for start, level in zip(starts, levels, strict=True)))


def attained(
    points: Sequence[Point],
    between: Literal["line", "step"],
    beyond: Literal["flat", "extend"],
    target: Fraction,
    at_target: Fraction,
) -> Curve:
    """The share of `at_target` that the attainment, measure / target, reaches on the points."""
    if target <= 0:
        raise CurveRefused(f"Attainment needs a target above 0, not {_shown(target)}.")
    _not_negative(at_target, "The pay at target")
    _check_attainment(points, between, beyond)
    scaled = [(attainment * target * UNIT, share * at_target) for attainment, share in points]
    slopes = [Fraction(0)] * len(points) if between == "step" else [*_slopes(scaled), Fraction(0)]
    if beyond == "extend":
        slopes[-1] = slopes[-2]
    return Curve(_through(scaled, slopes))


def attained_score(
    points: Sequence[Point],
    between: Literal["line", "step"],
    beyond: Literal["flat", "extend"],
    at_target: Fraction,
) -> Curve:
    """The same over a score, which is its own attainment and is read in 10^-12: its target is a million millions."""
    return attained(points, between, beyond, Fraction(SCORE_UNIT, UNIT), at_target)


def packages(size: Fraction, each: Fraction, started: Literal["pays", "free"], unit: int = UNIT) -> Curve:
    """`each` for every whole package; one that is only started pays in full or not at all."""
    every = _whole(size, unit, "A package")
    if every <= 0:
        raise CurveRefused(f"A package holds more than {_shown(size)} units.")
    _not_negative(each, "A package's pay")
    pay, den = each.as_integer_ratio()
    if started == "free":
        return Curve((Segment(0, 0, pay, den, every),))
    return Curve((Segment(0, 0, 0, 1), Segment(1, pay, pay, den, every)))


def score(points: Sequence[Point]) -> Curve:
    """From a measure in millionths to a score in 10^-12: straight lines between the points, level outside them."""
    if len(points) < 2:
        raise CurveRefused("A score needs two points or more: where it starts and where it is full.")
    rising = sorted(points)
    for (before, _), (measure, _) in pairwise(rising):
        if before == measure:
            raise CurveRefused(f"A measure of {_shown(measure)} has two scores.")
    for _, value in points:
        _not_negative(value, "A score")
    scaled = [(measure * UNIT, value * SCORE_UNIT) for measure, value in rising]
    lowest = _line(LOWEST, scaled[0][1], Fraction(0))
    return Curve((lowest, *_through(scaled, [*_slopes(scaled), Fraction(0)])))


def _starts(tiers: Sequence[Tier], unit: int) -> tuple[int, ...]:
    """Where each tier's segment begins: one x above an inclusive bound, at one that is not (rule 11)."""
    if not tiers:
        raise CurveRefused("Tiers need at least one tier.")
    if tiers[-1].upto is not None:
        raise CurveRefused(f"The last tier has no end: what is above {_shown(tiers[-1].upto)} would pay nothing.")
    starts = [1 if tiers[0].flat else 0]
    for place, tier in enumerate(tiers, 1):
        _not_negative(tier.rate, f"The rate of tier {place}")
        _not_negative(tier.flat, f"The flat pay of tier {place}")
        if place < len(tiers):
            starts.append(_tier_end(tier, place, unit, least=max(starts[-1], 1)))
    return tuple(starts)


def _tier_end(tier: Tier, place: int, unit: int, *, least: int) -> int:
    if tier.upto is None:
        raise CurveRefused(f"Only the last tier has no end: tier {place} needs one.")
    start = _whole(tier.upto, unit, f"The end of tier {place}") + (1 if tier.inclusive else 0)
    if start <= least:
        raise CurveRefused(f"Tier {place} ends at {_shown(tier.upto)}, before any measure falls in it.")
    return start


def _check_attainment(points: Sequence[Point], between: str, beyond: str) -> None:
    if not points:
        raise CurveRefused("A curve needs at least one point.")
    if points[0][0] < 0:
        raise CurveRefused(f"The first point is at an attainment of {_shown(points[0][0])}; the least is 0.")
    for (before, _), (attainment, _) in pairwise(points):
        if attainment <= before:
            raise CurveRefused(f"The point at {_shown(attainment)} comes after the one at {_shown(before)}.")
    for attainment, share in points:
        _not_negative(share, f"The share at {_shown(attainment)}")
    if beyond == "extend" and (between == "step" or len(points) < 2):
        raise CurveRefused("Only a line between two points or more can be extended beyond the last.")
    if beyond == "extend" and points[-1][1] < points[-2][1]:
        raise CurveRefused("The last line falls; extended, it would pay less than nothing.")


def _slopes(points: Sequence[Point]) -> list[Fraction]:
    return [(after[1] - before[1]) / (after[0] - before[0]) for before, after in pairwise(points)]


def _through(points: Sequence[Point], slopes: Sequence[Fraction]) -> tuple[Segment, ...]:
    """A segment from the smallest x that reaches each point; of points closer than that the last one counts."""
    starting: dict[int, Segment] = {}
    for (x, pay), slope in zip(points, slopes, strict=True):
        start = ceil(x)
        if abs(start) >= HIGHEST:
            raise CurveRefused(f"A point lies at {_shown(Fraction(start, UNIT))}, further than any measure.")
        starting[start] = _line(start, pay + (start - x) * slope, slope)
    return tuple(starting.values())


def _from_zero(segments: Iterable[Segment]) -> Curve:
    """Nothing for nothing: a first tier that pays a flat begins at the first x above zero (rule 12)."""
    made = tuple(segments)
    return Curve(made if made[0].lo == 0 else (Segment(0, 0, 0, 1), *made))


def _line(lo: int, base: Fraction, slope: Fraction) -> Segment:
    den = lcm(base.denominator, slope.denominator)
    return Segment(lo, int(base * den), int(slope * den), den)


def _whole(bound: Fraction, unit: int, what: str) -> int:
    scaled = bound * unit
    if scaled.denominator != 1:
        raise CurveRefused(f"{what} is at {_shown(bound)}, finer than a measure can be ({_shown(Fraction(1, unit))}).")
    if abs(scaled.numerator) >= HIGHEST:
        raise CurveRefused(f"{what} is at {_shown(bound)}, further than any measure.")
    return scaled.numerator


def _not_negative(amount: Fraction, what: str) -> None:
    if amount < 0:
        raise CurveRefused(f"{what} is below 0.")


def _shown(number: Fraction) -> str:
    places = 12
    scaled = number * 10**places
    return decimal_text(scaled.numerator, places) if scaled.denominator == 1 else str(number)
