from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.instruments.bounty.tests import by_hand
from plaudit.plans.instruments.bounty.tests.strategies import Written, bounties, measures
from plaudit.plans.tests.typed import paid, promised

RATES = [{"upto": "5", "each": "100.00"}, {"each": "150.00"}]
DEMOS = {"kind": "bounty", "counts": {"activity": "referral", "milestone": "demo"}}


def test_the_sixth_demo_pays_one_hundred_and_fifty() -> None:
    promise = promised({**DEMOS, "pays": {"tiers": "graduated", "rates": RATES}})
    assert [paid(promise, demos * 10**6) for demos in (4, 5, 6)] == [40000, 50000, 65000]


def test_with_volume_the_sixth_demo_moves_all_six() -> None:
    promise = promised({**DEMOS, "pays": {"tiers": "volume", "rates": RATES}})
    assert [paid(promise, demos * 10**6) for demos in (4, 5, 6)] == [40000, 50000, 90000]


def test_a_price_list_measures_money_and_hands_it_on() -> None:
    promise = promised(
        {
            "kind": "bounty",
            "counts": {"activity": ["review", "testimonial"], "milestone": "published"},
            "pays": {"each": {"review": "25.00", "testimonial": "40.50"}},
        }
    )
    assert promise.measure.of == "points"
    assert promise.measure.points == (("review", Fraction(25)), ("testimonial", Fraction(81, 2)))
    assert paid(promise, 65_500_000) == 6550


def test_a_bounty_may_pay_nothing_and_still_measure() -> None:
    promise = promised({**DEMOS, "pays": "none"})
    assert (promise.pays, promise.curve, promise.measure.of) == (False, None, "count")


def test_a_bounty_by_points_pays_each_point() -> None:
    promise = promised(
        {
            "kind": "bounty",
            "counts": {"activity": "review", "milestone": "published"},
            "measure": "points",
            "points": {"review": "2"},
            "pays": {"each": "10.00"},
        }
    )
    assert promise.measure.points == (("review", Fraction(2)),)
    assert paid(promise, 2_000_000) == 2000


@settings(deadline=None)
@given(bounties(), measures)
def test_a_bounty_pays_what_is_worked_out_by_hand(bounty: Written, measure: int) -> None:
    assert paid(promised(bounty), measure) == by_hand.pays(bounty, Fraction(measure, 10**6))
