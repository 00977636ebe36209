"""What one review more brings: by consumer goods, until the company's own months tell."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from statsmodels.api import GLM, families

from plaudit.evidence.methods.saturating import Curve, curve, levels, scatter
from plaudit.evidence.studies.worth.listed import Listed, Months, refused
from plaudit.evidence.studies.worth.response import NAME, OWN
from plaudit.evidence.tests.folders import Said, asked, written

MONTHS = [date(2024, month, 1) for month in range(1, 13)]


def test_levels_are_those_of_a_poisson_regression() -> None:
    random = np.random.default_rng(1)
    leads, reviews = random.poisson(9, (3, 8)).astype(float), random.integers(0, 20, (3, 8)).astype(float)
    shape = 1 - 1.7 * np.expm1(-reviews / 6)
    rows, columns = (each.ravel() for each in np.indices(leads.shape))
    design = np.column_stack([rows[:, None] == np.arange(3), columns[:, None] == np.arange(1, 8)]).astype(float)
    found = GLM(leads.ravel(), design, family=families.Poisson(), offset=np.log(shape.ravel())).fit()

    assert levels(shape[None], leads)[0].ravel() == pytest.approx(found.fittedvalues, rel=1e-6)


def test_one_review_more_is_the_slope_of_the_curve() -> None:
    found = Curve(np.array([2.0]), np.array([5.0]), 1.0)
    step = 1e-6

    assert found.height(5) == pytest.approx(1 + 2 * (1 - np.exp(-1)))
    assert found.more(5) == pytest.approx((found.height(5 + step) / found.height(5) - 1) / step, rel=1e-4)


def test_months_that_lie_on_a_curve_tell_it() -> None:
    reviews = np.array([np.arange(24), np.full(24, 4), np.arange(24)[::-1]], dtype=float)
    leads = np.outer([400, 900, 200], 1 + 0.3 * np.sin(np.arange(24))) * (1 - 2 * np.expm1(-reviews / 5))
    found = curve(leads, reviews, np.random.default_rng(1))

    assert np.median(found.climb) == pytest.approx(2, abs=0.25)
    assert np.median(found.pace) == pytest.approx(5, abs=0.5)
    assert np.median(found.more(3)) == pytest.approx(2 * np.exp(-0.6) / 5 / (1 + 2 * (1 - np.exp(-0.6))), rel=0.1)


def test_months_that_scatter_or_resemble_each_other_tell_less() -> None:
    # Two listings whose leads go one up, one down by two errors: 24 squares of 4 over 11 - 2 degrees of freedom.
    mean, swing = np.full((2, 12), 25.0), np.where(np.arange(12) % 2 == 0, 10.0, -10.0)
    steady = np.where(np.arange(12) < 6, 10.0, -10.0)

    assert scatter(mean + np.stack([swing, -swing]), mean) == pytest.approx(96 / 9)
    # Of 22 neighbours 20 are alike and 2 are not: 18 of 24.
    assert scatter(mean + np.stack([steady, -steady]), mean) == pytest.approx(96 / 9 * (1 + 0.75) / (1 - 0.75))
    assert scatter(mean, mean) == 1.0


def months(*reviews: Sequence[int], leads: int = 1) -> Months:
    shown = np.array(reviews, dtype=float)
    names = ("capterra", "g2", "trustradius")[: len(reviews)]
    return Months(names, np.full(shown.shape, float(leads)), shown)


FLAT, THREE, TWO = [0] * 12, [0] * 11 + [3], [0] * 11 + [2]


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (months(THREE, FLAT), None),
        (months(THREE), "listings-too-few"),
        (months(THREE[1:], FLAT[1:]), "months-too-few"),
        (months(THREE[4:], FLAT[4:], FLAT[4:]), None),
        (months(TWO, FLAT), "reviews-steady"),
        # Apart from each other by four, and neither by three; by three, and both alike.
        (months(TWO, [2] * 11 + [0]), "reviews-steady"),
        (months(THREE, THREE), "reviews-steady"),
    ],
)
def test_what_a_curve_of_ones_own_needs(known: Months, code: str | None) -> None:
    refusal = refused(known, "capterra")

    assert (None if refusal is None else refusal.code) == code


def test_a_review_is_fresh_for_a_year_on_the_site_where_it_stands() -> None:
    known = Listed(("capterra", "g2"), np.array([0, 0, 0, 1, -1]), np.array([100, 465, 466, 465, 465]), 0)

    assert known.fresh((464, 465, 831), "capterra").tolist() == [1, 1, 0]
    assert known.fresh([465], "g2").tolist() == [1]
    # No review says that it stands there: all of them may.
    assert known.fresh([465], "trustradius").tolist() == [3]


def folder(path: Path, reviews: int = 12) -> Path:
    """Leads by capterra double in July, when its reviews come; those by g2 stay, and one act is known a year before."""
    written_on = date(2024, 6, 20)
    leads = [
        (f"{site}-{day.month}-{place}", site, day)
        for site in ("capterra", "g2")
        for day in MONTHS
        for place in range(20 if site == "capterra" and day.month > 6 else 10)
    ]
    return written(
        path,
        activities="key,kind,opened_on,platform\nold,referral,2023-01-01,\n"
        + "".join(f"r{place},review,2024-06-01,capterra\n" for place in range(reviews))
        + "g,review,2024-01-02,g2\n",
        milestones="activity,milestone,on\ng,published,2024-01-03\n"
        + "".join(f"r{place},published,{written_on}\n" for place in range(reviews)),
        deals="key,created_on,channel,won_on\n"
        + "".join(
            f"{key},{day},{site},{day.replace(day=20) if key.endswith(('0', '3')) else ''}\n"
            for key, site, day in leads
        ),
    )


def worth(path: Path, *given: str) -> Said:
    return asked("worth", path, "value=4000", *given, snapshot=date(2024, 12, 31), horizon=60)


def test_own_months_take_the_place_of_what_is_published(tmp_path: Path) -> None:
    said = worth(folder(tmp_path)).answers[NAME]
    rows = said.figures["times the leads of an empty page"]

    assert (said.grade, said.n, said.events) == ("C", 24, 300)
    assert "12 fresh ones, 170 leads a year by capterra" in said.says
    assert "by 24 months of 2 listings" in said.says
    assert isinstance(rows, list)
    (now,) = (row for row in rows if isinstance(row, dict) and row["fresh reviews"] == 12)
    # From none to twelve reviews leads doubled.
    assert now["middle"] == pytest.approx(2, abs=0.3)
    assert OWN not in worth(tmp_path).refusals


@pytest.mark.parametrize(("reviews", "codes"), [(3, []), (2, ["reviews-steady"])])
def test_without_enough_of_ones_own_what_is_published_stands(tmp_path: Path, reviews: int, codes: list[str]) -> None:
    said = worth(folder(tmp_path, reviews))

    assert [each.code for name, each in said.refusals.items() if name == OWN] == codes
    assert said.answers[NAME].grade == ("D" if codes else "C")


def test_a_column_of_the_company_may_say_where_a_review_stands(tmp_path: Path) -> None:
    folder(tmp_path)
    text = (tmp_path / "activities.csv").read_text("utf-8").replace("platform\n", "product\n", 1)
    written(tmp_path, activities=text)

    assert worth(tmp_path).refusals[OWN].code == "listings-too-few"
    assert worth(tmp_path, "listing=product").answers[NAME].grade == "C"


def test_a_month_counts_only_when_the_year_before_is_known(tmp_path: Path) -> None:
    folder(tmp_path)
    text = (tmp_path / "activities.csv").read_text("utf-8").replace("2023-01-01", "2023-01-02")

    assert worth(written(tmp_path, activities=text)).refusals[OWN].smallest == "1 more month of each."
