"""Programs that were drawn by lot: in pairs, adjusted for the months before, looked at more than once."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from plaudit.evidence.methods import lots, panel
from plaudit.evidence.studies.lift.pairs import named, paired, unpaired
from plaudit.evidence.tests.folders import asked, written
from plaudit.evidence.tests.test_lift import company, question, seen
from plaudit.values.refused import Refused

SIX = tuple((f"u{place}", f"u{place + 6}") for place in range(6))


def test_coins_in_six_pairs_have_sixty_four_sides() -> None:
    # In each pair the treated one rises more than the other: of 64 sides only this one and its mirror are as far out.
    after = [16, 18, 20, 22, 24, 26, 10, 11, 12, 13, 14, 15]
    counts = np.stack([np.full(12, 10), after], axis=1).astype(float)
    treated, pairs = np.arange(12) < 6, np.arange(12) % 6
    lot = lots.redrawn(treated, np.random.default_rng(1), pairs)

    assert lot.shape == (64, 12)
    assert [int(each.sum()) for each in lot] == [6] * 64
    assert panel.by_lot(panel.Halves(counts, np.ones_like(counts)), treated, lot) == pytest.approx(2 / 64)


def test_many_pairs_are_drawn_and_the_true_sides_are_among_them() -> None:
    treated, pairs = np.arange(26) < 13, np.arange(26) % 13
    lot = lots.redrawn(treated, np.random.default_rng(1), pairs)

    assert len(lot) == 5_000
    assert (lot[0] == treated).all()
    assert [int((lot[:, place] ^ lot[:, place + 13]).sum()) for place in range(13)] == [5_000] * 13


def test_the_error_of_pairs_is_that_of_a_regression_clustered_by_pair() -> None:
    random = np.random.default_rng(2)
    level = random.gamma(3, 10, (6, 1))
    counts = random.poisson(np.concatenate([level, level]) * np.array([1.0, 1.3])).astype(float)
    treated, pairs = np.arange(12) < 6, np.arange(12) % 6
    ours = panel.difference(panel.Halves(counts, np.ones_like(counts)), treated, pairs)
    own, late = np.repeat(treated, 2).astype(float), np.tile([0.0, 1.0], 12)
    design = np.stack([np.ones(24), own, late, own * late], axis=1)
    theirs = sm.GLM(counts.ravel(), design, family=sm.families.Poisson()).fit(
        cov_type="cluster", cov_kwds={"groups": np.repeat(pairs, 2), "use_correction": False}
    )

    assert ours.log == pytest.approx(theirs.params[3], abs=1e-6)
    assert ours.error == pytest.approx(theirs.bse[3] * np.sqrt(6 / 5), rel=1e-5)
    assert ours.free == 5


def test_only_whoever_is_in_a_pair_is_compared() -> None:
    among = paired(seen(4, 2, (6, 7)), SIX)

    assert among.units == tuple(f"u{place}" for place in range(12))
    assert among.pairs is not None
    assert list(among.pairs) == [0, 1, 2, 3, 4, 5] * 2


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (SIX, None),
        (SIX[:5], "pairs-too-few"),
        ((*SIX, ("u0", "nobody")), "pair-incomplete"),
        ((*SIX[:5], ("u5", "u4")), "pair-not-split"),
        ((*SIX[:5], ("u11", "u12")), "pair-not-split"),
    ],
)
def test_what_pairs_need(told: tuple[tuple[str, str], ...], code: str | None) -> None:
    refusal = unpaired(seen(4, 2, (6, 7)), told)

    assert (None if refusal is None else refusal.code) == code


def test_five_pairs_are_told_how_many_more() -> None:
    refusal = unpaired(seen(4, 2, (6, 6)), SIX[:5])

    assert refusal is not None
    assert refusal.missing == "With 5 pairs no result can be told from chance: the smallest p is 0.062."
    assert refusal.smallest == "1 more pair drawn by lot."


@pytest.mark.parametrize("written_so", ["ada", "ada:", "ada:dev, dev:cleo"])
def test_pairs_that_cannot_be_read_are_told_of(tmp_path: Path, written_so: str) -> None:
    with pytest.raises(Refused) as refused:
        named(question(tmp_path, f"pairs={written_so}"))

    assert refused.value.code == "setting-unreadable"


def test_pairs_drawn_by_lot_are_judged_as_pairs(tmp_path: Path) -> None:
    files = company(1.5, people=12)
    pairs = ", ".join(f"p{place + 1}:p{place}" for place in range(0, 12, 2))
    said = asked("lift", written(tmp_path, **files), f"pairs={pairs}", snapshot=date(2025, 12, 31))
    found = said.answers["lift: spiff from 2025-07-01"]

    assert found.grade == "A"
    assert found.figures["p by drawing anew"] == pytest.approx(2 / 64)
    assert found.figures["smallest p that so few can give"] == pytest.approx(2 / 64)
    assert found.method.endswith("errors by the pair; p by tossing the coin of each pair anew.")


def test_the_plan_writes_its_pairs_as_they_are_told_later(tmp_path: Path) -> None:
    files = company(1.0, people=12)
    del files["programs"]
    found = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31)).answers["planning"]
    rows: Any = found.figures["drawn by lot"]

    assert found.figures["to judge it by this lot later"] == "pairs=" + ", ".join(
        f"{each['gets the program']}:{each['goes without']}" for each in rows
    )
    assert found.figures["smallest p that the lot can give"] == pytest.approx(2 / 64)


def test_eleven_people_are_drawn_at_once_because_five_coins_prove_nothing(tmp_path: Path) -> None:
    files = company(1.0, people=11)
    del files["programs"]
    found = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31)).answers["planning"]
    rows: Any = found.figures["drawn by lot"]

    assert found.says.endswith(
        "Coins in 5 pairs could prove nothing (smallest p 0.062), so half of them are drawn at once."
    )
    assert [each["gets the program"] is None for each in rows] == [False] * 5 + [True]
    assert found.figures["to judge it by this lot later"] == "randomised=yes"
    assert found.figures["smallest p that the lot can give"] == pytest.approx(1 / 462)
