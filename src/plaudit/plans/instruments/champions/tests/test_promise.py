from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.instruments.champions.tests import by_hand
from plaudit.plans.instruments.champions.tests.strategies import Written, champions, held
from plaudit.plans.promise import Standing
from plaudit.plans.tests.typed import paid, promised


def test_each_champion_pays_and_half_a_share_pays_half() -> None:
    promise = promised({"kind": "champions", "pays": {"each": "250.00"}})
    assert promise.measure.of == "champions"
    assert [paid(promise, shares) for shares in (0, 500_000, 4_000_000)] == [0, 12500, 100000]


def test_champions_are_counted_on_the_last_day_unless_the_plan_says_on_average() -> None:
    last_day = promised({"kind": "champions", "pays": {"each": "250.00"}})
    average = promised({"kind": "champions", "level": "average", "pays": {"each": "250.00"}})
    assert (last_day.measure.average, average.measure.average) == (False, True)


def test_champions_may_be_paid_against_a_target() -> None:
    aimed = {"kind": "champions", "target": "4", "pays": {"at_target": "1000.00", "curve": [["0", "0"], ["1", "1"]]}}
    assert paid(promised(aimed), 3_000_000) == 75000
    assert paid(promised(aimed, Standing("USD", target=Fraction(6))), 3_000_000) == 50000


@settings(deadline=None)
@given(champions(), held)
def test_champions_pay_what_is_worked_out_by_hand(written: Written, shares: int) -> None:
    assert paid(promised(written), shares) == by_hand.pays(written, Fraction(shares, 10**6))
