"""What can be asked of a curve: its jumps, falls, most, next unit, and what more would take."""

from fractions import Fraction

import pytest

from plaudit.values.curve import LOWEST, Curve, Fall, Jump, Segment
from plaudit.values.curve_of import SCORE_UNIT, Level, attained, graduated, linear, packages, score, steps, volume
from plaudit.values.tests.typed import ASSETS, MILLION, STEP_UP, below, rest, upto

LEVELS = steps((Level(Fraction(3), Fraction(50000)), Level(Fraction(6), Fraction(120000))))
# Up to 100 units 2 each and a flat of 10, above that 1 each: 100 pay 210, 101 pay 101.
FALLING = volume((upto(100, 2, 10), rest(1)))
DOWNHILL = score(((Fraction(10), Fraction(0)), (Fraction(4), Fraction(1))))
EMPTY = Curve(())


def test_a_segment_pays_by_whole_blocks_from_its_start() -> None:
    segment = Segment(10, 3, 5, 2, 4)
    assert [segment.exact(x) for x in (10, 13, 14, 17, 18)] == [
        Fraction(3, 2),
        Fraction(3, 2),
        Fraction(4),
        Fraction(4),
        Fraction(13, 2),
    ]


def test_below_its_first_segment_a_curve_pays_nothing() -> None:
    curve = Curve((Segment(5, 7, 0, 2),))
    assert [curve.exact(x) for x in (4, 5, 6)] == [0, Fraction(7, 2), Fraction(7, 2)]
    assert [curve.pays(x) for x in (-5, 4, 5, 6)] == [0, 0, 4, 4]
    assert [curve.index(x) for x in (4, 5, 6)] == [-1, 0, 0]
    assert [EMPTY.pays(x) for x in (-1, 0, 1)] == [0, 0, 0]


def test_the_segment_of_a_measure_is_the_last_that_has_begun() -> None:
    curve = graduated(STEP_UP)
    assert [curve.index(x) for x in (-1, 0, 5_000_000, 5_000_001, 10**15)] == [-1, 0, 0, 1, 1]


@pytest.mark.parametrize("starts", [(0, 0), (5, 3), (0, 5, 5)])
def test_segments_start_at_rising_measures(starts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"^The segments of a curve start at rising measures, not at \["):
        Curve(tuple(Segment(lo, 0, 0, 1) for lo in starts))


@pytest.mark.parametrize("segment", [Segment(0, 0, 0, 0), Segment(0, 0, 0, -1), Segment(0, 0, 0, 1, 0)])
def test_a_segment_divides_and_pays_by_numbers_above_zero(segment: Segment) -> None:
    with pytest.raises(ValueError, match=r"^A segment divides by a number above zero and pays by blocks above zero\.$"):
        Curve((segment,))
    with pytest.raises(ValueError, match=r"^A segment divides"):
        Curve((Segment(-1, 0, 0, 1), segment))


def test_the_next_unit_is_paid_at_the_tiers_it_falls_in() -> None:
    curve = graduated(STEP_UP)
    assert [curve.marginal(x) for x in (0, 4_000_000, 4_500_000, 5_000_000)] == [10000, 10000, 12500, 15000]


def test_the_next_unit_of_a_retroactive_tier_lifts_all_before_it() -> None:
    assert volume(STEP_UP).marginal(5_000_000) == 40000


def test_the_next_unit_of_a_score_is_a_whole_score() -> None:
    assert linear(Fraction(900), SCORE_UNIT).marginal(0, SCORE_UNIT) == 900


def test_a_retroactive_tier_jumps() -> None:
    assert volume(STEP_UP).jumps() == (Jump(5_000_001, Fraction(50000), Fraction(15000003, 200)),)


def test_a_tier_that_is_left_for_a_lower_rate_jumps_down() -> None:
    assert FALLING.jumps() == (
        Jump(1, Fraction(0), Fraction(5000001, 500000)),
        Jump(100_000_001, Fraction(210), Fraction(100000001, 1000000)),
    )


def test_levels_jump() -> None:
    assert LEVELS.jumps() == (
        Jump(3_000_000, Fraction(0), Fraction(50000)),
        Jump(6_000_000, Fraction(50000), Fraction(120000)),
    )


def test_the_first_flat_jumps_above_zero() -> None:
    assert graduated((rest(0, 700),)).jumps() == (Jump(1, Fraction(0), Fraction(700)),)


