"""Laws that hold for every curve, against the slow second way and by trying every measure."""

from fractions import Fraction
from itertools import pairwise
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from plaudit.values.curve import Curve, Segment
from plaudit.values.curve_of import Level, Tier, attained, graduated, packages, score, steps, volume
from plaudit.values.rounding import rounded_fraction
from plaudit.values.tests import by_hand

MILLION = 1_000_000

money = st.integers(0, 20000) | st.fractions(0, 500, max_denominator=12)
flats = st.just(Fraction(0)) | st.integers(0, 9000).map(Fraction)
# Bounds in millionths: whole and half units, and some two millionths apart, so that any of them may be inclusive.
edges = st.integers(1, 30).map(lambda halves: halves * 500_000) | st.integers(1, 4).map(lambda pairs: pairs * 2)


@st.composite
def tiers(draw: st.DrawFn) -> list[by_hand.Tiered]:
    bounds = sorted(draw(st.sets(edges, max_size=4)))
    ends: list[Fraction | None] = [*(Fraction(bound, MILLION) for bound in bounds), None]
    return [(end, draw(st.booleans()) and end is not None, draw(money.map(Fraction)), draw(flats)) for end in ends]


@st.composite
def near(draw: st.DrawFn, bounds: list[Fraction]) -> Fraction:
    """A measure: anywhere, or within two millionths of a bound."""
    anywhere = st.integers(0, 20 * MILLION)
    close = st.builds(int.__add__, st.sampled_from([0, *(int(at * MILLION) for at in bounds)]), st.integers(-2, 2))
    return Fraction(max(0, draw(anywhere | close)), MILLION)


def built(typed: list[by_hand.Tiered]) -> tuple[Tier, ...]:
    return tuple(Tier(upto, inclusive=inclusive, rate=rate, flat=flat) for upto, inclusive, rate, flat in typed)


def bounds_of(typed: list[by_hand.Tiered]) -> list[Fraction]:
    return [upto for upto, _, _, _ in typed if upto is not None]


tiers_and_measure = tiers().flatmap(lambda typed: st.tuples(st.just(typed), near(bounds_of(typed))))


@given(tiers_and_measure)
def test_graduated_tiers_pay_what_adding_them_up_by_hand_pays(drawn: tuple[list[by_hand.Tiered], Fraction]) -> None:
    typed, measure = drawn
    assert graduated(built(typed)).exact(int(measure * MILLION)) == by_hand.graduated(typed, measure)


@given(tiers_and_measure)
def test_volume_tiers_pay_what_looking_up_the_tier_pays(drawn: tuple[list[by_hand.Tiered], Fraction]) -> None:
    typed, measure = drawn
    assert volume(built(typed)).exact(int(measure * MILLION)) == by_hand.volume(typed, measure)


@given(tiers_and_measure)
def test_a_graduated_curve_never_falls(drawn: tuple[list[by_hand.Tiered], Fraction]) -> None:
    assert graduated(built(drawn[0])).falls() == ()


@given(tiers_and_measure)
def test_nothing_is_paid_for_nothing(drawn: tuple[list[by_hand.Tiered], Fraction]) -> None:
    assert graduated(built(drawn[0])).pays(0) == volume(built(drawn[0])).pays(0) == 0


levels = st.dictionaries(edges, st.integers(0, 9000), min_size=1, max_size=5).map(
    lambda by_level: [(Fraction(at, MILLION), Fraction(pay)) for at, pay in sorted(by_level.items())]
)


@given(levels.flatmap(lambda typed: st.tuples(st.just(typed), near([at for at, _ in typed]))))
def test_steps_pay_the_last_level_reached(drawn: tuple[list[by_hand.Pointed], Fraction]) -> None:
    typed, measure = drawn
    curve = steps([Level(at, pay) for at, pay in typed])
    assert curve.exact(int(measure * MILLION)) == by_hand.steps(typed, measure)


shares = st.fractions(0, 3, max_denominator=8)
points = st.dictionaries(st.fractions(0, 2, max_denominator=12), shares, min_size=2, max_size=5).map(
    lambda by_attainment: sorted(by_attainment.items())
)
targets = st.fractions(Fraction(1, 4), 12, max_denominator=9)


between: st.SearchStrategy[Literal["line", "step"]] = st.sampled_from(["line", "step"])


@given(points, targets, between, st.data())
def test_attainment_pays_the_share_on_the_line_through_the_points(
    typed: list[by_hand.Pointed], target: Fraction, drawn: Literal["line", "step"], data: st.DataObject
) -> None:
    measure = data.draw(near([at * target for at, _ in typed]))
    curve = attained(typed, drawn, "flat", target, Fraction(70000, 3))
    by_points = by_hand.attained(typed, measure / target, line=drawn == "line", extend=False)
    assert curve.exact(int(measure * MILLION)) == by_points * Fraction(70000, 3)


