"""What a plan promises, at the edges: one millionth below, at, and one millionth above."""

from fractions import Fraction

import pytest

from plaudit.values.curve import LOWEST, Curve, Segment
from plaudit.values.curve_of import (
    SCORE_UNIT,
    Level,
    Tier,
    attained,
    attained_score,
    graduated,
    linear,
    packages,
    score,
    steps,
    volume,
)
from plaudit.values.tests.typed import ASSETS, MILLION, STEP_UP, below, pays, rest, upto


def test_each_pays_the_same_for_every_unit() -> None:
    curve = linear(Fraction(10000))
    assert pays(curve, "0", "0.000001", "0.00005", "0.5", "1", "6", "-1") == [0, 0, 1, 5000, 10000, 60000, 0]
    assert curve.segments == (Segment(0, 0, 1, 100),)


def test_a_rate_finer_than_the_minor_unit_is_rounded_once_at_the_end() -> None:
    assert pays(linear(Fraction(1, 3)), "1", "1.499999", "1.5", "2", "4", "4.5") == [0, 0, 1, 1, 1, 2]


def test_three_percent_of_an_amount() -> None:
    assert pays(linear(Fraction(3)), "1000.00", "0.16", "0.17", "33.333333") == [3000, 0, 1, 100]


def test_a_rate_of_zero_pays_zero() -> None:
    assert linear(Fraction(0)).segments == (Segment(0, 0, 0, 1),)


def test_graduated_pays_each_unit_at_its_own_tier() -> None:
    curve = graduated(STEP_UP)
    assert pays(curve, "4", "5", "5.5", "6", "7") == [40000, 50000, 57500, 65000, 80000]
    assert curve.segments == (Segment(0, 0, 1, 100), Segment(5_000_001, 10_000_003, 3, 200))


def test_a_tier_upto_five_holds_five_and_the_next_starts_a_millionth_above() -> None:
    curve = volume(STEP_UP)
    assert pays(curve, "4.999999", "5", "5.000001", "6") == [50000, 50000, 75000, 90000]
    assert [segment.lo for segment in curve.segments] == [0, 5_000_001]


def test_a_tier_below_five_does_not_hold_five() -> None:
    curve = volume((below(5, 10000), rest(15000)))
    assert pays(curve, "4.999999", "5", "5.000001") == [50000, 75000, 75000]
    assert [segment.lo for segment in curve.segments] == [0, 5_000_000]


def test_a_flat_is_paid_whole_once_when_its_tier_is_entered() -> None:
    curve = graduated((upto(5, 10000, 2000), below(10, 0, 7000), rest(100)))
    assert pays(curve, "0", "0.000001", "1", "5", "5.000001", "9.999999", "10", "11") == [
        0,
        2000,
        12000,
        52000,
        59000,
        59000,
        59000,
        59100,
    ]


def test_a_tier_that_names_no_flat_pays_none() -> None:
    first = Tier(Fraction(5), inclusive=True, rate=Fraction(10000))
    last = Tier(None, inclusive=True, rate=Fraction(15000))
    assert graduated((first, last)).segments == (Segment(0, 0, 1, 100), Segment(5_000_001, 10_000_003, 3, 200))


def test_flats_alone_are_lumps_that_add_up() -> None:
    curve = graduated((below(3, 0), below(6, 0, 50000), rest(0, 70000)))
    assert pays(curve, "2.999999", "3", "5.999999", "6", "60") == [0, 50000, 50000, 120000, 120000]


def test_a_flat_at_a_bound_that_is_not_inclusive_is_paid_at_the_bound() -> None:
    curve = graduated((below(5, 100), rest(200, 1000)))
    assert pays(curve, "4.999999", "5", "6") == [500, 1500, 1700]


def test_volume_pays_only_the_flat_of_the_tier_reached() -> None:
    curve = volume((upto(5, 100, 1000), rest(200, 3000)))
    assert pays(curve, "0", "0.000001", "5", "5.000001", "6") == [0, 1000, 1500, 4000, 4200]


def test_without_a_flat_the_first_tier_starts_at_zero_with_one_row() -> None:
    assert graduated((rest(500),)) == linear(Fraction(500))
    assert volume((rest(500),)) == linear(Fraction(500))


def test_with_a_flat_nothing_still_pays_nothing() -> None:
    assert volume((rest(500, 7),)).segments == (Segment(0, 0, 0, 1), Segment(1, 14001, 1, 2000))


def test_a_volume_tier_may_pay_less_for_more() -> None:
    curve = volume((upto(100, 2, 10), rest(1)))
    assert pays(curve, "100", "101") == [210, 101]


def test_steps_pay_at_the_level_and_a_higher_level_replaces() -> None:
    curve = steps((Level(Fraction(3), Fraction(50000)), Level(Fraction(6), Fraction(120000))))
    assert pays(curve, "0", "2.999999", "3", "3.000001", "5.999999", "6", "7") == [
        0,
        0,
        50000,
        50000,
        50000,
        120000,
        120000,
    ]


