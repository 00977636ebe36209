"""What no curve can mean is refused with a sentence; the nearest thing that can be meant is not."""

from fractions import Fraction

import pytest

from plaudit.values.curve_of import (
    SCORE_UNIT,
    CurveRefused,
    Level,
    Tier,
    attained,
    graduated,
    linear,
    packages,
    score,
    steps,
    volume,
)
from plaudit.values.tests.typed import ASSETS, below, pays, rest, upto


@pytest.mark.parametrize(
    ("tiers", "sentence"),
    [
        ((), "Tiers need at least one tier."),
        ((upto(5, 1),), "The last tier has no end: what is above 5 would pay nothing."),
        ((rest(1), rest(1)), "Only the last tier has no end: tier 1 needs one."),
        (
            (upto(5, 1), upto(5, 1), rest(1)),
            "Tier 2 ends at 5, before any measure falls in it.",
        ),
        (
            (upto(5, 1), upto(4, 1), rest(1)),
            "Tier 2 ends at 4, before any measure falls in it.",
        ),
        (
            (below(5, 1), below(5, 1), rest(1)),
            "Tier 2 ends at 5, before any measure falls in it.",
        ),
        ((upto(0, 1), rest(1)), "Tier 1 ends at 0, before any measure falls in it."),
        ((upto(0, 1, 9), rest(1)), "Tier 1 ends at 0, before any measure falls in it."),
        (
            (below(Fraction(1, 10**6), 1), rest(1)),
            "Tier 1 ends at 0.000001, before any measure falls in it.",
        ),
        ((upto(-5, 1), rest(1)), "Tier 1 ends at -5, before any measure falls in it."),
        (
            (upto(Fraction(1, 3), 1), rest(1)),
            "The end of tier 1 is at 1/3, finer than a measure can be (0.000001).",
        ),
        (
            (upto(10**12, 1), rest(1)),
            "The end of tier 1 is at 1000000000000, further than any measure.",
        ),
        ((upto(5, -1), rest(1)), "The rate of tier 1 is below 0."),
        ((upto(5, 1), rest(1, -1)), "The flat pay of tier 2 is below 0."),
    ],
)
def test_tiers_that_cannot_be_meant_are_refused(tiers: tuple[Tier, ...], sentence: str) -> None:
    with pytest.raises(CurveRefused) as graduated_refused:
        graduated(tiers)
    with pytest.raises(CurveRefused) as volume_refused:
        volume(tiers)
    assert str(graduated_refused.value) == str(volume_refused.value) == sentence


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        ((), "Steps need at least one level that pays."),
        ((Level(Fraction(0), Fraction(1)),), "Level 1 is at 0, which is not above 0."),
        ((Level(Fraction(-1), Fraction(1)),), "Level 1 is at -1, which is not above 0."),
        ((Level(Fraction(3), Fraction(1)), Level(Fraction(3), Fraction(2))), "Level 2 is at 3, which is not above 3."),
        ((Level(Fraction(3), Fraction(1)), Level(Fraction(2), Fraction(2))), "Level 2 is at 2, which is not above 3."),
        ((Level(Fraction(1, 3), Fraction(1)),), "Level 1 is at 1/3, finer than a measure can be (0.000001)."),
        (
            (Level(Fraction(1, 10**13), Fraction(1)),),
            "Level 1 is at 1/10000000000000, finer than a measure can be (0.000001).",
        ),
        ((Level(Fraction(10**12), Fraction(1)),), "Level 1 is at 1000000000000, further than any measure."),
        ((Level(Fraction(1), Fraction(1)), Level(Fraction(2), Fraction(-1))), "The pay of level 2 is below 0."),
    ],
)
def test_levels_that_cannot_be_meant_are_refused(levels: tuple[Level, ...], sentence: str) -> None:
    with pytest.raises(CurveRefused) as refused:
        steps(levels)
    assert str(refused.value) == sentence


def test_levels_of_scores_are_refused_in_whole_scores() -> None:
    with pytest.raises(ValueError, match=r"^Level 2 is at 0\.5, which is not above 0\.7\.$"):
        steps((Level(Fraction(7, 10), Fraction(1)), Level(Fraction(1, 2), Fraction(1))), SCORE_UNIT)
    with pytest.raises(ValueError, match=r"^Level 1 is at 1/3, finer than a measure can be \(0\.000000000001\)\.$"):
        steps((Level(Fraction(1, 3), Fraction(1)),), SCORE_UNIT)


