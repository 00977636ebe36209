"""Scales of thresholds: marginal rates, the bracket that holds a base, amounts by threshold, average rates."""

from collections.abc import Sequence
from fractions import Fraction

from plaudit.values import curve_of
from plaudit.values.curve import UNIT, Curve
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs
from tests.conformance.terms import Tier, metered, reading, tiered, unscaled
from tests.conformance.world import World

Bracket = dict[str, str]


def marginal(inputs: Inputs) -> Answer:
    """The upper bound belongs to its bracket; the amount is rounded once, never the base."""
    pays = tiered("graduated", _tiers(inputs.get("brackets") or inputs["marginal_brackets"]))
    world = World((metered("all", pays),), metrics=(reading(inputs["base"]),))
    rounds = inputs.get("round_base_decimals") is not None
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,), "rounded-once" if rounds else None)


def _tiers(brackets: Sequence[Bracket], what: str = "rate") -> tuple[Tier, ...]:
    """Tiers between the thresholds; what lies below the first of them pays nothing."""
    first = brackets[0]["threshold"]
    given = brackets if Fraction(first) == 0 else [{"threshold": "0", what: "0"}, *brackets]
    ends = [*(bracket["threshold"] for bracket in given[1:]), None]
    paid = [Fraction(bracket[what]) for bracket in given]
    return tuple(
        Tier(to, **{{"rate": "each", "amount": "flat"}[what]: pay}) for to, pay in zip(ends, paid, strict=True)
    )


def _curve(brackets: Sequence[Bracket]) -> Curve:
    return curve_of.graduated(
        [
            curve_of.Tier(None if tier.to is None else Fraction(tier.to), inclusive=True, rate=tier.each)
            for tier in _tiers(brackets)
        ]
    )


def rate_at(inputs: Inputs) -> Answer:
    """What the last millionth up to the base was paid; at zero, what the first one will be."""
    x = max(int(Fraction(inputs["base"]) * UNIT) - 1, 0)
    return Answer.of("one-side-of-a-bound", rate=_curve(inputs["brackets"]).marginal(x, unit=1) * UNIT)


def index(inputs: Inputs) -> Answer:
    """The number of the bracket as what it pays. Thresholds are exact: no factor and no rounding moves their side."""
    factor = Fraction(inputs.get("factor", 1))
    thresholds = [Fraction(threshold) * factor for threshold in inputs["thresholds"]]
    ends = [*(str(threshold) for threshold in thresholds[1:]), None]
    given = tuple(Tier(to, flat=Fraction(number)) for number, to in enumerate(ends))
    world = World((metered("all", tiered("volume", given)),), metrics=(reading(inputs["base"]),))
    return Answer(lambda earned: {"index": unscaled(earned[0].money())}, (world,), "one-side-of-a-bound")


def amounts(inputs: Inputs) -> Answer:
    """The amounts of all thresholds passed, added up."""
    pays = tiered("graduated", _tiers(inputs["brackets"], "amount"))
    world = World((metered("all", pays),), metrics=(reading(inputs["base"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def highest(inputs: Inputs) -> Answer:
    """Only the amount of the highest threshold reached, the threshold itself included."""
    pays = tiered("volume", _tiers(inputs["brackets"], "amount"), "below")
    world = World((metered("all", pays),), metrics=(reading(inputs["base"]),))
    return Answer(lambda earned: {"amount": unscaled(earned[0].money())}, (world,))


def average(inputs: Inputs) -> Answer:
    """The source draws lines between rates; our curve draws them between amounts."""
    points = [(Fraction(base), Fraction(base) * Fraction(rate)) for base, rate in inputs["average_points"]]
    made = curve_of.attained(points, "line", "extend", Fraction(1), Fraction(1))
    return Answer.of("lines-between-amounts", amount=made.exact(int(Fraction(inputs["base"]) * UNIT)))


def combined(inputs: Inputs) -> Answer:
    """Two scales on one base are two incentives: the rate of both together, wherever either changes."""
    curves = [_curve(scale) for scale in inputs["scales"]]
    starts = {Fraction(bracket["threshold"]) for scale in inputs["scales"] for bracket in scale}
    thresholds = sorted(starts)
    rates = [sum(curve.marginal(int(start * UNIT), unit=1) for curve in curves) * UNIT for start in thresholds]
    return Answer.of(None, thresholds=thresholds, rates=rates)


KINDS = (
    Kind(marginal, "marginal_rate"),
    Kind(marginal, "marginal_rate_rounded"),
    Kind(marginal, "marginal_rate_given"),
    Kind(rate_at, "rate_lookup"),
    Kind(index, "bracket_index"),
    Kind(amounts, "marginal_amount"),
    Kind(highest, "single_amount"),
    Kind(average, "average_curve"),
    Kind(combined, "combine_scales"),
)
