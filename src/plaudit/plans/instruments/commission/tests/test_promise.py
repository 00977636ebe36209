from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.instruments.commission.tests import by_hand
from plaudit.plans.instruments.commission.tests.strategies import Written, commissions, sums
from plaudit.plans.tests.typed import paid, promised, typed

WON = {"kind": "commission", "counts": {"activity": "csql", "milestone": "won"}}


def test_three_percent_of_a_deal() -> None:
    promise = promised({**WON, "pays": {"rate": "3%"}})
    assert promise.measure.of == "amount"
    assert [paid(promise, amount) for amount in (12_000_000_000, 16_666_666, 16_666_667)] == [36000, 50, 50]


def test_a_quarter_and_twenty_five_percent_are_the_same() -> None:
    assert typed({**WON, "pays": {"rate": "25%"}}) == typed({**WON, "pays": {"rate": "0.25"}})


def test_graduated_rates_apply_to_the_part_of_the_amount_in_their_tier() -> None:
    tiers = {"tiers": "graduated", "rates": [{"upto": "10000", "rate": "3%"}, {"rate": "5%"}]}
    promise = promised({**WON, "pays": tiers})
    assert [paid(promise, amount * 10**6) for amount in (9999, 10000, 10001)] == [29997, 30000, 30005]


@settings(deadline=None)
@given(commissions(), sums)
def test_a_commission_pays_what_is_worked_out_by_hand(commission: Written, total: int) -> None:
    assert paid(promised(commission), total) == by_hand.pays(commission, Fraction(total, 10**6))
