"""R rounds half away from zero; the named modes of other systems disagree here, so the table decides."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaudit.values.rounding import rounded, rounded_fraction


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"),
    [
        (0, 1, 0),
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (-3, 2, -2),
        (5, 2, 3),
        (-5, 2, -3),
        (1, 3, 0),
        (2, 3, 1),
        (-1, 3, 0),
        (-2, 3, -1),
        (14985, 10, 1499),
        (-1005, 10, -101),
        (-8328578947368, 10**9, -8329),
        (49999999, 10**8, 0),
        (50000000, 10**8, 1),
        (50000001, 10**8, 1),
        (-2213, 25, -89),
        (2212, 25, 88),
        (7, 1, 7),
        (-7, 1, -7),
        (10**40 + 5, 10, 10**39 + 1),
    ],
)
def test_half_goes_away_from_zero(numerator: int, denominator: int, whole: int) -> None:
    assert rounded(numerator, denominator) == whole
    assert rounded_fraction(Fraction(numerator, denominator)) == whole


@pytest.mark.parametrize("denominator", [0, -1, -100])
def test_r_divides_by_a_number_above_zero(denominator: int) -> None:
    with pytest.raises(ValueError, match=rf"^R divides by a number above zero, not by {denominator}\.$"):
        rounded(1, denominator)


@given(st.integers(), st.integers(min_value=1))
def test_r_is_never_more_than_half_a_unit_away(numerator: int, denominator: int) -> None:
    assert abs(rounded(numerator, denominator) - Fraction(numerator, denominator)) <= Fraction(1, 2)


@given(st.integers(), st.integers(min_value=1))
def test_what_is_owed_and_what_is_taken_back_round_alike(numerator: int, denominator: int) -> None:
    assert rounded(-numerator, denominator) == -rounded(numerator, denominator)


@given(st.fractions(), st.fractions())
def test_more_never_rounds_to_less(one: Fraction, other: Fraction) -> None:
    assert rounded_fraction(min(one, other)) <= rounded_fraction(max(one, other))
