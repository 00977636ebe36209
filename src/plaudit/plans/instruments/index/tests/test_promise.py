from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.index.tests import by_hand
from plaudit.plans.instruments.index.tests.strategies import Written, indexes, values
from plaudit.plans.promise import Promise
from plaudit.plans.tests.typed import paid, promised

FULL = 10**12
EXPERIENCE = {
    "kind": "index",
    "metrics": [
        {"metric": "references", "target": "4", "weight": "0.3"},
        {"metric": "adoption", "target": "0.8", "weight": "0.4"},
        {"metric": "nps", "target": "40", "weight": "0.3"},
    ],
    "pays": {"at_target": "1500.00", "curve": [["0.8", "0"], ["1", "1"], ["1.2", "1.5"]], "between": "line"},
}


def one_part(**part: object) -> Promise:
    return promised({"kind": "index", "metrics": [{"weight": "1", **part}], "pays": "none"})


def test_the_score_pays_along_the_curve() -> None:
    promise = promised(EXPERIENCE)
    assert [paid(promise, score * FULL // 10) for score in (8, 9, 10, 12, 20)] == [0, 75000, 150000, 225000, 225000]


def test_a_part_is_the_value_over_its_target_between_nothing_and_twice() -> None:
    (part,) = one_part(metric="nps", target="40").parts
    assert (part.title, part.measure, part.counts) == ("nps", Measure("metric", metric="nps"), ())
    assert [part.curve.pays(nps * 10**6) for nps in (-10, 0, 20, 80, 81)] == [0, 0, FULL // 2, 2 * FULL, 2 * FULL]


def test_a_shape_may_fall_and_is_level_outside_its_points() -> None:
    (part,) = one_part(metric="churn", shape=[["2", "1.5"], ["10", "0"]]).parts
    assert [part.curve.pays(churn * 10**6) for churn in (1, 2, 10, 11)] == [3 * FULL // 2, 3 * FULL // 2, 0, 0]


def test_a_shape_above_its_most_is_cut_where_it_crosses() -> None:
    (part,) = one_part(metric="nps", shape=[["0", "0"], ["30", "3"]], at_most="2").parts
    assert [part.curve.pays(nps) for nps in (19_999_999, 20_000_000, 25_000_000)] == [
        1_999_999_900_000,
        2 * FULL,
        2 * FULL,
    ]


def test_a_part_may_count_acts_and_have_a_name() -> None:
    counts = {"activity": "reference_call", "milestone": "delivered"}
    (part,) = one_part(metric="references", counts=counts, target="3").parts
    assert (part.title, part.measure.of, part.counts[0].kind) == ("references", "count", "reference_call")


@settings(deadline=None)
@given(indexes(), values)
def test_each_part_scores_what_is_worked_out_by_hand(index: Written, value: int) -> None:
    scores = [part.curve.pays(value) for part in promised(index).parts]
    assert scores == [by_hand.score(part, Fraction(value, 10**6)) for part in index["metrics"]]
