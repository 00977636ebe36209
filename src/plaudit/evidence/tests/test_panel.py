"""Ratios of ratios, drawing anew and wild draws, against regressions of others and a pencil."""

import numpy as np
import pytest
import statsmodels.api as sm

from plaudit.evidence.methods import lots, panel
from plaudit.evidence.methods.regression import quasi_poisson
from plaudit.evidence.methods.wild import turned, wild


def test_the_ratio_of_ratios_is_poisson_with_effects_of_unit_and_month() -> None:
    random = np.random.default_rng(3)
    counts = random.poisson(random.gamma(4, 2, (8, 1)) * np.ones((1, 9))).astype(float)
    treated, after = np.arange(8) < 4, np.arange(9) >= 5
    found = panel.difference(panel.halves(counts, np.ones_like(counts), ~after, after), treated)
    unit, month = np.repeat(np.eye(8), 9, axis=0), np.tile(np.eye(9)[:, 1:], (8, 1))
    step = np.outer(treated, after).ravel()[:, None]
    theirs = sm.GLM(counts.ravel(), np.hstack([step, unit, month]), family=sm.families.Poisson()).fit()

    assert found.log == pytest.approx(theirs.params[0], abs=1e-6)


def test_the_months_are_those_of_a_regression_with_leads_and_lags() -> None:
    random = np.random.default_rng(5)
    counts = random.poisson(12, (8, 7)).astype(float)
    treated, before = np.arange(8) < 4, np.arange(7) < 5
    ours = panel.path((counts, np.ones_like(counts)), treated, before)
    # Of the months, all but the last before the start have a coefficient of their own.
    own = [month for month in range(7) if month != 4]
    unit, month = np.repeat(np.eye(8), 7, axis=0), np.tile(np.eye(7)[:, 1:], (8, 1))
    leads = np.stack([np.outer(treated, np.arange(7) == each).ravel() for each in own], axis=1).astype(float)
    theirs = sm.GLM(counts.ravel(), np.hstack([leads, unit, month]), family=sm.families.Poisson()).fit()

    assert [ours[each].log - ours[4].log for each in own] == pytest.approx(theirs.params[:6], abs=1e-6)


def test_one_month_against_the_others_has_the_numbers_of_a_pencil() -> None:
    # Before: 10 and 10 of the treated, 10 and 10 of the others. After: 30 of the treated, 20 of the others.
    counts = np.array([[5, 5, 15]] * 2 + [[5, 5, 10]] * 2, dtype=float)
    ours = panel.path((counts, np.ones_like(counts)), np.arange(4) < 2, np.arange(3) < 2)

    assert [each.share for each in ours] == pytest.approx([0, 0, 0.5])
    assert [each.error for each in ours] == pytest.approx([0, 0, 0])


def test_a_unit_that_brings_much_of_its_arm_hides_less() -> None:
    # Of 30 and 50 acts, one unit brings 10 and 20 and the other 20 and 30: each misses by 1/15. They hold 3/8 and 5/8,
    # so (1/15)^2 / (5/8) + (1/15)^2 / (3/8) is 0.018963; the others miss nothing.
    counts = np.array([[10, 20], [20, 30], [10, 10], [10, 10]], dtype=float)
    found = panel.difference(panel.Halves(counts, np.ones_like(counts)), np.arange(4) < 2)

    assert found.error == pytest.approx(0.018963**0.5, abs=1e-5)
    assert found.free == pytest.approx(1.0)


@pytest.mark.parametrize(("drift", "p"), [(0.0, 1.0), (10.0, 2 / 70)])
def test_a_drift_before_the_start_is_seen_by_drawing_anew(drift: float, p: float) -> None:
    # Four of eight bring more from month to month, or nobody does: no other four of the 70 are as far apart.
    treated, lot = np.arange(8) < 4, np.random.default_rng(1)
    counts = (20.0 + drift * np.outer(treated, np.arange(4))).astype(np.float64)

    assert panel.parallel((counts, np.ones_like(counts)), treated, lots.redrawn(treated, lot)) == pytest.approx(p)


def test_a_wild_draw_has_the_t_of_a_weighted_regression() -> None:
    random = np.random.default_rng(6)
    events, exposure = random.poisson(20, (7, 2)).astype(float), random.uniform(1, 2, (7, 2))
    treated = np.arange(7) < 3
    weights = random.choice([-1.0, 1.0], (5, 7))
    ours = turned(panel.Halves(events, exposure), treated, weights)

    # The same change for all, by a binomial regression of the acts after the start; then its working regression.
    after, total = events[:, 1], events.sum(axis=1)
    same = sm.GLM(
        np.stack([after, total - after], axis=1),
        np.ones(7),
        family=sm.families.Binomial(),
        offset=np.log(exposure[:, 1] / exposure[:, 0]),
    ).fit()
    share = same.predict(np.ones(7), offset=np.log(exposure[:, 1] / exposure[:, 0]))
    heavy, miss = total * share * (1 - share), after - total * share
    design = sm.add_constant(treated.astype(float))
    theirs = [sm.WLS(row * miss / heavy, design, weights=heavy).fit(cov_type="HC0").tvalues[1] for row in weights]

    assert ours == pytest.approx(theirs, rel=1e-6)


def test_wild_draws_of_two_signs_can_be_counted_by_hand() -> None:
    # Six of thirteen rise from 10 to 20 and seven stay, each arm as one: of the 8192 draws of signs only the two that
    # turn all or none are as far out.
    counts = np.array([[10, 20]] * 6 + [[10, 10]] * 7, dtype=float)
    p = wild(panel.Halves(counts, np.ones_like(counts)), np.arange(13) < 6, np.random.default_rng(1))

    assert p == pytest.approx(2 / 8192, abs=5e-4)


def test_wild_draws_say_nothing_where_nothing_came() -> None:
    assert wild(panel.Halves(np.eye(6, 2) * 0, np.ones((6, 2))), np.arange(6) < 3, np.random.default_rng(1)) == 1.0


def test_quasi_poisson_is_that_of_statsmodels() -> None:
    random = np.random.default_rng(4)
    design = np.stack([np.ones(24), np.arange(24) >= 14, np.arange(24) / 12], axis=1).astype(float)
    counts, exposure = random.negative_binomial(5, 0.2, 24).astype(float), np.full(24, 3.0)
    ours = quasi_poisson(design, counts, exposure)
    theirs = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(exposure)).fit(scale="X2")

    assert ours.beta == pytest.approx(theirs.params, abs=1e-7)
    assert ours.errors == pytest.approx(theirs.bse, rel=1e-5)
    assert ours.scatter == pytest.approx(theirs.scale, rel=1e-6)
