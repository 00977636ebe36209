"""What a measure pays, in minor units, exactly (rule 11): x in whole units, a Fraction in and a Fraction out."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.oracle.slow.exact import digits, minor, number
from tests.oracle.slow.versions import Terms

Curve = Callable[[Fraction], Fraction]
NOTHING = Fraction(0)


def curve(terms: Terms, target: Fraction | None, at_target: Fraction | None) -> Curve | None:
    """None when it needs a target that nobody set, or that is 0. `at_target` is in minor units and already hers."""
    pays, currency = terms["pays"], terms["currency"]
    unit = 10 ** digits(currency)
    if terms["kind"] == "recognition" or pays == "none":
        return lambda _: NOTHING
    if "at_target" in pays:
        return _attained(pays, target, at_target)
    if "tiers" in pays:
        return _graduated(pays["rates"], unit) if pays["tiers"] == "graduated" else _volume(pays["rates"], unit)
    if "steps" in pays:
        return _step([(number(step["at"]), Fraction(minor(step["pay"], currency))) for step in pays["steps"]])
    if "package" in pays:
        return _package(pays, unit)
    # A slider's points are already money, one unit of the currency each.
    each = "1" if isinstance(pays.get("each"), dict) else pays.get("each", pays.get("rate"))
    return lambda x: max(x, NOTHING) * number(each) * unit


def interpolated(points: list[tuple[Fraction, Fraction]], x: Fraction) -> Fraction:
    """The straight line between the points around x, which must lie between the first and the last."""
    for (left, low), (right, high) in pairwise(points):
        if left <= x < right:
            return low + (high - low) * (x - left) / (right - left)
    return points[-1][1]


def _attained(pays: dict[str, Any], target: Fraction | None, at_target: Fraction | None) -> Curve | None:
    points = [(number(x), number(y)) for x, y in pays["curve"]]
    if not target or at_target is None:
        return None

    def share(x: Fraction) -> Fraction:
        if x < points[0][0]:
            return NOTHING
        if pays.get("between", "line") == "step":
            return _step(points)(x)
        if x <= points[-1][0] or pays.get("beyond", "flat") == "flat" or len(points) == 1:
            return interpolated(points, x)
        (left, low), (right, high) = points[-2:]
        return high + (high - low) / (right - left) * (x - right)

    return lambda x: at_target * share(x / target)


def _step(points: list[tuple[Fraction, Fraction]]) -> Curve:
    return lambda x: next((y for at, y in reversed(points) if x >= at), NOTHING)


def _rate(tier: dict[str, str]) -> Fraction:
    return number(tier.get("each", tier.get("rate", "0")))


def _above(tier: dict[str, str], x: Fraction) -> bool:
    """Whether x lies beyond the tier's bound."""
    return x > number(tier["upto"]) if "upto" in tier else "below" in tier and x >= number(tier["below"])


def _graduated(tiers: list[dict[str, str]], unit: int) -> Curve:
    def pays(x: Fraction) -> Fraction:
        total, bound = NOTHING, NOTHING
        for tier in tiers if x > 0 else []:
            end = number(tier.get("upto", tier.get("below", "0")))
            above = _above(tier, x)
            total += ((end if above else x) - bound) * _rate(tier) + number(tier.get("flat", "0"))
            if not above:
                break
            bound = end
        return total * unit

    return pays


def _volume(tiers: list[dict[str, str]], unit: int) -> Curve:
    def pays(x: Fraction) -> Fraction:
        if x <= 0:
            return NOTHING
        tier = next(tier for tier in tiers if not _above(tier, x))
        return (x * _rate(tier) + number(tier.get("flat", "0"))) * unit

    return pays


def _package(pays: dict[str, str], unit: int) -> Curve:
    size, each = number(pays["package"]), number(pays["each"]) * unit

    def blocks(x: Fraction) -> Fraction:
        if x <= 0:
            return NOTHING
        return each * (-(-x // size) if pays.get("started", "pays") == "pays" else x // size)

    return blocks
