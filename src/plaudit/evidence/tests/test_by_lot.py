"""Programs that were drawn by lot: in pairs, adjusted for the months before, looked at more than once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from plaudit.evidence.answer import Answer
from plaudit.evidence.methods import cuped, lots, panel
from plaudit.evidence.methods.sequential import spending
from plaudit.evidence.studies.lift import compared, looks
from plaudit.evidence.studies.lift.pairs import named, paired, unpaired
from plaudit.evidence.tests.companies import company, question, seen
from plaudit.evidence.tests.folders import asked, written
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
    # Every pair brings a hundred acts, so that no pair hides more of itself than another.
    mine = [[20, 32], [25, 30], [18, 30], [22, 25], [24, 35], [19, 28]]
    others = [[22, 26], [24, 21], [26, 26], [25, 28], [20, 21], [27, 26]]
    counts = np.array(mine + others, dtype=float)
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


def test_spending_the_error_gives_the_bounds_that_are_published() -> None:
    # Reboussin, DeMets, Kim and Lan 2000 (program ld98): five even looks, two-sided 0.05, O'Brien and Fleming's part.
    assert spending((0.2, 0.4, 0.6, 0.8, 1.0)) == pytest.approx((4.8769, 3.3569, 2.6803, 2.2898, 2.0310), abs=2e-4)


def test_uneven_looks_err_once_in_twenty_times() -> None:
    times = np.array([0.3, 0.45, 1.0])
    bounds = np.array(spending(tuple(times)))
    # Z at two looks goes together as the root of the ratio of their times.
    together = np.sqrt(np.minimum.outer(times, times) / np.maximum.outer(times, times))
    inside = stats.multivariate_normal(cov=together).cdf(bounds, lower_limit=-bounds)

    assert 1 - inside == pytest.approx(0.05, abs=1e-4)


def test_a_look_at_nearly_nothing_can_pass_nothing() -> None:
    assert spending((0.01, 1.0)) == pytest.approx((8.0, 1.96), abs=1e-3)


def ended(end: date | None) -> Any:
    """Twelve months before the start on 1 July 2025, and three of the program."""
    among = seen(12, 3, (6, 6))
    return replace(among, launch=replace(among.launch, end=end))


@pytest.mark.parametrize(("end", "code"), [(date(2026, 1, 1), None), (None, "end-unknown")])
def test_uneven_looks_need_a_last_day(tmp_path: Path, end: date | None, code: str | None) -> None:
    refusal = looks.refused(ended(end).launch, question(tmp_path, "looked=2025-08-31"))

    assert (None if refusal is None else refusal.code) == code


def test_a_look_knows_what_share_of_the_last_one(tmp_path: Path) -> None:
    # Of six months, two were over at the first look and three are now, after twelve before it: 1/12 + 1/6 is 3/12,
    # at the first look 1/12 + 1/2 is 7/12, and now 1/12 + 1/3 is 5/12.
    at = looks.bound(ended(date(2026, 1, 1)), question(tmp_path, "looked=2025-07-20, 2025-08-31"))

    assert at is not None
    assert at.says == "look 2, at 60 % of what will be known: how far out, and the bound of Lan and DeMets"
    assert at.height == pytest.approx(spending((3 / 7, 3 / 5))[-1])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("looked=soon",), "setting-unreadable"),
        (("looked=2025-08-31", "looks=4"), "setting-out-of-range"),
        (("looked=2025-12-31",), "setting-out-of-range"),
    ],
)
def test_looks_that_cannot_have_been_are_told_of(tmp_path: Path, given: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        looks.bound(ended(date(2026, 1, 1)), question(tmp_path, *given))

    assert refused.value.code == code


@pytest.mark.parametrize(("given", "word"), [((), "very likely"), (("looked=2025-08-31",), "cannot tell")])
def test_an_early_look_that_is_not_far_enough_out_cannot_tell(
    tmp_path: Path, given: tuple[str, ...], word: str
) -> None:
    # Six of ten acts a month bring 10 to 14 after the start: out by 2.1, where this look asks for 2.7.
    among = ended(date(2026, 1, 1))
    during = np.outer([0, 3, 0, 4, 0, 2, *[0] * 6], among.during)
    said = next(compared.compared(replace(among, counts=among.counts + during), question(tmp_path, *given)))

    assert isinstance(said, Answer)
    assert word in said.says


def brought() -> tuple[Any, Any, Any]:
    """What eight units brought a month before and after; the first four were drawn."""
    before = np.array([4.0, 9.0, 6.0, 7.0, 5.0, 8.0, 3.0, 10.0])
    after = np.array([7.0, 12.0, 8.0, 9.5, 5.5, 8.0, 4.0, 9.0])
    return before, after, np.arange(8) < 4


def test_adjusting_is_an_analysis_of_covariance() -> None:
    before, after, treated = brought()
    ours = cuped.adjusted(before, after, treated)
    theirs = sm.OLS(after, np.stack([np.ones(8), treated, before - before.mean()], axis=1).astype(float)).fit()
    alone = sm.OLS(after, np.stack([np.ones(8), treated], axis=1).astype(float)).fit()

    assert ours is not None
    assert ours.slope == pytest.approx(theirs.params[2])
    assert ours.change.share == pytest.approx(theirs.params[1] / theirs.params[0])
    assert ours.taken == pytest.approx(1 - theirs.ssr / alone.ssr)
    assert ours.change.free == theirs.df_resid


def test_what_the_lot_could_have_brought_is_adjusted_draw_by_draw() -> None:
    before, after, treated = brought()
    lot = lots.redrawn(treated, np.random.default_rng(1))
    designs = [np.stack([np.ones(8), each, before], axis=1).astype(float) for each in lot]
    theirs = np.abs([sm.OLS(after, design).fit().params[1] for design in designs])
    own = abs(sm.OLS(after, np.stack([np.ones(8), treated, before], axis=1).astype(float)).fit().params[1])

    assert cuped.by_lot(before, after, treated, lot) == pytest.approx(np.mean(theirs >= own - 1e-9))


def test_scatter_is_told_apart_by_hand() -> None:
    # Two units at 4 and 8; from month to month each is one off, in turn: squares of 1 over one degree in each pair.
    found = cuped.scatter(np.array([[3.0, 5.0], [9.0, 7.0]]))

    assert found.within == pytest.approx(4.0)
    assert found.between == pytest.approx(8.0 - 4.0 / 2)


def test_months_before_save_months_of_the_program() -> None:
    # Between 4, within 12: twelve months before leave 4 x 1 / (4 + 1). Six months alone are known to 4 + 2; adjusted,
    # that takes 12 / (6 - 0.8) months.
    found = cuped.Scatter(4.0, 12.0)

    assert found.left(12) == pytest.approx(0.8)
    assert found.sooner(12, 6) == pytest.approx(6 - 12 / 5.2)


def test_a_side_that_brought_nothing_has_no_rate() -> None:
    before, after, treated = brought()

    assert cuped.adjusted(before, np.where(treated, after, 0.0), treated) is None


@pytest.mark.parametrize(
    ("arms", "given", "code"),
    [
        ((4, 4), ("randomised=yes",), None),
        ((3, 9), ("randomised=yes",), "units-too-few"),
        ((3, 9), (), None),
    ],
)
def test_a_lot_needs_four_on_each_side(
    tmp_path: Path, arms: tuple[int, int], given: tuple[str, ...], code: str | None
) -> None:
    refusal = compared.refused(seen(4, 2, arms), question(tmp_path, *given))

    assert (None if refusal is None else refusal.code) == code


@pytest.mark.parametrize(("given", "times"), [(("randomised=yes",), 1), ((), 0)])
def test_only_a_draw_by_lot_is_adjusted(tmp_path: Path, given: tuple[str, ...], times: int) -> None:
    said = asked("lift", written(tmp_path, **company(1.5)), *given, snapshot=date(2025, 12, 31))
    name = "lift: spiff from 2025-07-01, adjusted for the months before"

    # Each brings its own number every month, times one and a half: 45, 46 and 47 for 30, 31 and 32.
    assert list(said.answers).count(name) == times
    assert [each.point for key, each in said.answers.items() if key == name] == pytest.approx([0.485] * times, abs=0.01)


def test_people_who_differ_more_than_time_tells_are_told_so(tmp_path: Path) -> None:
    # Half of the people bring one act a month and half of them sixty: no time of the program alone would tell, and no
    # one slope fits both those whose rate is raised and those whose rate is not.
    rows = [
        f"p{place}-{month}-{number},review,2025-{month:02}-{1 + number % 28:02},p{place}"
        for place in range(8)
        for month in range(1, 13)
        for number in range(60 if place % 2 else 1 + (place // 2 + month) % 2)
    ]
    people = "key,name,role\n" + "".join(f"p{place},p{place},csm\n" for place in range(8))
    folder = written(tmp_path, people=people, activities="\n".join(["key,kind,opened_on,person", *rows]) + "\n")
    readings: Any = (
        asked("lift", folder, snapshot=date(2025, 12, 31)).answers["planning"].figures["months by what is compared"]
    )

    assert [each["compared"] for each in readings if each["months"] is None] == [
        "the program's months alone",
        "adjusted for the months before (CUPED)",
    ]
