from fractions import Fraction

from hypothesis import given, settings

from plaudit.plans.incentive import Measure
from plaudit.plans.instruments.okr.tests import by_hand
from plaudit.plans.instruments.okr.tests.strategies import Written, okrs, values
from plaudit.plans.tests.typed import paid, promised

STORIES = {
    "kind": "okr",
    "objective": "Better understand our customers",
    "key_results": [
        {
            "title": "Publish three stories",
            "counts": {"activity": ["case_study", "testimonial"], "milestone": "published"},
            "target": "3",
        }
    ],
}
FULL = 10**12


def test_two_of_three_stories_score_two_thirds() -> None:
    (part,) = promised(STORIES).parts
    assert [part.curve.pays(stories * 10**6) for stories in (0, 2, 3, 4)] == [0, 666_666_666_667, FULL, FULL]


def test_a_key_result_knows_what_it_counts_or_reads() -> None:
    read = {"title": "Raise adoption", "metric": "adoption", "start": "0.5", "target": "0.8", "weight": "3"}
    stories, adoption = promised({**STORIES, "key_results": [*STORIES["key_results"], read]}).parts
    assert (stories.title, stories.measure, stories.weight) == ("Publish three stories", Measure("count"), Fraction(1))
    assert [(each.kind, each.milestone) for each in stories.counts] == [
        ("case_study", "published"),
        ("testimonial", "published"),
    ]
    assert (adoption.title, adoption.measure, adoption.weight) == (
        "Raise adoption",
        Measure("metric", metric="adoption"),
        Fraction(3),
    )
    assert (adoption.counts, adoption.curve.pays(650_000)) == ((), 500_000_000_000)


def test_an_okr_pays_nothing_unless_the_plan_says_so() -> None:
    promise = promised(STORIES)
    assert (promise.pays, promise.curve, promise.measure.of) == (False, None, "score")


def test_an_okr_that_pays_reads_the_score() -> None:
    way = {"at_target": "900.00", "curve": [["0.7", "0.5"], ["1", "1"]], "between": "step"}
    promise = promised({**STORIES, "pays": way})
    assert [paid(promise, score) for score in (699_999_999_999, 700_000_000_000, FULL)] == [0, 45000, 90000]


def test_an_okr_may_pay_by_levels_of_the_score() -> None:
    promise = promised({**STORIES, "pays": {"steps": [{"at": "0.5", "pay": "100.00"}, {"at": "1", "pay": "300.00"}]}})
    scores = (499_999_999_999, 500_000_000_000, FULL - 1, FULL)
    assert [paid(promise, score) for score in scores] == [0, 10000, 10000, 30000]


def test_a_result_may_go_down() -> None:
    churn = {"title": "Lose fewer", "metric": "churn", "start": "8", "target": "4"}
    (part,) = promised({**STORIES, "key_results": [churn]}).parts
    assert [part.curve.pays(churned * 10**6) for churned in (9, 8, 6, 4, 3)] == [0, 0, FULL // 2, FULL, FULL]


@settings(deadline=None)
@given(okrs(), values)
def test_each_key_result_scores_what_is_worked_out_by_hand(okr: Written, value: int) -> None:
    scores = [part.curve.pays(value) for part in promised(okr).parts]
    assert scores == [by_hand.score(result, Fraction(value, 10**6)) for result in okr["key_results"]]
