"""What stands beside an effect: least squares on rates, and what fell among the customers of the same people."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from plaudit.evidence.methods import synthetic
from plaudit.evidence.methods.means import difference
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.meanwhile import Moved, refused
from plaudit.evidence.studies.lift.one import Series, one
from plaudit.evidence.studies.lift.second import by_binomial, second
from plaudit.evidence.tests.companies import company, launch, seen
from plaudit.evidence.tests.folders import asked, written
from plaudit.evidence.tests.test_by_lot import brought
from plaudit.evidence.tests.test_lift_sides import of_a_metric, without_accounts

LATE = date(2025, 12, 31)


def test_means_are_a_regression_with_effects_of_unit_and_period() -> None:
    before, after, treated = brought()
    ours = difference(before, after, treated)
    unit, late = np.tile(np.eye(8), (2, 1)), np.repeat([0.0, 1.0], 8)
    design = np.hstack([(np.tile(treated, 2) * late)[:, None], late[:, None], unit])
    theirs = sm.OLS(np.concatenate([before, after]), design).fit(
        cov_type="cluster", cov_kwds={"groups": np.tile(np.arange(8), 2), "use_correction": False}
    )

    assert ours.point == pytest.approx(theirs.params[0])
    # Both arms have four: what a regression clustered by unit divides by four, an unbiased variance divides by three.
    assert ours.error == pytest.approx(theirs.bse[0] * np.sqrt(4 / 3))


def test_means_of_two_arms_have_welchs_degrees_of_freedom() -> None:
    # Changes 3, 3, 2, 2.5 and 0.5, 0, 1, -1: variances 0.22917 and 0.72917, over four each, with three degrees each.
    # (0.05729 + 0.18229)^2 / (0.05729^2 / 3 + 0.18229^2 / 3) is 4.716.
    ours = difference(*brought())

    assert ours.point == pytest.approx(2.625 - 0.125)
    assert ours.error == pytest.approx((0.2291667 / 4 + 0.7291667 / 4) ** 0.5, rel=1e-6)
    assert ours.free == pytest.approx(4.716, abs=1e-3)


def test_means_of_pairs_have_the_error_of_their_differences() -> None:
    # Within pairs: 3 - 0.5, 3 - 0, 2 - 1, 2.5 + 1, which are 2.5, 3, 1, 3.5: the standard deviation is 1.08012.
    ours = difference(*brought(), np.array([0, 1, 2, 3, 0, 1, 2, 3]))

    assert ours.point == pytest.approx(2.5)
    assert ours.error == pytest.approx(1.0801234 / 2, rel=1e-6)
    assert ours.free == 3


def test_the_second_reading_stands_beside_the_first(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **company(1.5)), snapshot=LATE).answers["lift: spiff from 2025-07-01"]
    rates: Any = said.figures["second reading: least squares on rates"]

    # 45, 46 and 47 for 30, 31 and 32, less a step of nothing among the others.
    assert rates["middle"] == pytest.approx(15.0)
    assert rates["of what there would have been"] == pytest.approx(0.485, abs=0.005)


def test_whoever_holds_no_account_has_no_rate_to_read() -> None:
    # The four with two accounts each bring 2, 3, 4, 5 a month and twice that: 1.75 more an account. The others none.
    found = second(without_accounts((5, 5)), None)

    assert found["middle"] == pytest.approx(1.75)
    assert found["of what there would have been"] == pytest.approx(1.0)


def test_a_split_of_all_acts_has_the_ratio_that_r_prints() -> None:
    # R's poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)): 1.971488, 95 % from 0.8584264 to 4.2772659. An 80 %
    # interval at a look whose bound is 1.96 is that of 95 %.
    among = seen(1, 1, (1, 1))
    among = replace(among, counts=np.array([[0.0, 11], [0, 21]]), exposure=np.array([[1.0, 800], [1, 3011]]))
    found = by_binomial(among, looks.Bound("look 1 of 2", 9.0, 1.959963984540054))

    assert found == pytest.approx({"low": 0.8584264 - 1, "middle": 1.971488 - 1, "high": 4.2772659 - 1}, abs=1e-6)


@pytest.mark.parametrize(("given", "times"), [(("randomised=yes",), 1), ((), 0)])
def test_only_a_lot_splits_all_acts(tmp_path: Path, given: tuple[str, ...], times: int) -> None:
    said = asked("lift", written(tmp_path, **company(1.5)), *given, snapshot=LATE)
    figures = list(said.answers["lift: spiff from 2025-07-01"].figures)

    assert figures.count("since the start alone, as though people were alike (conditional binomial)") == times


def test_too_few_with_accounts_have_no_second_reading() -> None:
    assert set(second(without_accounts((2, 5)), None).values()) == {None}


def with_metric(fell: float, people: int = 8, metric: str = "nps") -> dict[str, str]:
    """Each holds an account with a metric of 40 and her own number, which falls for the treated from July."""
    rows = [
        f"a{place},{metric},2025-Q{quarter},{40 + place - (fell if place % 2 and quarter > 2 else 0)}\n"
        for place in range(people)
        for quarter in range(1, 5)
    ]
    return company(1.5, people) | {
        "accounts": "key,name\n" + "".join(f"a{place},a{place}\n" for place in range(people)),
        "holdings": "account,person,from,to\n" + "".join(f"a{place},p{place},2024-01-01,\n" for place in range(people)),
        "account_metrics": "account,metric,period,value\n" + "".join(rows),
    }


def test_what_fell_meanwhile_is_told(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **with_metric(6)), snapshot=LATE)
    found = said.answers["lift: spiff from 2025-07-01, nps meanwhile"]
    sides: Any = found.figures["mean of each"]

    assert found.point == pytest.approx(-6)
    assert found.diagnostics[0].passed is False
    assert [(each["who"], each["before"], each["since"]) for each in sides] == [
        ("treated", 44.0, 38.0),
        ("others", 43.0, 43.0),
    ]
    assert said.refusals["lift: spiff from 2025-07-01, renewed meanwhile"].code == "metric-missing"


def test_what_fell_is_said_in_fixed_words(tmp_path: Path) -> None:
    files = with_metric(6)
    files["account_metrics"] = restless(files["account_metrics"].split("\n"))
    said = asked("lift", written(tmp_path, **files), snapshot=LATE)

    assert said.answers["lift: spiff from 2025-07-01, nps meanwhile"].says.startswith(
        "It is very likely that nps fell by it: -"
    )


def restless(rows: list[str]) -> str:
    """A point more or less from quarter to quarter."""
    found = rows[:1]
    for place, row in enumerate(rows[1:]):
        if row:
            head, _, value = row.rpartition(",")
            found.append(f"{head},{float(value) + (place * 7) % 3 - 1}")
    return "\n".join(found) + "\n"


def test_whatever_metric_is_asked_is_looked_at(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **with_metric(6, metric="adoption")), "meanwhile=adoption", snapshot=LATE)

    assert said.answers["lift: spiff from 2025-07-01, adoption meanwhile"].point == pytest.approx(-6)
    assert [name for name in said.refusals if name.endswith("meanwhile")] == []


def test_accounts_that_were_treated_have_their_own_metric(tmp_path: Path) -> None:
    files = with_metric(6)
    files["programs"] = "program,account,from,to\n" + "".join(f"spiff,a{place},2025-07-01,\n" for place in (1, 3, 5, 7))
    head, *rows = files["activities"].strip().split("\n")
    files["activities"] = "\n".join([f"{head},account", *(f"{row},a{row.rpartition('p')[2]}" for row in rows)]) + "\n"
    said = asked("lift", written(tmp_path, **files), snapshot=LATE)

    assert said.answers["lift: spiff from 2025-07-01, nps meanwhile"].point == pytest.approx(-6)


def test_what_moved_after_the_announcement_is_on_no_side(tmp_path: Path) -> None:
    # The treated stand ten higher in the quarter in which they were told of it.
    files = with_metric(6)
    files["account_metrics"] = files["account_metrics"].replace("Q2,41", "Q2,51").replace("Q2,43", "Q2,53")
    said = asked("lift", written(tmp_path, **files), "announced=2025-06-01", snapshot=LATE)

    assert said.answers["lift: spiff from 2025-07-01, nps meanwhile"].point == pytest.approx(-6)


@pytest.mark.parametrize(("arms", "code"), [((3, 3), None), ((2, 3), "metric-missing"), ((3, 2), "metric-missing")])
def test_what_fell_needs_three_on_each_side(arms: tuple[int, int], code: str | None) -> None:
    found = Moved(np.ones(sum(arms)), np.ones(sum(arms)), np.arange(sum(arms)) < arms[0])
    refusal = refused(found, "nps", "people")

    assert (None if refusal is None else refusal.code) == code


def test_a_metric_of_two_is_told_how_many_more() -> None:
    refusal = refused(Moved(np.ones(5), np.ones(5), np.arange(5) < 2), "nps", "people")

    assert refusal is not None
    assert refusal.smallest == "1 more person treated, with nps in account_metrics.csv on both sides of the start."


def test_a_metric_of_nobody_is_needed_on_both_sides() -> None:
    refusal = refused(Moved(np.ones(2), np.ones(2), np.zeros(2, dtype=bool)), "nps", "people")

    assert refusal is not None
    assert refusal.smallest.startswith("3 more people treated and 1 more person not treated, with nps in")


@pytest.mark.parametrize(("given", "code"), [((), None), (("shared_accounts=yes",), "spill-over")])
@pytest.mark.parametrize("metric", [("metric=nps",), ()])
def test_one_treated_among_shared_accounts_is_not_held_against_others(
    tmp_path: Path, metric: tuple[str, ...], given: tuple[str, ...], code: str | None
) -> None:
    said = asked("lift", written(tmp_path, **of_a_metric()), *metric, *given, snapshot=LATE)
    refusal = said.refusals.get("lift: spiff from 2025-07-01")

    assert (None if refusal is None else refusal.code) == code


@pytest.mark.parametrize(
    ("announced", "code"), [("2025-06-01", None), ("2025-05-01", "announced-early"), ("2025-07-01", None)]
)
def test_periods_of_a_metric_after_the_announcement_are_left_out(
    tmp_path: Path, announced: str, code: str | None
) -> None:
    # Of six months before the start, one may be lost to the announcement, two may not.
    said = asked("lift", written(tmp_path, **of_a_metric()), "metric=nps", f"announced={announced}", snapshot=LATE)
    refusal = said.refusals.get("lift: spiff from 2025-07-01")

    assert (None if refusal is None else (refusal.code, refusal.smallest)) == (
        None if code is None else (code, "2 more periods before the announcement.")
    )


@pytest.mark.parametrize(("times", "codes"), [(1.01, []), (0.99, ["fit-too-poor"])])
def test_a_synthetic_control_may_miss_by_a_third_of_its_effect(times: float, codes: list[str]) -> None:
    # What the others miss before the start does not hang on what comes after it: three misses are the least effect.
    outcome = 10 + np.random.default_rng(1).normal(0, 1, (12, 12))
    found = synthetic.estimates(outcome, 1, 8)
    outcome[-1, 8:] += 3 * found.fit * times - found.synthetic
    said = one(launch(), Series(outcome, 1, 8, ()), "acts")

    assert [each.refusal.code for each in said if each.refusal is not None] == codes
