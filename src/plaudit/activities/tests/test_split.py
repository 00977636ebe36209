from fractions import Fraction

import pytest

from plaudit.activities.split import millionths, stretches


def fractions(text: str) -> list[Fraction]:
    return [Fraction(part) for part in text.split()]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ("1", (1_000_000,)),
        ("1/3 1/3 1/3", (333_334, 333_333, 333_333)),
        ("1/3 2/3", (333_333, 666_667)),
        ("2/3 1/3", (666_667, 333_333)),
        ("1/6 1/6 1/6 1/6 1/6 1/6", (166_667, 166_667, 166_667, 166_667, 166_666, 166_666)),
        ("0.25 0.75", (250_000, 750_000)),
    ],
)
def test_fractions_become_millionths_by_largest_remainder_first_by_key(shares: str, expected: tuple[int, ...]) -> None:
    assert millionths(fractions(shares)) == expected


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        # A third of a millionth too little: rounding up would have made it whole.
        ("1/3 1/3 0.333333", (333_333, 333_333, 333_333)),
        # Two thirds of a millionth too much: rounding down would have made it whole.
        ("1/3 1/3 0.333334", (333_334, 333_334, 333_334)),
        ("1/3 1/3", (333_333, 333_333)),
        ("0.6 0.6", (600_000, 600_000)),
    ],
)
def test_shares_that_do_not_sum_to_one_do_not_seem_to(shares: str, expected: tuple[int, ...]) -> None:
    assert millionths(fractions(shares)) == expected
    assert sum(expected) != 1_000_000


THIRD, TWO_THIRDS, HALF = Fraction(1, 3), Fraction(2, 3), Fraction(1, 2)


def test_a_third_is_worth_what_the_other_holders_of_that_day_leave() -> None:
    """Ada (1) keeps her third when Ben (2) hands his two to Lee (3) and Kim (4)."""
    held = [(7, 1, 0, 200, THIRD), (7, 2, 0, 100, TWO_THIRDS), (7, 3, 100, 200, THIRD), (7, 4, 100, 200, THIRD)]
    assert list(stretches(held)) == [
        (7, 1, 0, 100, 333_333),
        (7, 1, 100, 200, 333_334),
        (7, 2, 0, 100, 666_667),
        (7, 3, 100, 200, 333_333),
        (7, 4, 100, 200, 333_333),
    ]


def test_one_person_twice_on_a_day_holds_the_sum() -> None:
    held = [(7, 1, 0, 100, HALF), (7, 1, 50, 150, HALF)]
    assert list(stretches(held)) == [(7, 1, 0, 50, 500_000), (7, 1, 50, 100, 1_000_000), (7, 1, 100, 150, 500_000)]


def test_neighbouring_stretches_with_one_share_are_one() -> None:
    held = [(7, 1, 0, 100, HALF), (7, 2, 0, 50, HALF), (7, 3, 50, 100, HALF)]
    assert list(stretches(held)) == [(7, 1, 0, 100, 500_000), (7, 2, 0, 50, 500_000), (7, 3, 50, 100, 500_000)]


def test_days_on_which_nobody_holds_the_account_stay_empty() -> None:
    held = [(7, 1, 0, 10, THIRD), (7, 1, 20, 30, THIRD)]
    assert list(stretches(held)) == [(7, 1, 0, 10, 333_333), (7, 1, 20, 30, 333_333)]