@given(points.filter(lambda typed: typed[-1][1] >= typed[-2][1]), targets, st.data())
def test_beyond_the_last_point_the_last_line_goes_on(
    typed: list[by_hand.Pointed], target: Fraction, data: st.DataObject
) -> None:
    measure = data.draw(near([at * target for at, _ in typed]))
    curve = attained(typed, "line", "extend", target, Fraction(900))
    by_points = by_hand.attained(typed, measure / target, line=True, extend=True)
    assert curve.exact(int(measure * MILLION)) == by_points * 900


sizes = st.integers(1, 12).map(lambda halves: Fraction(halves, 2))


@given(sizes.flatmap(lambda size: st.tuples(st.just(size), near([size, 2 * size]))), money.map(Fraction))
def test_packages_pay_by_whole_ones(drawn: tuple[Fraction, Fraction], each: Fraction) -> None:
    size, measure = drawn
    x = int(measure * MILLION)
    assert packages(size, each, "pays").exact(x) == by_hand.packages(size, each, measure, started=True)
    assert packages(size, each, "free").exact(x) == by_hand.packages(size, each, measure, started=False)


scored = st.dictionaries(st.fractions(-5, 5, max_denominator=9), shares, min_size=2, max_size=5).map(
    lambda by_measure: sorted(by_measure.items())
)


@given(scored, st.integers(-7 * MILLION, 7 * MILLION))
def test_scores_lie_on_the_lines_between_the_points(typed: list[by_hand.Pointed], x: int) -> None:
    assert score(typed).exact(x) == by_hand.score(typed, Fraction(x, MILLION)) * 10**12
    assert score(typed[::-1]) == score(typed)


@given(tiers_and_measure, st.lists(st.integers(0, 3 * MILLION), max_size=8))
def test_lines_telescope_to_the_rounded_total(drawn: tuple[list[by_hand.Tiered], Fraction], acts: list[int]) -> None:
    curve = volume(built(drawn[0]))
    totals = [sum(acts[:count]) for count in range(len(acts) + 1)]
    lines = [curve.pays(after) - curve.pays(before) for before, after in pairwise(totals)]
    assert sum(lines) == curve.pays(sum(acts))


@given(tiers_and_measure)
def test_pay_is_the_exact_amount_rounded_once(drawn: tuple[list[by_hand.Tiered], Fraction]) -> None:
    typed, measure = drawn
    assert volume(built(typed)).pays(int(measure * MILLION)) == rounded_fraction(by_hand.volume(typed, measure))


# Small enough that every measure can be tried: segments start below 30, and nothing is paid or asked for above 40.
FAR = 30 + 200 * 3 * 3


@st.composite
def small_curves(draw: st.DrawFn) -> Curve:
    starts = sorted(draw(st.sets(st.integers(-5, 30), min_size=1, max_size=5)))
    amounts = st.integers(-30, 30)
    made = [
        Segment(lo, draw(amounts), draw(st.integers(-3, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3)))
        for lo in starts
    ]
    return Curve(tuple(made))


@given(small_curves(), st.integers(1, 40), st.integers(-8, 35))
def test_the_inverse_is_the_first_measure_that_pays_enough(curve: Curve, more: int, at: int) -> None:
    enough = (x for x in range(at, FAR) if curve.pays(x) >= curve.pays(at) + more)
    assert curve.inverse(more, at) == next(enough, None)


@given(small_curves(), st.integers(-8, 60))
def test_the_most_up_to_a_measure_is_the_most_of_all_below(curve: Curve, upto: int) -> None:
    assert curve.maximum(upto) == max(curve.exact(x) for x in range(-9, upto + 1))


@given(small_curves())
def test_the_most_of_all_is_bounded_unless_the_last_segment_rises(curve: Curve) -> None:
    most = None if curve.segments[-1].slope > 0 else max(curve.exact(x) for x in range(-9, 60))
    assert curve.maximum() == most


def span(curve: Curve) -> range:
    return range(curve.segments[0].lo, 60)


@given(small_curves())
def test_outside_its_falls_a_curve_never_pays_less_for_more(curve: Curve) -> None:
    falls = curve.falls()
    drops = [x for x in span(curve) if curve.exact(x + 1) < curve.exact(x)]
    inside = [x for x in drops if any(fall.start <= x and (fall.end is None or x < fall.end) for fall in falls)]
    assert inside == drops
    assert (falls == ()) == (drops == [])


@given(small_curves())
def test_every_fall_ends_lower_than_it_starts_and_none_touch(curve: Curve) -> None:
    falls = curve.falls()
    assert all(fall.after is None or fall.after < fall.before for fall in falls)
    assert all(fall.before == curve.exact(fall.start) for fall in falls)
    assert all(fall.end is None or fall.after == curve.exact(fall.end) for fall in falls)
    assert all(before.end is not None and before.end < after.start for before, after in pairwise(falls))


@given(small_curves())
def test_a_jump_stands_at_a_segment_and_says_what_is_paid_on_both_sides(curve: Curve) -> None:
    jumps = curve.jumps()
    assert {jump.at for jump in jumps} <= {segment.lo for segment in curve.segments}
    assert all((jump.before, jump.after) == (curve.exact(jump.at - 1), curve.exact(jump.at)) for jump in jumps)