def test_attainment_on_a_line_between_the_points() -> None:
    curve = attained(ASSETS, "line", "flat", Fraction(6), Fraction(200000))
    assert pays(curve, "0", "1.5", "3", "4.5", "6", "7.5", "9", "12") == [
        0,
        25000,
        50000,
        125000,
        200000,
        300000,
        400000,
        400000,
    ]


def test_attainment_in_steps_holds_until_the_next_point() -> None:
    curve = attained(ASSETS, "step", "flat", Fraction(6), Fraction(200000))
    assert pays(curve, "2.999999", "3", "5.999999", "6", "8.999999", "9", "12") == [
        0,
        50000,
        50000,
        200000,
        200000,
        400000,
        400000,
    ]


def test_beyond_the_last_point_the_last_line_may_go_on() -> None:
    curve = attained(ASSETS, "line", "extend", Fraction(6), Fraction(200000))
    assert pays(curve, "9", "12", "15") == [400000, 600000, 800000]


def test_below_the_first_point_nothing_is_paid() -> None:
    curve = attained(
        ((Fraction(4, 5), Fraction(1, 2)), (Fraction(1), Fraction(1))), "line", "flat", Fraction(10), Fraction(100000)
    )
    assert pays(curve, "7.999999", "8", "9", "10", "11") == [0, 50000, 75000, 100000, 100000]


def test_a_first_point_at_zero_may_pay_for_nothing_but_not_below_it() -> None:
    curve = attained(
        ((Fraction(0), Fraction(1, 10)), (Fraction(1), Fraction(1))), "line", "flat", Fraction(10), Fraction(100000)
    )
    assert pays(curve, "-0.000001", "0", "5", "10") == [0, 10000, 55000, 100000]


def test_a_breakpoint_is_the_smallest_millionth_that_reaches_it() -> None:
    # A third of 1 is reached at 0.333334, not at 0.333333.
    curve = attained(((Fraction(1, 3), Fraction(1)),), "step", "flat", Fraction(1), Fraction(100))
    assert pays(curve, "0.333333", "0.333334") == [0, 100]
    assert curve.segments == (Segment(333_334, 100, 0, 1),)


def test_the_line_runs_through_the_point_itself_not_through_its_millionth() -> None:
    curve = attained(
        ((Fraction(1, 3), Fraction(0)), (Fraction(1), Fraction(1))), "line", "flat", Fraction(1), Fraction(600)
    )
    assert curve.segments[0] == Segment(333_334, 6, 9, 10_000)
    assert curve.exact(999_999) == Fraction("599.9991")


def test_of_points_within_one_millionth_the_last_counts() -> None:
    curve = attained(
        ((Fraction(1, 4), Fraction(1)), (Fraction(1, 2), Fraction(2)), (Fraction(1), Fraction(3))),
        "step",
        "flat",
        Fraction(1, 1_000_000),
        Fraction(100),
    )
    assert curve.segments == (Segment(1, 300, 0, 1),)


def test_one_point_alone_pays_from_there_on() -> None:
    curve = attained(((Fraction(1), Fraction(1)),), "line", "flat", Fraction(4), Fraction(500))
    assert pays(curve, "3.999999", "4", "400") == [0, 500, 500]


def test_a_prorated_pay_at_target_may_be_finer_than_the_minor_unit() -> None:
    curve = attained(
        ((Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))),
        "line",
        "flat",
        Fraction(6) * Fraction(45, 92),
        Fraction(200000) * Fraction(45, 92),
    )
    assert pays(curve, "2.934782", "2.934783", "3") == [97826, 97826, 97826]


def test_a_score_is_its_own_attainment() -> None:
    curve = attained_score(
        ((Fraction(4, 5), Fraction(0)), (Fraction(1), Fraction(1)), (Fraction(6, 5), Fraction(3, 2))),
        "line",
        "flat",
        Fraction(150000),
    )
    assert [curve.pays(x * SCORE_UNIT // 10) for x in (7, 8, 9, 10, 11, 12, 13)] == [
        0,
        0,
        75000,
        150000,
        187500,
        225000,
        225000,
    ]
    assert curve.pays(SCORE_UNIT - 1) == 150000
    assert [segment.lo for segment in curve.segments] == [8 * 10**11, 10**12, 12 * 10**11]


def test_a_score_may_pay_in_steps_or_go_on_beyond_the_last_point() -> None:
    points = ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1), Fraction(1)))
    in_steps = attained_score(points, "step", "flat", Fraction(1000))
    going_on = attained_score(points, "line", "extend", Fraction(1000))
    assert (in_steps.pays(SCORE_UNIT - 1), in_steps.pays(SCORE_UNIT)) == (500, 1000)
    assert going_on.pays(2 * SCORE_UNIT) == 2000


