"""A whole is divided so that the parts sum to it exactly, whoever comes first."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaudit.values.allocate import allocate, share_millionths

THIRD = Fraction(1, 3)

weights = st.lists(st.integers(0, 1000) | st.fractions(0, 1000, max_denominator=60), min_size=1, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("whole", "parts_of", "parts"),
    [
        (10000, (1, 1, 1), (3334, 3333, 3333)),
        (-10000, (1, 1, 1), (-3334, -3333, -3333)),
        (100, (1, 1, 1), (34, 33, 33)),
        (5, (1, 1, 1), (2, 2, 1)),
        (1, (100, 1), (1, 0)),
        (1, (1, 100), (0, 1)),
        (10000, (1, 2, 3), (1667, 3333, 5000)),
        (299, (4300, 1400, 2300), (161, 52, 86)),
        (-300, (4000, 2000, 2000), (-150, -75, -75)),
        (40, (10, 0), (40, 0)),
        (100, (0, 1, 1), (0, 50, 50)),
        (10, (Fraction(1, 10), Fraction(1, 5), Fraction(1, 10)), (3, 5, 2)),
        (1000, (Fraction(6667, 10000), Fraction(3333, 10000)), (667, 333)),
        (-1000, (Fraction(6667, 10000), Fraction(3333, 10000)), (-667, -333)),
        (100, (Fraction(7, 100), Fraction(3, 100)), (70, 30)),
        (7, (5,), (7,)),
        (3, (1, 1, 1, 1), (1, 1, 1, 0)),
        (2, (3, 3, 1), (1, 1, 0)),
    ],
)
def test_the_leftover_goes_to_the_largest_remainders(
    whole: int, parts_of: tuple[int | Fraction, ...], parts: tuple[int, ...]
) -> None:
    assert allocate(whole, parts_of) == parts


@pytest.mark.parametrize(
    ("order", "parts"),
    [
        (("ada", "ben", "lee"), (34, 33, 33)),
        (("lee", "ben", "ada"), (33, 33, 34)),
        (("ben", "ada", "lee"), (33, 34, 33)),
    ],
)
def test_a_tie_goes_to_the_first_by_key_not_by_place(order: tuple[str, ...], parts: tuple[int, ...]) -> None:
    assert allocate(100, (1, 1, 1), order) == parts


def test_a_larger_remainder_goes_before_an_earlier_key() -> None:
    assert allocate(10, (1, 2), ("ada", "ben")) == (3, 7)
    assert allocate(10, (1, 2), ("ben", "ada")) == (3, 7)


def test_keys_may_be_a_day_and_a_person() -> None:
    assert allocate(1, (1, 1, 1), ((9, "ada"), (8, "lee"), (8, "ben"))) == (0, 0, 1)


def test_nothing_is_divided_into_nothings() -> None:
    assert allocate(0, (1, 2)) == (0, 0)
    assert allocate(0, (0, 0)) == (0, 0)
    assert allocate(0, ()) == ()


@pytest.mark.parametrize("nobody", [(), (0,), (0, 0), (Fraction(0), 0)])
def test_an_amount_with_nobody_to_take_it_is_refused(nobody: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"^Nobody has a weight above zero, so there is nobody to give the amount to"):
        allocate(1, nobody)


def test_a_weight_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A weight below zero would take from one part to give to another\.$"):
        allocate(1, (2, -1))


@pytest.mark.parametrize(
    ("shares", "millionths"),
    [
        ((THIRD, THIRD, THIRD), (333334, 333333, 333333)),
        ((Fraction(2, 3), THIRD), (666667, 333333)),
        ((Fraction(1, 2), Fraction(1, 2)), (500000, 500000)),
        ((Fraction(1, 7),) * 7, (142858, 142857, 142857, 142857, 142857, 142857, 142857)),
        ((Fraction(1),), (1000000,)),
    ],
)
def test_shares_become_millionths_that_sum_to_a_million(
    shares: tuple[Fraction, ...], millionths: tuple[int, ...]
) -> None:
    assert share_millionths(shares) == millionths


def test_the_extra_millionth_goes_to_the_first_person_by_key() -> None:
    assert share_millionths((THIRD, THIRD, THIRD), ("lee", "ada", "ben")) == (333333, 333334, 333333)


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ((THIRD, THIRD), r"^Shares must sum to exactly 1; 1/3 \+ 1/3 is 2/3\.$"),
        ((Fraction(1), THIRD), r"^Shares must sum to exactly 1; 1 \+ 1/3 is 4/3\.$"),
    ],
)
def test_shares_that_do_not_sum_to_one_are_refused(shares: tuple[Fraction, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        share_millionths(shares)


@given(st.integers(), weights)
def test_parts_sum_to_the_whole(whole: int, weighed: list[int | Fraction]) -> None:
    assert sum(allocate(whole, weighed)) == whole


@given(st.integers(), weights)
def test_what_is_taken_back_mirrors_what_was_given(whole: int, weighed: list[int | Fraction]) -> None:
    assert allocate(-whole, weighed) == tuple(-part for part in allocate(whole, weighed))


@given(st.integers(), weights)
def test_every_part_is_within_one_unit_of_its_exact_share(whole: int, weighed: list[int | Fraction]) -> None:
    exact = [Fraction(whole) * weight / sum(weighed) for weight in weighed]
    assert max(abs(part - share) for part, share in zip(allocate(whole, weighed), exact, strict=True)) < 1


@given(st.integers(), weights.flatmap(lambda weighed: st.permutations(list(enumerate(weighed)))))
def test_who_comes_first_in_the_list_changes_nothing(whole: int, people: list[tuple[int, int | Fraction]]) -> None:
    parts = allocate(whole, [weight for _, weight in people], [key for key, _ in people])
    by_key = sorted(people)
    assert sorted(zip([key for key, _ in people], parts, strict=True)) == list(
        enumerate(allocate(whole, [weight for _, weight in by_key]))
    )


@given(st.integers(0), weights, st.integers(1, 50))
def test_weights_in_another_unit_divide_alike(whole: int, weighed: list[int | Fraction], times: int) -> None:
    assert allocate(whole, [weight * times for weight in weighed]) == allocate(whole, weighed)
