"""A curve as a picture's corners and a table's rates; told steps worked out again."""

from fractions import Fraction
from typing import Any

import pytest

from plaudit.earnings.drawn import Corner, Rate, corners, rates
from plaudit.earnings.worked import pays, room, used
from plaudit.values.curve import UNIT, Curve, Segment

# 100.00 each up to five, 150.00 from the sixth on; and the same where the sixth moves all of them.
GRADUATED = Curve((Segment(0, 0, 10_000, UNIT), Segment(5 * UNIT + 1, 50_000 * UNIT + 15_000, 15_000, UNIT)))
VOLUME = Curve((Segment(0, 0, 10_000, UNIT), Segment(5 * UNIT + 1, (5 * UNIT + 1) * 15_000, 15_000, UNIT)))


def test_rates_are_told_from_the_bounds_that_people_know() -> None:
    assert rates(GRADUATED, UNIT, 100) == (
        Rate(Fraction(0), Fraction(0), Fraction(100), Fraction(1)),
        Rate(Fraction(5), Fraction(500), Fraction(150), Fraction(1)),
    )


def test_a_curve_is_drawn_half_as_far_again_as_its_last_bound() -> None:
    first, *_, last = corners(GRADUATED, UNIT, 100)
    assert first == Corner(Fraction(0), Fraction(0))
    assert Fraction(7) < last.x < Fraction(8)


def test_a_leap_has_two_corners_a_millionth_apart() -> None:
    before, after = corners(VOLUME, UNIT, 100)[1:3]
    assert before == Corner(Fraction(5), Fraction(500))
    assert after.x - before.x == Fraction(1, UNIT)
    assert after.y > 750


ROWS: list[dict[str, Any]] = [
    {"from": "0", "to": "5", "base": "0", "slope": "100"},
    {"from": "5", "to": None, "base": "500", "slope": "75", "every": "1/2"},
]


@pytest.mark.parametrize(("x", "paid"), [("-1", 0), ("3", 300), ("5", 500), ("21/4", 500), ("11/2", 575)])
def test_rows_pay_again_what_they_paid(x: str, paid: int) -> None:
    assert pays(ROWS, x) == paid


def test_a_cap_leaves_what_was_not_used_and_is_divided_as_the_act_is() -> None:
    assert room({"cap": "800.00", "so_far": "100.00"}) == 700
    assert room({"cap": "1500.00", "so_far": "0", "times": {"share": "0.5", "part": "3/10"}}) == 225
    assert room({"cap": "100.00", "so_far": "130.00"}) == 0


def test_a_budget_is_used_as_far_as_the_last_line_left_it_and_never_beyond() -> None:
    assert used([(0, 10_000, 50_000), (10_000, 15_000, 50_000)]) == 25_000
    assert used([(62_000, 0, 50_000)]) == 50_000
    assert used([]) is None
