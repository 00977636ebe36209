from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.instruments.quota.tests import by_hand
from plaudit.plans.instruments.quota.tests.strategies import Written, measures, quotas
from plaudit.plans.promise import Standing
from plaudit.plans.tests.typed import paid, promised

ASSETS = {
    "kind": "quota",
    "counts": {"activity": ["review", "testimonial", "case_study"], "milestone": "published"},
    "measure": "points",
    "points": {"review": "1", "testimonial": "2", "case_study": "5"},
    "target": "6",
    "pays": {"at_target": "2000.00", "curve": [["0", "0"], ["0.5", "0.25"], ["1", "1"], ["1.5", "2"]]},
}


def test_half_the_target_pays_a_quarter_and_no_more_is_paid_beyond_the_last_point() -> None:
    promise = promised(ASSETS)
    assert [paid(promise, points * 10**6) for points in (0, 3, 6, 9, 12)] == [0, 50000, 200000, 400000, 400000]


def test_a_persons_own_target_and_pay_go_before_the_plans() -> None:
    promise = promised(ASSETS, Standing("USD", target=Fraction(12), at_target=Fraction(300000)))
    assert promise.target == 12
    assert paid(promise, 12_000_000) == 300000


def test_a_share_of_the_window_takes_its_share_of_the_plans_own_target_and_pay() -> None:
    promise = promised(ASSETS, Standing("USD", share=Fraction(1, 3)))
    assert promise.target == 2
    assert paid(promise, 2_000_000) == 66667


def test_what_targets_csv_says_is_prorated_already() -> None:
    promise = promised(ASSETS, Standing("USD", target=Fraction(4), share=Fraction(1, 2)))
    assert promise.target == 4
    assert paid(promise, 4_000_000) == 100000


def test_without_any_target_there_is_no_curve_yet() -> None:
    promise = promised({key: value for key, value in ASSETS.items() if key != "target"})
    assert (promise.pays, promise.curve, promise.target) == (True, None, None)


def test_a_metric_may_be_the_measure() -> None:
    adoption = {
        "kind": "quota",
        "measure": {"metric": "adoption"},
        "target": "0.8",
        "pays": {"at_target": "1000.00", "curve": [["1", "1"]], "between": "step"},
    }
    promise = promised(adoption)
    assert (promise.measure.of, promise.measure.metric) == ("metric", "adoption")
    assert [paid(promise, level) for level in (799_999, 800_000)] == [0, 100000]


@settings(deadline=None)
@given(quotas(), measures)
def test_a_quota_pays_what_is_worked_out_by_hand(quota: Written, measure: int) -> None:
    assert paid(promised(quota), measure) == by_hand.pays(quota, Fraction(measure, 10**6))
