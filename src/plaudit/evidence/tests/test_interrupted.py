"""Everybody treated at once: the smoking ban of Sicily as published, a step and a trend, months that remember."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from plaudit.evidence.answer import Answer
from plaudit.evidence.methods.regression import lasting, quasi_poisson
from plaudit.evidence.studies.lift import interrupted
from plaudit.evidence.tests.companies import question, seen
from plaudit.evidence.tests.folders import asked, written

# Lopez Bernal, Cummins and Gasparrini 2017 (International Journal of Epidemiology 46): acute coronary events by month
# from January 2002, and the age-standardised population; smoking was banned in January 2005.
ACES = """
    728 659 791 734 757 726 760 740 720 814 795 858 887 766 851 769 781 756 766 752 765 831 879 928 914 808 937 840 916
    828 845 818 860 839 887 886 831 796 833 820 877 758 767 738 781 843 850 908 1021 859 976 888 962 838 810 876 843 936
    912
"""
PEOPLE = """
    379875.3 376495.5 377040.8 377116.4 377383.4 374113.1 379513.3 376295.5 374653.2 378485.6 375955.5 378349.7 376762.4
    379032.3 379360.4 376162.0 377972.4 381830.7 379888.6 380872.2 380966.9 381240.4 382104.9 381802.7 381656.3 383680.0
    383504.2 386462.9 383783.1 380836.8 383483.0 380906.2 382926.8 384052.4 384449.6 383428.4 388153.2 388373.2 386470.1
    386033.2 383686.4 385509.3 385901.9 386516.6 388436.5 383255.2 390148.7 385874.9 391613.6 391750.4 394005.6 391364.9
    391664.6 389022.3 391878.5 388575.3 392989.0 390018.8 390712.3