def test_a_first_point_above_nothing_jumps_where_it_is_reached() -> None:
    curve = attained(
        ((Fraction(4, 5), Fraction(1, 2)), (Fraction(1), Fraction(1))), "line", "flat", Fraction(10), Fraction(8)
    )
    assert curve.jumps() == (Jump(8_000_000, Fraction(0), Fraction(4)),)


def test_a_step_larger_than_the_lines_on_both_sides_jumps() -> None:
    assert Curve((Segment(0, 0, 0, 1), Segment(5, 4, 3, 2))).jumps() == (Jump(5, Fraction(0), Fraction(2)),)
    assert Curve((Segment(0, 0, 3, 2), Segment(5, 8, 0, 1))).jumps() == (Jump(5, Fraction(6), Fraction(8)),)
    assert Curve((Segment(0, 0, 0, 1), Segment(5, 3, 3, 2), Segment(6, 9, 9, 2))).jumps() == ()


@pytest.mark.parametrize(
    "curve",
    [
        EMPTY,
        linear(Fraction(100)),
        graduated(STEP_UP),
        graduated((below(5, 100), upto(7, 50), rest(200))),
        attained(ASSETS, "line", "flat", Fraction(7), Fraction(100)),
        attained(ASSETS, "line", "extend", Fraction(1, 3), Fraction(100)),
        packages(Fraction(10), Fraction(5), "free"),
        packages(Fraction(10), Fraction(5), "pays"),
        DOWNHILL,
    ],
)
def test_a_bend_is_no_jump(curve: Curve) -> None:
    assert curve.jumps() == ()


def test_more_for_less_is_a_fall() -> None:
    assert FALLING.falls() == (Fall(100_000_000, 100_000_001, Fraction(210), Fraction(100000001, 1000000)),)


def test_a_falling_line_is_one_fall_from_top_to_bottom() -> None:
    assert DOWNHILL.falls() == (Fall(4_000_000, 10_000_000, Fraction(10**12), Fraction(0)),)


def test_lines_that_fall_one_after_the_other_are_one_fall() -> None:
    points = (
        (Fraction(0), Fraction(2)),
        (Fraction(1), Fraction(1)),
        (Fraction(2), Fraction(0)),
        (Fraction(3), Fraction(1)),
    )
    curve = attained(points, "line", "flat", Fraction(10), Fraction(100))
    assert curve.falls() == (Fall(0, 20_000_000, Fraction(200), Fraction(0)),)


def test_a_curve_that_falls_twice_has_two_falls() -> None:
    points = (
        (Fraction(0), Fraction(2)),
        (Fraction(1), Fraction(1)),
        (Fraction(2), Fraction(3)),
        (Fraction(3), Fraction(0)),
    )
    curve = attained(points, "step", "flat", Fraction(10), Fraction(100))
    assert curve.falls() == (
        Fall(9_999_999, 10_000_000, Fraction(200), Fraction(100)),
        Fall(29_999_999, 30_000_000, Fraction(300), Fraction(0)),
    )


def test_a_fall_without_an_end_has_no_end() -> None:
    assert Curve((Segment(0, 9, -1, 2),)).falls() == (Fall(0, None, Fraction(9, 2), None),)
    assert Curve((Segment(0, 9, 0, 1), Segment(4, 8, -1, 1))).falls() == (Fall(3, None, Fraction(9), None),)


def test_a_block_too_long_to_end_does_not_fall() -> None:
    assert Curve((Segment(0, 9, -1, 1, 5), Segment(5, 9, 0, 1))).falls() == ()
    assert Curve((Segment(0, 9, -1, 1, 5), Segment(6, 9, 0, 1))).falls() == (Fall(0, 5, Fraction(9), Fraction(8)),)


@pytest.mark.parametrize(
    "curve",
    [
        EMPTY,
        linear(Fraction(0)),
        graduated(STEP_UP),
        volume(STEP_UP),
        LEVELS,
        packages(Fraction(2), Fraction(5), "pays"),
    ],
)
def test_a_curve_that_never_pays_less_for_more_has_no_fall(curve: Curve) -> None:
    assert curve.falls() == ()


@pytest.mark.parametrize(
    ("curve", "most"),
    [
        (EMPTY, 0),
        (LEVELS, 120000),
        (attained(ASSETS, "line", "flat", Fraction(6), Fraction(200000)), 400000),
        (attained(ASSETS, "line", "extend", Fraction(6), Fraction(200000)), None),
        (linear(Fraction(1)), None),
        (linear(Fraction(0)), 0),
        (FALLING, None),
        (packages(Fraction(10), Fraction(5), "free"), None),
        (DOWNHILL, 10**12),
        (Curve((Segment(0, 9, -1, 1),)), 9),
        (Curve((Segment(0, 0, 3, 2), Segment(5, 1, 0, 1))), 6),
        (Curve((Segment(5, -3, 0, 1),)), 0),
        (Curve((Segment(LOWEST, -3, 0, 1),)), -3),
    ],
)
def test_the_most_it_can_pay(curve: Curve, most: int | None) -> None:
    assert curve.maximum() == most