def test_the_other_curves_read_scores_when_told_so() -> None:
    assert linear(Fraction(1000), SCORE_UNIT).pays(SCORE_UNIT // 2) == 500
    assert steps((Level(Fraction(7, 10), Fraction(900)),), SCORE_UNIT).segments == (Segment(7 * 10**11, 900, 0, 1),)
    tiers = (upto(1, 100), rest(200))
    assert graduated(tiers, SCORE_UNIT).pays(2 * SCORE_UNIT) == 300
    assert volume(tiers, SCORE_UNIT).pays(2 * SCORE_UNIT) == 400
    assert packages(Fraction(1), Fraction(100), "free", SCORE_UNIT).pays(SCORE_UNIT) == 100


def test_a_started_package_pays_in_full() -> None:
    curve = packages(Fraction(10), Fraction(10000), "pays")
    assert pays(curve, "0", "0.000001", "10", "10.000001", "20", "121") == [0, 10000, 10000, 20000, 20000, 130000]
    assert curve.segments == (Segment(0, 0, 0, 1), Segment(1, 10000, 10000, 1, 10_000_000))


def test_only_whole_packages_pay_when_started_ones_are_free() -> None:
    curve = packages(Fraction(10), Fraction(10000), "free")
    assert pays(curve, "0", "9.999999", "10", "19.999999", "20", "121") == [0, 0, 10000, 10000, 20000, 120000]
    assert curve.segments == (Segment(0, 0, 10000, 1, 10_000_000),)


def test_a_package_may_be_one_millionth() -> None:
    assert packages(Fraction(1, MILLION), Fraction(3), "free").segments == (Segment(0, 0, 3, 1, 1),)


def test_a_package_may_pay_a_fraction_of_the_minor_unit() -> None:
    assert pays(packages(Fraction(1), Fraction(1, 3), "free"), "1", "2", "3") == [0, 1, 1]
    assert packages(Fraction(1), Fraction(2, 3), "pays").segments[1] == Segment(1, 2, 2, 3, MILLION)


def scores(curve: Curve, *measures: str) -> list[int]:
    """Scores in hundredths at measures written as decimals."""
    return [curve.pays(int(Fraction(measure) * MILLION)) // 10**10 for measure in measures]


def test_a_score_rises_from_start_to_target_and_stays_inside() -> None:
    curve = score(((Fraction(10), Fraction(0)), (Fraction(20), Fraction(1))))
    assert scores(curve, "-5", "0", "10", "12.5", "20", "40") == [0, 0, 0, 25, 100, 100]
    assert curve.segments[0].lo == LOWEST


def test_a_score_may_fall_towards_its_target() -> None:
    curve = score(((Fraction(10), Fraction(0)), (Fraction(4), Fraction(1))))
    assert scores(curve, "-5", "4", "5.5", "7", "10", "12") == [100, 100, 75, 50, 0, 0]


def test_a_shape_may_bend_and_may_lie_below_zero() -> None:
    curve = score(((Fraction(-20), Fraction(0)), (Fraction(0), Fraction(1, 2)), (Fraction(50), Fraction(2))))
    assert scores(curve, "-100", "-20", "-10", "0", "25", "50", "60") == [0, 0, 25, 50, 125, 200, 200]


def test_scores_have_twelve_decimals() -> None:
    assert score(((Fraction(0), Fraction(0)), (Fraction(3), Fraction(1)))).pays(MILLION) == 333_333_333_333
    assert score(((Fraction(0), Fraction(0)), (Fraction(3), Fraction(1)))).pays(2 * MILLION) == 666_666_666_667


def test_a_score_between_millionths_starts_at_the_next_millionth() -> None:
    curve = score(((Fraction(1, 3), Fraction(0)), (Fraction(2, 3), Fraction(1))))
    assert [segment.lo for segment in curve.segments] == [LOWEST, 333_334, 666_667]
    assert (curve.pays(333_333), curve.pays(333_334), curve.pays(666_667)) == (0, 2_000_000, 10**12)


@pytest.mark.parametrize(
    ("tiers", "starts"),
    [
        ((upto(Fraction(1, 10**6), 1), rest(1)), [0, 2]),
        ((upto(Fraction(1, 10**6), 1, 1), rest(1)), [0, 1, 2]),
        ((below(Fraction(2, 10**6), 1), rest(1)), [0, 2]),
        ((upto(5, 1), upto(Fraction(5000001, 10**6), 1), rest(1)), [0, 5000001, 5000002]),
        ((below(5, 1), upto(5, 1), rest(1)), [0, 5000000, 5000001]),
        ((upto(Fraction(10**12 - 1), 1), rest(1)), [0, 10**18 - 999_999]),
    ],
)
def test_a_tier_may_be_as_narrow_as_one_millionth(tiers: tuple[Tier, ...], starts: list[int]) -> None:
    assert [segment.lo for segment in graduated(tiers).segments] == starts
