from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.instruments.contest.tests import by_hand
from plaudit.plans.instruments.contest.tests.strategies import Written, books, contests, places
from plaudit.plans.promise import Bracket, Prizes
from plaudit.plans.tests.typed import promised

DEMOS = {"kind": "contest", "counts": {"activity": "referral", "milestone": "demo"}}


def test_one_prize_for_the_leader() -> None:
    promise = promised({**DEMOS, "prizes": ["1500.00"], "minimum": "1"})
    assert promise.prizes == Prizes((Bracket(None, (150000,)),), "share", Fraction(1))
    assert promise.curve is None


def test_brackets_end_below_their_bounds_and_the_last_has_no_end() -> None:
    promise = promised({**DEMOS, "prizes": ["500.00"], "brackets": {"by": "accounts", "bounds": ["20", "50"]}})
    assert promise.prizes is not None
    assert promise.prizes.by == "accounts"
    assert [bracket.below for bracket in promise.prizes.brackets] == [20, 50, None]


def test_teams_are_their_own_brackets() -> None:
    promise = promised({**DEMOS, "prizes": ["500.00"], "brackets": {"by": "team"}})
    assert promise.prizes is not None
    assert (promise.prizes.by, promise.prizes.brackets) == ("team", (Bracket(None, (50000,)),))


def test_lots_keep_their_seed() -> None:
    promise = promised({**DEMOS, "prizes": ["500.00"], "draw_lots": {"seed": "spring"}})
    assert promise.prizes is not None
    assert promise.prizes.seed == "spring"


def test_a_contest_may_divide_by_accounts_or_subtract_the_window_before() -> None:
    per = promised({**DEMOS, "prizes": ["500.00"], "measure": {"per": "accounts"}}).measure
    improvement = promised({**DEMOS, "prizes": ["500.00"], "measure": "improvement"}).measure
    assert (per.of, per.per_accounts) == ("count", True)
    assert (improvement.of, improvement.improvement) == ("count", True)


@settings(deadline=None)
@given(contests(), books, places)
def test_the_prize_of_a_place_is_the_one_in_the_text(contest: Written, book: int, place: int) -> None:
    prizes = promised(contest).prizes
    assert prizes is not None
    mine = next(bracket for bracket in prizes.brackets if bracket.below is None or book < bracket.below)
    assert (*mine.prizes, 0, 0, 0, 0, 0)[place - 1] == by_hand.prize(contest, book, place)