@pytest.mark.parametrize(
    ("curve", "upto_measure", "most"),
    [
        (EMPTY, 5, 0),
        (LEVELS, -1, 0),
        (LEVELS, 2_999_999, 0),
        (LEVELS, 3_000_000, 50000),
        (LEVELS, 10**12, 120000),
        (graduated(STEP_UP), 6 * MILLION, 65000),
        (FALLING, 101 * MILLION, 210),
        (FALLING, 211 * MILLION, 211),
        (DOWNHILL, 7 * MILLION, 10**12),
        (packages(Fraction(10), Fraction(5), "pays"), 10 * MILLION + 1, 10),
        (Curve((Segment(0, 0, 3, 2), Segment(5, 1, 0, 1))), 3, Fraction(9, 2)),
        (Curve((Segment(0, 0, 3, 2), Segment(5, 1, 0, 1))), 9, 6),
        (Curve((Segment(5, -3, 0, 1),)), 9, 0),
        (Curve((Segment(LOWEST, -3, 0, 1),)), 9, -3),
    ],
)
def test_the_most_it_can_pay_up_to_a_measure(curve: Curve, upto_measure: int, most: int | Fraction) -> None:
    assert curve.maximum(upto_measure) == most


@pytest.mark.parametrize(
    ("curve", "more", "at", "measure"),
    [
        # Half a minor unit rounds up, so a little less than the third whole demo pays the 300.00 too.
        (linear(Fraction(10000)), 30000, 0, 2_999_950),
        (graduated(STEP_UP), 30000, 5_000_000, 6_999_967),
        (graduated(STEP_UP), 30000, 4_000_000, 6_333_300),
        (volume(STEP_UP), 1, 5_000_000, 5_000_001),
        (volume(STEP_UP), 40000, 5_000_000, 5_999_967),
        (LEVELS, 1, 0, 3_000_000),
        (LEVELS, 50000, 0, 3_000_000),
        (LEVELS, 50001, 0, 6_000_000),
        (LEVELS, 120000, -7, 6_000_000),
        (LEVELS, 120001, 0, None),
        (LEVELS, 70000, 3_000_000, 6_000_000),
        (LEVELS, 70001, 3_000_000, None),
        (LEVELS, 1, 6_000_000, None),
        (packages(Fraction(10), Fraction(5), "free"), 6, 0, 20_000_000),
        (packages(Fraction(10), Fraction(5), "pays"), 6, 0, 10_000_001),
        (packages(Fraction(10), Fraction(5), "pays"), 5, 10_000_000, 10_000_001),
        # 100 pay 210 and 101 pay 101: after the fall it takes 211 units to get one more.
        (FALLING, 1, 100_000_000, 210_500_000),
        (FALLING, 110, 101_000_000, 210_500_000),
        (FALLING, 0, 7, 7),
        (LEVELS, 0, 7, 7),
        (FALLING, -5, 7, 7),
        (linear(Fraction(0)), 1, 0, None),
        (EMPTY, 1, 0, None),
        # The last measure of a segment is its own.
        (Curve((Segment(0, 0, 1, 1), Segment(5, 100, 0, 1))), 4, 0, 4),
        (DOWNHILL, 1, 4_000_000, None),
        (DOWNHILL, 1, -4_000_000, None),
    ],
)
def test_what_more_would_take(curve: Curve, more: int, at: int, measure: int | None) -> None:
    assert curve.inverse(more, at) == measure


def test_pay_below_nothing_rises_to_nothing_only_above_minus_a_half() -> None:
    curve = Curve((Segment(0, -30, 1, 10),))
    assert curve.inverse(3, 0) == 26  # -0.4 rounds to 0, -0.5 to -1
    assert curve.inverse(2, 0) == 16
    assert curve.inverse(4, 0) == 35  # 0.5 rounds to 1


def test_the_inverse_is_exact_where_floating_point_is_not() -> None:
    assert Curve((Segment(0, 0, 1, 1),)).inverse(10**17 + 1, 0) == 10**17 + 1
    assert Curve((Segment(0, -2 * 10**17, 1, 1),)).inverse(10**17 + 1, 0) == 10**17 + 1