"""
BEFORE = 36


def sicily() -> tuple[np.ndarray, np.ndarray]:
    return np.array(ACES.split(), dtype=float), np.array(PEOPLE.split(), dtype=float)


def test_the_ban_of_sicily_without_the_season_is_as_published() -> None:
    aces, people = sicily()
    fit = quasi_poisson(interrupted.design(59, BEFORE)[:, :3], aces, people)
    ends = [np.exp(fit.beta[1] + side * 1.96 * fit.errors[1]) for side in (-1, 0, 1)]

    assert ends == pytest.approx([0.839, 0.894, 0.953], abs=5e-4)
    assert fit.scatter == pytest.approx(3.56, abs=5e-3)


def test_the_ban_of_sicily_with_its_season_is_as_published() -> None:
    fit = interrupted.fitted(*sicily(), BEFORE)
    ends = [np.exp(fit.beta[1] + side * 1.96 * fit.errors[1]) for side in (-1, 0, 1)]

    assert ends == pytest.approx([0.839, 0.885, 0.933], abs=5e-4)


@pytest.mark.parametrize(("months", "columns"), [(23, 3), (24, 5), (35, 5), (36, 7)])
def test_the_year_has_a_wave_from_two_years_on_and_two_from_three(months: int, columns: int) -> None:
    assert interrupted.design(months, 12).shape[1] == columns


def test_months_that_remember_have_the_errors_of_statsmodels() -> None:
    aces, people = sicily()
    design = interrupted.design(59, BEFORE)
    fit = quasi_poisson(design, aces, people)
    theirs = sm.GLM(aces, design, family=sm.families.Poisson(), offset=np.log(people)).fit(
        cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True}
    )

    assert lasting(design, fit, 3) == pytest.approx(theirs.bse, rel=1e-5)


@pytest.mark.parametrize(("months", "larger"), [(4, True), (2, False)])
def test_the_larger_error_stands_where_months_remember(months: int, *, larger: bool) -> None:
    """Twenty more and twenty less, in turn: for four months each says much of the next, for two months nothing."""
    counts = np.tile(np.repeat([120.0, 80.0], months), 5)[:20]
    fit, design = interrupted.fitted(counts, np.ones(20), 12), interrupted.design(20, 12)
    found = interrupted.change(fit, design, interrupted.LEVEL).error

    assert (found > fit.errors[interrupted.LEVEL]) == larger
    assert found == (lasting(design, fit, 2) if larger else fit.errors)[interrupted.LEVEL]


def test_a_series_that_remembers_costs_a_grade(tmp_path: Path) -> None:
    # The same series with a step that no other month shows: what its errors cannot be trusted with is no grade B.
    counts = np.tile(np.repeat([120.0, 80.0], 4), 5)[:20] * np.where(np.arange(20) < 12, 1.0, 4.0)
    said = next(interrupted.interrupted(replace(seen(12, 8, (1, 0)), counts=counts[None]), question(tmp_path), None))

    assert isinstance(said, Answer)
    assert said.grade == "C"
    assert [each.passed for each in said.diagnostics] == [True, False]
    assert said.method.endswith("; so is that months resemble their neighbours.")


def test_months_between_an_announcement_and_the_start_stay_on_the_calendar(tmp_path: Path) -> None:
    # 120 acts a month on a wave of the year, and no step; told of in April.
    rows = [
        f"{year}-{month}-{number},review,{year}-{month:02}-{1 + number % 28:02},p{number % 4}"
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        for number in range(round(120 * np.exp(0.3 * np.sin(np.pi * month / 6))))
    ]
    folder = written(
        tmp_path,
        people="key,name,role\n" + "".join(f"p{place},p{place},csm\n" for place in range(4)),
        activities="\n".join(["key,kind,opened_on,person", *rows]) + "\n",
        programs="program,person,from,to\n" + "".join(f"spiff,p{place},2025-07-01,\n" for place in range(4)),
    )
    points = [
        asked("lift", folder, *given, snapshot=date(2025, 12, 31)).answers["lift: spiff from 2025-07-01"].point
        for given in ((), ("announced=2025-04-01",))
    ]

    assert points == pytest.approx([0.0, 0.0], abs=0.02)


def test_a_season_goes_on_through_the_months_that_are_left_out() -> None:
    # Exact powers of a trend and a wave of the year: thirty months, three left out, fifteen more.
    time = np.append(np.arange(30), np.arange(33, 48))
    counts = 200 * np.exp(0.4 * np.sin(2 * np.pi * time / 12) + 0.01 * time)
    fit = interrupted.fitted(counts, np.ones(45), 30, 3)

    assert fit.beta[interrupted.LEVEL] == pytest.approx(0.0, abs=1e-6)


def told(tmp_path: Path, post: int, *given: str) -> list[Answer]:
    """A hundred acts a month for a year, then a fifth more, and two more each month."""
    among = seen(12, post, (1, 0))
    counts = np.concatenate([np.full(12, 100.0), 120 + 2 * np.arange(post)])[None]
    said = interrupted.interrupted(replace(among, counts=counts), question(tmp_path, *given), None)
    return [each for each in said if isinstance(each, Answer)]


@pytest.mark.parametrize(("post", "names"), [(12, ["", "step and trend"]), (11, [""])])
def test_a_year_after_the_start_tells_a_step_from_a_trend(tmp_path: Path, post: int, names: list[str]) -> None:
    assert [each.name.partition(", ")[2] for each in told(tmp_path, post)] == names


def test_a_step_and_a_trend_are_found_where_they_are(tmp_path: Path) -> None:
    # Exact powers: before 100 a month, then 120 that grow by half a year.
    growth = 1.5 ** (np.arange(12) / 12)
    among = seen(12, 12, (1, 0))
    counts = np.concatenate([np.full(12, 100.0), 120 * growth])[None]
    fit = quasi_poisson(interrupted.design(24, 12, bent=True), counts[0], np.ones(24))

    assert np.exp(fit.beta[[interrupted.LEVEL, interrupted.SLOPE]]) == pytest.approx([1.2, 1.5], abs=1e-6)
    bent = list(interrupted.interrupted(replace(among, counts=counts), question(tmp_path), None))[1]
    assert isinstance(bent, Answer)
    assert bent.says.startswith("It is very likely that the trend turned up after the start: by +50 % a year")
    assert bent.point == pytest.approx(0.5)


def test_what_months_tell_of_a_step_is_the_inverse_of_its_variance() -> None:
    # Without a trend and a season to tell it from, two stretches of the same length would tell 1 / (1/n + 1/n).
    design = interrupted.design(18, 12)
    theirs = sm.OLS(np.arange(18.0), design).fit().normalized_cov_params[1, 1]

    assert interrupted.known(12, 6) == pytest.approx(1 / theirs)
    assert interrupted.known(12, 6) < 1 / (1 / 12 + 1 / 6)
