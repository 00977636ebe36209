"""A reference offered by lot: what the offer brought, and what the reference did whom the offer moved."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from plaudit.evidence.methods.encouraged import Encouraged, anderson_rubin, ratio
from plaudit.evidence.studies.worth import offered
from plaudit.evidence.studies.worth.offered import Drawn, refused, too_weak
from plaudit.evidence.tests.folders import Said, asked, written

DRAWN_ON = date(2025, 3, 1)
LATE = date(2025, 12, 31)


def cases(*arms: tuple[int, int, int, int]) -> Encouraged:
    """Each arm as (took and won, took and did not, won without, neither), the offered first."""
    sides = [(arm == 0, took, won) for arm, counts in enumerate(arms) for took, won in _each(counts)]
    return Encouraged(*(np.array(column) for column in zip(*sides, strict=True)))


def _each(counts: Sequence[int]) -> list[tuple[float, float]]:
    kinds = ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
    return [kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]


# Of a hundred offered 60 took it and 40 were won, of a hundred others 10 and 25.
KNOWN = cases((30, 30, 10, 30), (4, 6, 21, 69))


def test_the_ratio_is_what_came_over_what_was_taken() -> None:
    assert ratio(KNOWN) == pytest.approx(0.15 / 0.5)


def test_the_vitamin_a_trial_of_sumatra() -> None:
    # Imbens and Rubin 1997 on Sommer and Zeger 1991: survival of 23,682 children, 0.0032 with an error of 0.0012.
    found = cases((9663, 12, 2385, 34), (0, 0, 11514, 74))

    assert ratio(found) == pytest.approx(0.0032, abs=5e-5)
    # To the digits that were published.
    assert anderson_rubin(found, 0.95) == pytest.approx((0.0032 - 1.96 * 0.0012, 0.0032 + 1.96 * 0.0012), abs=1.5e-4)


@pytest.mark.parametrize("end", [0, 1])
def test_an_end_of_the_interval_is_where_a_test_would_turn(end: int) -> None:
    # Welch's t of came - b took, with the degrees of freedom of both sides together.
    ends = anderson_rubin(KNOWN, 0.95)
    assert ends is not None
    left = KNOWN.came - ends[end] * KNOWN.took
    t = stats.ttest_ind(left[KNOWN.offered], left[~KNOWN.offered], equal_var=False).statistic
    assert abs(float(t)) == pytest.approx(float(stats.t.ppf(0.975, 198)), rel=1e-6)


def test_where_all_take_it_the_interval_is_that_of_the_difference() -> None:
    found = cases((40, 60, 0, 0), (0, 0, 25, 75))
    ends = anderson_rubin(found, 0.95)
    half = float(stats.t.ppf(0.975, 198)) * (0.4 * 0.6 / 99 + 0.25 * 0.75 / 99) ** 0.5

    assert ends == pytest.approx((0.15 - half, 0.15 + half))


def test_an_offer_that_moves_nobody_has_no_end() -> None:
    assert anderson_rubin(cases((5, 5, 25, 65), (4, 6, 26, 64)), 0.8) is None


@pytest.mark.parametrize(("took", "code"), [(17, None), (16, "offer-not-taken")])
def test_an_offer_must_move_some(took: int, code: str | None) -> None:
    """Of 120 others 10 met one: among as many offered 21 are beyond chance, and 20 are not."""
    found = cases((0, took + 4, 30, 86 - took), (0, 10, 30, 80))
    refusal = too_weak(found)

    assert (None if refusal is None else refusal.code) == code


def test_a_weak_offer_says_how_many_more_would_do() -> None:
    # 20 of 120 against 10 of 120 are 1.95 errors, and the difference needs 1.97 of them.
    refusal = too_weak(cases((0, 20, 30, 70), (0, 10, 30, 80)))
    assert refusal is not None
    t = (10 / 120) / (20 * 100 / 120**2 / 119 + 10 * 110 / 120**2 / 119) ** 0.5
    need = int(np.ceil(240 * ((float(stats.t.ppf(0.975, 238)) / t) ** 2 - 1)))
    assert refusal.smallest == f"About {need} more accounts drawn, if as many take it up."


@pytest.mark.parametrize(("others", "code"), [(20, None), (19, "draw-too-small")])
def test_a_draw_needs_twenty_on_each_side(others: int, code: str | None) -> None:
    refusal = refused(Drawn(cases((5, 5, 5, 5), (1, 1, 1, others - 3)), (0, 0), 0, 60))

    assert (None if refusal is None else refusal.code) == code


def draw(folder: Path, *given: str, arm: str = "control", lot: str = "reference") -> Said:
    """Sixty accounts, a deal each: the first thirty offered, of whom 20 meet a call; won are every second, fourth."""
    names = [f"a{place:02}" for place in range(60)]
    won = [place % 2 == 0 if place < 30 else place % 4 == 0 for place in range(60)]
    day = DRAWN_ON + timedelta(20)
    written(
        folder,
        accounts="key,name\n" + "".join(f"{name},{name}\n" for name in names),
        deals="key,created_on,account,channel,demo_on,won_on,lost_on\n"
        + "".join(
            f"d{name},2025-02-01,{name},ads,2025-02-10,{day if wins else ''},{'' if wins else day}\n"
            for name, wins in zip(names, won, strict=True)
        ),
        programs="program,account,from,to,arm\n"
        + "".join(f"{lot},{name},{DRAWN_ON},,{'offered' if place < 30 else arm}\n" for place, name in enumerate(names)),
        exposures="deal,activity,on\n" + "".join(f"d{name},call,2025-03-05\n" for name in names[:20]),
    )
    return asked("worth", folder, *given, snapshot=LATE, horizon=60)


def test_what_an_offer_by_lot_brought(tmp_path: Path) -> None:
    said = draw(tmp_path, "offered_by_lot=reference").answers
    offer, taken = said[offered.OFFER], said[offered.TAKEN]
    low, high = confint_proportions_2indep(15, 30, 7, 30, method="newcomb", compare="diff", alpha=0.2)

    assert offer.point == pytest.approx(8 / 30)
    assert (offer.grade, offer.n, taken.grade) == ("A", 60, "A")
    assert offer.interval80 == pytest.approx((low, high), abs=1e-6)
    assert taken.point == pytest.approx(8 / 20)
    assert taken.says.startswith("Of a hundred deals that met one because it was offered, 40 more are won (80 %: ")
    assert taken.figures["met one: offered, others"] == pytest.approx([2 / 3, 0])


def test_a_call_before_the_draw_or_after_the_end_is_not_of_the_offer(tmp_path: Path) -> None:
    draw(tmp_path)
    written(tmp_path, exposures="deal,activity,on\nda00,call,2025-02-28\nda01,call,2025-03-22\nda02,call,2025-03-21\n")
    said = asked("worth", tmp_path, "offered_by_lot=reference", snapshot=LATE, horizon=60)

    assert said.refusals[offered.TAKEN].missing.startswith("3.3 % of those offered one met one, and 0 % of the others")


@pytest.mark.parametrize(
    ("given", "arm", "codes"),
    [
        ((), "control", []),
        (("offered_by_lot=reference",), "control", []),
        (("offered_by_lot=references",), "control", ["offers-missing"]),
        (("offered_by_lot=reference",), "later", ["arms-unknown"]),
    ],
)
def test_what_an_offer_by_lot_needs(tmp_path: Path, given: tuple[str, ...], arm: str, codes: list[str]) -> None:
    said = draw(tmp_path, *given, arm=arm)

    assert [each.code for name, each in said.refusals.items() if name == offered.OFFER] == codes


def test_accounts_without_an_open_deal_or_drawn_lately_are_told(tmp_path: Path) -> None:
    draw(tmp_path)
    text = (tmp_path / "programs.csv").read_text("utf-8").replace(f"a59,{DRAWN_ON}", "a59,2025-11-15")
    written(tmp_path, programs=text.replace(f"a00,{DRAWN_ON}", "a00,2025-01-15"))
    said = asked("worth", tmp_path, "offered_by_lot=reference", snapshot=LATE, horizon=60).answers[offered.OFFER]

    assert said.n == 58
    assert [each.value for each in said.diagnostics] == [[1, 0], 1]
