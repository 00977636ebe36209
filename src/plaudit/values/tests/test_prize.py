"""Prizes go by rank; who ties shares, gets the full prize, or is told apart by the day, as the plan says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaudit.values.prize import Entrant, Placed, Ties, split_prizes

Result = list[tuple[str, int, int]]


def prizes(amounts: tuple[int, ...], ties: Ties, *entered: tuple[str, int, int]) -> Result:
    ranked = tuple(Entrant(key, measure, day) for key, measure, day in entered)
    return [(placed.key, placed.place, placed.amount) for placed in split_prizes(amounts, ranked, ties)]


def test_the_most_wins() -> None:
    assert prizes((150000,), "share", ("ada", 4, 10), ("ben", 7, 12), ("lee", 1, 3)) == [
        ("ben", 1, 150000),
        ("ada", 2, 0),
        ("lee", 3, 0),
    ]


def test_three_tied_first_share_the_three_prizes() -> None:
    assert prizes((25, 15, 8), "share", ("ada", 5, 1), ("ben", 5, 2), ("lee", 5, 3)) == [
        ("ada", 1, 16),
        ("ben", 1, 16),
        ("lee", 1, 16),
    ]


def test_a_tie_over_the_last_paid_place_shares_that_prize_with_nothing() -> None:
    assert prizes((50, 20, 10), "share", ("a", 9, 1), ("b", 8, 1), ("c", 7, 1), ("d", 7, 1)) == [
        ("a", 1, 50),
        ("b", 2, 20),
        ("c", 3, 5),
        ("d", 3, 5),
    ]


def test_the_place_after_a_tie_counts_those_who_tied() -> None:
    tied = prizes((2000, 1000, 500, 300, 200), "share", ("a", 9, 1), ("b", 5, 1), ("c", 5, 1), ("d", 5, 1), ("e", 2, 1))
    assert tied == [("a", 1, 2000), ("b", 2, 600), ("c", 2, 600), ("d", 2, 600), ("e", 5, 200)]


def test_the_odd_cent_of_a_shared_prize_goes_to_the_first_by_day_then_by_key() -> None:
    assert prizes((100,), "share", ("ada", 5, 9), ("ben", 5, 8), ("lee", 5, 8)) == [
        ("ben", 1, 34),
        ("lee", 1, 33),
        ("ada", 1, 33),
    ]
    assert prizes((100,), "share", ("lee", 5, 8), ("ben", 5, 8), ("ada", 5, 8))[0] == ("ada", 1, 34)


def test_all_gives_each_of_the_tied_the_full_prize() -> None:
    assert prizes((25, 15, 8), "all", ("ada", 5, 1), ("ben", 5, 2), ("lee", 3, 3), ("mo", 2, 3)) == [
        ("ada", 1, 25),
        ("ben", 1, 25),
        ("lee", 3, 8),
        ("mo", 4, 0),
    ]


def test_all_gives_nothing_below_the_last_paid_place() -> None:
    assert prizes((25, 15), "all", ("a", 5, 1), ("b", 4, 1), ("c", 3, 1), ("d", 3, 2)) == [
        ("a", 1, 25),
        ("b", 2, 15),
        ("c", 3, 0),
        ("d", 3, 0),
    ]


def test_earliest_ranks_by_the_day_the_total_was_reached() -> None:
    assert prizes((25, 15, 8), "earliest", ("ada", 5, 3), ("ben", 5, 1), ("lee", 6, 9)) == [
        ("lee", 1, 25),
        ("ben", 2, 15),
        ("ada", 3, 8),
    ]


def test_earliest_shares_only_within_one_day() -> None:
    assert prizes((25, 15, 8), "earliest", ("ada", 5, 2), ("ben", 5, 1), ("lee", 5, 2)) == [
        ("ben", 1, 25),
        ("ada", 2, 12),
        ("lee", 2, 11),
    ]


def test_the_same_day_with_another_measure_is_no_tie() -> None:
    assert prizes((25, 15), "earliest", ("ada", 5, 2), ("ben", 4, 2)) == [("ada", 1, 25), ("ben", 2, 15)]


@pytest.mark.parametrize("ties", ["share", "all", "earliest"])
def test_nobody_ranked_is_nobody_paid(ties: Ties) -> None:
    assert split_prizes((100,), (), ties) == ()


@pytest.mark.parametrize("ties", ["share", "all", "earliest"])
def test_no_prizes_still_gives_places(ties: Ties) -> None:
    assert split_prizes((), (Entrant("ada", 3, 1),), ties) == (Placed("ada", 1, 0),)


entrants = st.lists(
    st.builds(Entrant, st.text("abc", min_size=1, max_size=3), st.integers(1, 4), st.integers(0, 3)),
    max_size=8,
    unique_by=lambda entrant: entrant.key,
).map(tuple)
amounts = st.lists(st.integers(0, 500), max_size=5).map(tuple)


@given(amounts, entrants, st.sampled_from(["share", "earliest"]))
def test_shared_prizes_sum_to_those_of_the_places_taken(
    offered: tuple[int, ...], ranked: tuple[Entrant, ...], ties: Ties
) -> None:
    assert sum(placed.amount for placed in split_prizes(offered, ranked, ties)) == sum(offered[: len(ranked)])


@given(amounts, entrants.flatmap(lambda ranked: st.tuples(st.just(ranked), st.permutations(ranked))))
def test_the_order_of_the_list_changes_nothing(
    offered: tuple[int, ...], orders: tuple[tuple[Entrant, ...], list[Entrant]]
) -> None:
    ranked, shuffled = orders
    assert split_prizes(offered, tuple(shuffled), "share") == split_prizes(offered, ranked, "share")