Points = tuple[tuple[Fraction, Fraction], ...]


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ((), "A curve needs at least one point."),
        (
            ((Fraction(-1), Fraction(0)), (Fraction(1), Fraction(1))),
            "The first point is at an attainment of -1; the least is 0.",
        ),
        (((Fraction(1), Fraction(1)), (Fraction(1), Fraction(2))), "The point at 1 comes after the one at 1."),
        (((Fraction(1), Fraction(1)), (Fraction(1, 2), Fraction(2))), "The point at 0.5 comes after the one at 1."),
        (((Fraction(1, 2), Fraction(1)), (Fraction(1), Fraction(-1))), "The share at 1 is below 0."),
    ],
)
def test_points_that_cannot_be_meant_are_refused(points: Points, sentence: str) -> None:
    with pytest.raises(CurveRefused) as refused:
        attained(points, "line", "flat", Fraction(6), Fraction(100))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        (Fraction(0), "Attainment needs a target above 0, not 0."),
        (Fraction(-6), "Attainment needs a target above 0, not -6."),
    ],
)
def test_a_target_of_zero_has_no_attainment(target: Fraction, sentence: str) -> None:
    with pytest.raises(CurveRefused) as refused:
        attained(ASSETS, "line", "flat", target, Fraction(100))
    assert str(refused.value) == sentence


def test_a_pay_at_target_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^The pay at target is below 0\.$"):
        attained(ASSETS, "line", "flat", Fraction(6), Fraction(-1))


def test_a_target_further_than_any_measure_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A point lies at 1000000000000, further than any measure\.$"):
        attained(
            ((Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))), "line", "flat", Fraction(10**12), Fraction(1)
        )


def test_only_a_line_goes_on_beyond_the_last_point() -> None:
    sentence = r"^Only a line between two points or more can be extended beyond the last\.$"
    with pytest.raises(ValueError, match=sentence):
        attained(ASSETS, "step", "extend", Fraction(6), Fraction(100))
    with pytest.raises(ValueError, match=sentence):
        attained(((Fraction(1), Fraction(1)),), "line", "extend", Fraction(6), Fraction(100))


def test_a_falling_line_does_not_go_on() -> None:
    with pytest.raises(ValueError, match=r"^The last line falls; extended, it would pay less than nothing\.$"):
        attained(
            ((Fraction(1, 2), Fraction(2)), (Fraction(1), Fraction(1))), "line", "extend", Fraction(6), Fraction(100)
        )
    level = attained(
        ((Fraction(1, 2), Fraction(1)), (Fraction(1), Fraction(1))), "line", "extend", Fraction(6), Fraction(100)
    )
    assert pays(level, "60") == [100]


@pytest.mark.parametrize(
    ("size", "each", "sentence"),
    [
        (Fraction(0), Fraction(1), "A package holds more than 0 units."),
        (Fraction(-1), Fraction(1), "A package holds more than -1 units."),
        (Fraction(1, 3), Fraction(1), "A package is at 1/3, finer than a measure can be (0.000001)."),
        (Fraction(10), Fraction(-1), "A package's pay is below 0."),
    ],
)
def test_packages_that_cannot_be_meant_are_refused(size: Fraction, each: Fraction, sentence: str) -> None:
    with pytest.raises(CurveRefused) as refused:
        packages(size, each, "pays")
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ((), "A score needs two points or more: where it starts and where it is full."),
        (((Fraction(1), Fraction(1)),), "A score needs two points or more: where it starts and where it is full."),
        (((Fraction(5), Fraction(0)), (Fraction(5), Fraction(1))), "A measure of 5 has two scores."),
        (((Fraction(0), Fraction(-1)), (Fraction(5), Fraction(1))), "A score is below 0."),
        (
            ((Fraction(-(10**12)), Fraction(0)), (Fraction(5), Fraction(1))),
            "A point lies at -1000000000000, further than any measure.",
        ),
    ],
)
def test_scores_that_cannot_be_meant_are_refused(points: Points, sentence: str) -> None:
    with pytest.raises(CurveRefused) as refused:
        score(points)
    assert str(refused.value) == sentence


def test_a_rate_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A rate is below 0\.$"):
        linear(Fraction(-1))
