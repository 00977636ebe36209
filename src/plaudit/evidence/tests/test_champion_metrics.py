"""Metrics that count and metrics that are shares: a large account is no champion for being large, a small for luck."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy import optimize
from statsmodels.api import GLM, families

from plaudit.evidence.methods.residuals import of_counts, shrunk
from plaudit.evidence.tests.folders import Said, asked, written
from plaudit.values.refused import Refused

PERIODS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
Both = tuple[float, float | None]
Value = Callable[[int, np.random.Generator], Both]


def test_residuals_of_counts_are_those_of_a_negative_binomial_regression() -> None:
    random = np.random.default_rng(1)
    groups, exposure = np.arange(90) % 3, random.uniform(5, 300, 90)
    counts = random.poisson(exposure * np.array([0.2, 0.5, 1.0])[groups] * random.gamma(4, 0.25, 90)).astype(float)
    design = (groups[:, None] == np.arange(3)).astype(float)

    def fitted(spread: float) -> GLM:
        family = families.NegativeBinomial(alpha=spread)
        return GLM(counts, design, family=family, offset=np.log(exposure)).fit(tol=1e-12)

    spread = optimize.brentq(lambda each: fitted(each).pearson_chi2 - 87, 1e-3, 3)

    assert of_counts(counts, exposure, groups, np.ones(3)) == pytest.approx(fitted(spread).resid_pearson, abs=1e-5)


def test_counts_that_chance_alone_scatters_are_poisson() -> None:
    # 4 expected of each: 2, 4 and 6 are one error off, and none.
    assert of_counts(np.array([2.0, 4, 6]), np.full(3, 9.0), np.zeros(3, dtype=np.int64), np.ones(1)) == pytest.approx(
        [-1, 0, 1]
    )


def test_a_share_of_few_is_drawn_to_its_segment() -> None:
    # Of ten each, 0.4 in the middle: the squares come to 8.33, 3 to expect, so they are alike by 5.33 / 36.
    found = shrunk(np.array([0.1, 0.3, 0.5, 0.7]), np.full(4, 10.0), np.zeros(4, dtype=np.int64), np.ones(1))
    strength = 36 / (0.2 * 10 / 0.24 - 3) - 1

    assert found == pytest.approx((np.array([1, 3, 5, 7]) + 0.4 * strength) / (10 + strength))


def folder(path: Path, value: Value) -> Path:
    random = np.random.default_rng(1)
    rows = []
    for place in range(60):
        for period in PERIODS:
            told, of = value(place, random)
            rows.append(f"a{place},logins,{period},{told:.6f},{'' if of is None else of}\n")
    return written(path, account_metrics="account,metric,period,value,weight\n" + "".join(rows))


def best(said: Said) -> list[str]:
    rows = said.answers["champions"].figures["champions"]
    assert isinstance(rows, list)
    return [str(row["account"]) for row in rows if isinstance(row, dict)]


def logins(place: int, random: np.random.Generator) -> Both:
    """The first has a hundred times the users of others, the second logs in three times as often."""
    users = 2000 if place == 0 else 20
    return float(random.poisson(users * (6 if place == 1 else 2) * random.gamma(40, 1 / 40))), users


def test_a_count_is_held_against_its_exposure(tmp_path: Path) -> None:
    folder(tmp_path, logins)

    assert best(asked("champions", tmp_path))[:1] == ["a0"]
    assert best(asked("champions", tmp_path, "counts=logins"))[:1] == ["a1"]
    assert "a0" not in best(asked("champions", tmp_path, "counts=logins"))


def used(place: int, random: np.random.Generator) -> Both:
    """Of two users both, of two hundred 90 %; of fifty others about half."""
    if place < 2:
        return (1.0, 2) if place == 0 else (0.9, 200)
    return float(random.binomial(50, random.beta(50, 50))) / 50, 50


def test_a_share_of_two_is_little(tmp_path: Path) -> None:
    folder(tmp_path, used)
    plain, told = asked("champions", tmp_path), asked("champions", tmp_path, "shares=logins")

    assert best(plain)[:2] == ["a0", "a1"]
    assert best(told)[0] == "a1"
    assert told.answers["champions"].figures["metrics"] == ["logins (a share)"]


@pytest.mark.parametrize(
    ("given", "value", "codes"),
    [
        ("counts=logins", (3.0, 1.0), ["metrics-flat"]),
        ("counts=logins", (3.0, None), ["weights-missing"]),
        ("counts=logins", (3.0, 0.0), ["weights-missing"]),
        ("shares=logins", (0.5, None), ["weights-missing"]),
        ("counts=logins", (3.5, 1.0), ["counts-unreadable"]),
        ("counts=logins", (-1.0, 1.0), ["counts-unreadable"]),
        ("shares=logins", (1.0, 1.0), ["metrics-flat"]),
        ("shares=logins", (1.01, 1.0), ["shares-out-of-range"]),
        ("lower_is_better=logins", (1.01, None), ["metrics-flat"]),
    ],
)
def test_what_a_declared_metric_needs(tmp_path: Path, given: str, value: Both, codes: list[str]) -> None:
    said = asked("champions", folder(tmp_path, lambda _place, _random: value), given)

    assert [each.code for each in said.refusals.values()] == codes


@pytest.mark.parametrize("given", [("counts=seats",), ("counts=logins", "shares=logins")])
def test_only_what_is_there_is_declared_and_once(tmp_path: Path, given: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        asked("champions", folder(tmp_path, logins), *given)
    assert refused.value.code == "setting-out-of-range"
