"""One treated, or a few, against donors: what is needed before the start, and against what the effect is held."""

from datetime import date

import numpy as np
import pytest

from plaudit.evidence.answer import Answer, Unanswered
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.one import Array, Series, one

LAUNCH = Launch("spiff", "account", date(2025, 7, 1), None, frozenset({"x"}), None, ())


def answered(outcome: Array, treated: int, before: int) -> Answer:
    said = list(one(LAUNCH, Series(outcome, treated, before, ()), "packs"))
    return next(each for each in said if isinstance(each, Answer))


def test_the_mean_of_four_treated_is_held_against_means_of_four() -> None:
    # Chance alone, of spread 1: what four moved scatters half as much as what one did.
    outcome = 10 + np.random.default_rng(1).normal(0, 1, (44, 12))
    alone, four = answered(outcome[:41], 1, 8), answered(outcome, 4, 8)
    widths = [each.interval80[1] - each.interval80[0] for each in (alone, four) if each.interval80 is not None]

    assert widths[1] / widths[0] == pytest.approx(0.5, abs=0.15)
    assert "Of 40 groups of 4 others" in four.says


@pytest.mark.parametrize(("periods", "missing"), [(4, []), (3, ["1 more period before it."])])
def test_four_periods_before_the_start_are_needed(periods: int, missing: list[str]) -> None:
    outcome = 10 + np.random.default_rng(1).normal(0, 0.1, (11, periods + 2))
    outcome[-1, periods:] += 5
    said = list(one(LAUNCH, Series(outcome, 1, periods, ()), "packs"))

    assert [each.refusal.smallest for each in said if isinstance(each, Unanswered)] == missing


def test_a_large_metric_is_written_out() -> None:
    outcome = 90_000 + np.random.default_rng(1).normal(0, 1, (11, 10))
    outcome[-1, 6:] += 12_345

    assert answered(outcome, 1, 6).says.startswith("packs: +12,34")
