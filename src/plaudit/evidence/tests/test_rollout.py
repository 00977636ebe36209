"""Planning: who gets what and when, by lot, and how long the comparison that will judge it needs."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plaudit.evidence.methods import cuped, power
from plaudit.evidence.studies.lift import duration, rollout
from plaudit.evidence.studies.lift.duration import ADJUSTED, ALONE, LESS, Expected
from plaudit.evidence.tests.companies import company, question
from plaudit.evidence.tests.folders import asked, written
from plaudit.values.refused import Refused

LATE = date(2025, 12, 31)


def test_as_many_errors_as_the_power_of_a_t_test_asks() -> None:
    # R's power.t.test(n = 20, delta = 1, sd = 1): power 0.8689528, with 38 degrees of freedom, sqrt(10) errors out.
    assert power.far(38, 0.8689528) == pytest.approx(10**0.5, abs=1e-5)
    assert power.far(1e6) == pytest.approx(1.959964 + 0.841621, abs=1e-4)


def known(rate: float = 8.0, before: int = 12) -> Expected:
    """Chance alone varies within a unit; nobody differs from anybody."""
    return Expected(rate, cuped.Scatter(0.0, rate), before, 1.0)


def test_the_plan_takes_the_noise_of_the_months_before_off() -> None:
    # Eight against eight at eight acts a month, half as many again: the log of 1.5 is 0.405465. Judged with 14 degrees
    # of freedom it must be far(14) errors out, and its variance is (2/12 + (1 + 1/1.5)/m) / 64.
    found = duration.readings(known(), 1.5, (8, 8), in_pairs=False)[LESS]
    most = (np.log(1.5) / power.far(14)) ** 2

    assert found == pytest.approx((5 / 3) / (64 * most - 2 / 12), rel=1e-6)


def test_the_error_that_is_planned_is_that_of_the_comparison() -> None:
    # What each is expected to bring, put into the comparison itself: its Poisson error is that of the plan.
    months = duration.readings(known(), 1.5, (8, 8), in_pairs=False)[LESS]
    assert months is not None
    totals = np.array([8 * 8 * 12, 8 * 8 * months * 1.5, 8 * 8 * 12, 8 * 8 * months])

    assert np.log(1.5) / np.sqrt((1 / totals).sum()) == pytest.approx(power.far(14), rel=1e-6)


def test_nobody_differs_so_adjusting_takes_only_noise() -> None:
    found = duration.readings(known(), 1.5, (8, 8), in_pairs=False)
    months = [found[name] or 0.0 for name in (ALONE, ADJUSTED, LESS)]

    assert 0 < months[0] < months[1] < months[2]


def test_coins_in_pairs_leave_half_as_many_degrees_of_freedom() -> None:
    paired, alone = (duration.readings(known(), 1.5, (8, 8), in_pairs=each)[LESS] for each in (True, False))
    most = (np.log(1.5) / power.far(7)) ** 2

    assert paired == pytest.approx((5 / 3) / (64 * most - 2 / 12), rel=1e-6)
    assert (paired or 0.0) > (alone or 0.0) > 0


def test_who_bring_much_more_than_others_count_for_fewer() -> None:
    # One brings ten a month and three bring two: 16^2 / (10^2 + 3 2^2) is 2.2857 of four.
    found = duration.expected(np.repeat([[10.0], [2.0], [2.0], [2.0]], 6, axis=1))

    assert found.alike == pytest.approx(2.2857 / 4, abs=1e-4)
    assert found.rate == pytest.approx(4.0)
    assert found.scatter.within == pytest.approx(0.0)


def test_an_effect_that_the_first_day_shows_takes_no_time() -> None:
    found = duration.readings(known(500.0), 100.0, (4, 4), in_pairs=False)

    assert [found[name] for name in (ALONE, LESS, ADJUSTED)] == [duration.AT_ONCE] * 3


def test_too_few_acts_before_make_no_time_enough() -> None:
    assert duration.readings(known(0.2), 1.25, (4, 4), in_pairs=False)[LESS] is None


def test_starts_in_steps_have_the_variance_of_what_each_month_pulls() -> None:
    # Two starts of three units, in the first and the second quarter, and six who go without; eight months from the
    # first start, twelve before. Every unit's months and their weights, one by one.
    learned, effect, months = known(5.0), 1.5, 8
    sizes, begins, without = (3, 3), (0, 3), 6
    acts = [size * (months - begin) for size, begin in zip(sizes, begins, strict=True)]
    weights = [each / sum(acts) for each in acts]
    lines = [
        np.where(np.arange(20) >= 12 + begin, weight / (months - begin), -weight / (12 + begin))
        for begin, weight in zip(begins, weights, strict=True)
    ]
    pulls = np.vstack([*[lines[0] / 3] * 3, *[lines[1] / 3] * 3, *[-(lines[0] + lines[1]) / without] * 6])
    relative = np.full((12, 20), 1 / 5.0)
    relative[:3, 12:] /= effect
    relative[3:6, 15:] /= effect

    assert duration.stepped(learned, (effect, float(months)), sizes, without) == pytest.approx(
        float((pulls**2 * relative).sum())
    )


def test_a_start_of_all_at_once_is_a_start_in_one_step() -> None:
    stepped = duration.in_steps(known(), 1.5, (8,), 8)
    most = (np.log(1.5) / power.far(7)) ** 2

    assert stepped == pytest.approx((5 / 3) / (64 * most - 2 / 12), rel=1e-6)


NAMES = [f"u{place}" for place in range(20)]


def test_pairs_are_respected_when_starts_are_dealt_to_quarters() -> None:
    groups = rollout.steps(NAMES, np.random.default_rng(1))
    last = set(groups[-1])

    assert sorted(name for group in groups for name in group) == sorted(NAMES)
    assert sorted(len(group) for group in groups) == [3, 3, 4, 10]
    assert [len({first, second} & last) for first, second in zip(NAMES[::2], NAMES[1::2], strict=True)] == [1] * 10


def test_arms_share_out_each_three_neighbours() -> None:
    groups = rollout.arms(NAMES, 3, np.random.default_rng(1))

    assert [len(group) for group in groups] == [8, 6, 6]
    shared = [[len(set(NAMES[begin:end]) & set(group)) for group in groups] for begin, end in pairwise(range(0, 19, 3))]
    assert shared == [[1, 1, 1]] * 6


def test_the_same_seed_draws_the_same(tmp_path: Path) -> None:
    folder = written(tmp_path, **company(1.0, people=20))
    first, second = (
        asked("lift", folder, "rollout=steps", snapshot=LATE).answers["planning"].figures["drawn by lot"]
        for _ in range(2)
    )

    assert first == second


def test_a_roll_out_in_steps_names_who_starts_when(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **company(1.0, people=20)), "rollout=steps", snapshot=LATE)
    found = said.answers["planning"]
    rows: Any = found.figures["drawn by lot"]

    assert [each["starts in"] for each in rows] == ["quarter 1", "quarter 2", "quarter 3", "when it was judged"]
    assert sorted(len(each["who"].split(", ")) for each in rows) == [3, 3, 4, 10]
    assert "in each of three quarters takes" in found.says


def test_arms_are_named_and_planned_with_the_error_shared(tmp_path: Path) -> None:
    folder = written(tmp_path, **company(1.0, people=20))
    found = asked("lift", folder, "rollout=none, 50, 100", snapshot=LATE).answers["planning"]
    two = asked("lift", folder, "rollout=none, 50", snapshot=LATE).answers["planning"]
    rows: Any = found.figures["drawn by lot"]

    assert [(each["arm"], len(each["who"].split(", "))) for each in rows] == [("none", 8), ("50", 6), ("100", 6)]
    assert found.point is not None
    assert two.point is not None
    assert found.point > two.point


@pytest.mark.parametrize("rollout_of", ["none", "a, b, c, d", "none, none", "steps, none, none"])
def test_a_roll_out_that_cannot_be_read_is_told_of(tmp_path: Path, rollout_of: str) -> None:
    with pytest.raises(Refused) as refused:
        rollout.asked(question(tmp_path, f"rollout={rollout_of}"))

    assert refused.value.code == "setting-unreadable"


@pytest.mark.parametrize(("people", "codes"), [(12, []), (11, ["units-too-few"])])
def test_three_arms_need_four_each(tmp_path: Path, people: int, codes: list[str]) -> None:
    said = asked("lift", written(tmp_path, **company(1.0, people)), "rollout=none, 50, 100", snapshot=LATE)

    assert [each.code for name, each in said.refusals.items() if name == "planning"] == codes


@pytest.mark.parametrize(("effect", "says"), [("1.5", " takes "), ("1.02", "is not feasible: it would take ")])
def test_more_than_four_quarters_are_not_feasible(tmp_path: Path, effect: str, says: str) -> None:
    folder = written(tmp_path, **company(1.0, people=40))
    found = asked("lift", folder, f"effect={effect}", snapshot=LATE).answers["planning"]

    assert says in found.says


def test_arms_that_started_together_are_held_against_nobody_treated(tmp_path: Path) -> None:
    # p1, p4, p7 ... get fifty and bring half as many again from July; p2, p5, p8 ... get a hundred and bring twice.
    names = [f"p{place}" for place in range(12)]
    rows = [
        f"{name}-{month}-{number},review,2025-{month:02}-{1 + number % 28:02},{name}"
        for place, name in enumerate(names)
        for month in range(1, 13)
        for number in range(int(20 * ((1.0, 1.5, 2.0)[place % 3] if month >= 7 else 1.0)))
    ]
    treated = "".join(
        f"spiff,{name},2025-07-01,,{('', '50', '100')[place % 3]}\n" for place, name in enumerate(names) if place % 3
    )
    folder = written(
        tmp_path,
        people="key,name,role\n" + "".join(f"{name},{name},csm\n" for name in names),
        activities="\n".join(["key,kind,opened_on,person", *rows]) + "\n",
        programs="program,person,from,to,arm\n" + treated,
    )
    said = asked("lift", folder, snapshot=LATE).answers

    assert said["lift: spiff from 2025-07-01, 50"].point == pytest.approx(0.5)
    assert said["lift: spiff from 2025-07-01, 100"].point == pytest.approx(1.0)
    assert "over 2 arms" in said["lift: spiff, all starts"].says
