"""What each side of a comparison must have brought, and what each answer beside the first says at an early look."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plaudit.evidence.answer import Answer
from plaudit.evidence.methods import panel
from plaudit.evidence.methods.wild import wild
from plaudit.evidence.studies.lift import compared
from plaudit.evidence.studies.lift.adjusted import adjusted
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.evidence.studies.lift.unpaid import refused as taken_refused
from plaudit.evidence.studies.lift.unpaid import unpaid
from plaudit.evidence.tests.companies import company, question, seen
from plaudit.evidence.tests.folders import asked, written
from plaudit.values.refused import Refused

LATE = date(2025, 12, 31)


def few(acts: int, *, treated: bool) -> Seen:
    """Four of eight bring so many acts in all, in the first months; the others ten a month."""
    among = seen(4, 2, (4, 4))
    brought = np.zeros((4, 6))
    brought.flat[:acts] = 1.0
    return replace(among, counts=np.concatenate([brought, np.full((4, 6), 10.0)][:: 1 if treated else -1]))


@pytest.mark.parametrize(("acts", "code"), [(5, None), (4, "side-empty"), (0, "side-empty")])
@pytest.mark.parametrize("treated", [True, False])
def test_each_side_brings_five_acts(tmp_path: Path, acts: int, code: str | None, *, treated: bool) -> None:
    refusal = compared.refused(few(acts, treated=treated), question(tmp_path))

    assert (None if refusal is None else refusal.code) == code


def test_a_side_that_brought_nothing_is_told_how_many_acts_would_do(tmp_path: Path) -> None:
    treated, others = (compared.refused(few(4, treated=side), question(tmp_path)) for side in (True, False))

    assert treated is not None
    assert treated.missing == "Acts of the treated before the start and during the program: 4; each side needs 5."
    assert treated.smallest == "1 more act of the treated."
    assert others is not None
    assert others.smallest == "1 more act of the others."


@pytest.mark.parametrize("name", ["randomised", "shared_accounts"])
def test_what_is_neither_yes_nor_no_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=f"--set {name}=YES: write yes or no"):
        asked("lift", written(tmp_path, **company(1.0)), f"{name}=YES")


def test_what_acts_are_divided_by_is_accounts_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="--set exposure=customers: write accounts or none"):
        asked("lift", written(tmp_path, **company(1.0)), "exposure=customers")


def test_whom_a_lot_left_without_is_no_start_of_its_own(tmp_path: Path) -> None:
    # The same lot, told with a row for whoever goes without and told without it.
    files = company(1.5)
    without = "".join(f"spiff,p{place},2025-07-01,,control\n" for place in range(0, 8, 2))
    rows = files["programs"].replace("from,to", "from,to,arm").replace("-01,\n", "-01,,offered\n")
    plain, told = (
        asked("lift", written(tmp_path, **(files | {"programs": text})), "randomised=yes", snapshot=LATE)
        for text in (files["programs"], rows + without)
    )

    assert set(told.answers) == set(plain.answers)
    assert set(told.refusals) == set(plain.refusals)
    assert told.answers["lift: spiff from 2025-07-01"] == plain.answers["lift: spiff from 2025-07-01"]


@pytest.mark.parametrize(("acts", "code"), [(5, None), (4, "side-empty")])
def test_each_side_brings_five_unpaid_acts(acts: int, code: str | None) -> None:
    refusal = taken_refused(replace(seen(4, 2, (4, 4)), unpaid=few(acts, treated=True).counts))

    assert (None if refusal is None else refusal.code) == code


@pytest.mark.parametrize(("acts", "times"), [(5, 1), (4, 0)])
def test_a_start_of_which_a_side_brought_nothing_is_not_put_together(tmp_path: Path, acts: int, times: int) -> None:
    # Two start in July and two in September; the late two bring so many acts in all, two a month.
    files = company(1.5)
    late = files["programs"].replace("p5,2025-07-01", "p5,2025-09-01").replace("p7,2025-07-01", "p7,2025-09-01")
    rows = [row for row in files["activities"].split("\n") if not row.endswith((",p5", ",p7"))]
    rows[-1:-1] = [
        f"few-{place},review,2025-{2 + 2 * place:02}-03,{'p5' if place % 2 else 'p7'}" for place in range(acts)
    ]
    folder = written(tmp_path, **(files | {"programs": late, "activities": "\n".join(rows)}))
    said = asked("lift", folder, snapshot=LATE)

    assert [name for name in said.answers if name.endswith("all starts")] == ["lift: spiff, all starts"] * times


def without_accounts(arms: tuple[int, int]) -> Seen:
    """Each side brings 1, 2, 3 ... acts a month before it, the treated twice that during it; two accounts each.

    The first of all brought two acts more, and held no account.
    """
    among = seen(4, 2, arms)
    own = np.concatenate([np.arange(arms[0]), np.arange(arms[1])]) + 1.0
    counts = own[:, None] * np.where(np.outer(among.treated, among.during), 2.0, 1.0)
    exposure = np.full_like(counts, 2.0)
    exposure[0], counts[0] = 0.001, [0, 1, 0, 0, 0, 1]
    return replace(among, counts=counts, exposure=exposure)


def test_whoever_holds_no_account_decides_nothing_when_adjusted(tmp_path: Path) -> None:
    found = adjusted(without_accounts((5, 5)), question(tmp_path))

    # Rates before are 1, 1.5, 2, 2.5 against 0.5, 1, 1.5, 2, 2.5; after, the treated bring twice that. Around their
    # means the squares before are 1.25 and 2.5, the products 2.5 and 2.5: the slope is 5 / 3.75, which is 4/3. All
    # before are 14.5/9, so the treated bring 3.5 - 4/3 (1.75 - 14.5/9) = 89.5/27, and the others
    # 1.5 - 4/3 (1.5 - 14.5/9) = 44.5/27: 179 for 89.
    assert isinstance(found, Answer)
    assert found.n == 9
    assert found.point == pytest.approx(90 / 89)
    assert found.figures["left out, without accounts in some month"] == 1


def test_in_a_pair_both_go_out(tmp_path: Path) -> None:
    found = adjusted(
        replace(without_accounts((5, 5)), pairs=np.array([0, 1, 2, 3, 4, 0, 1, 2, 3, 4])), question(tmp_path)
    )

    assert isinstance(found, Answer)
    assert found.n == 8


def test_four_with_accounts_are_needed_on_each_side(tmp_path: Path) -> None:
    found = adjusted(without_accounts((4, 5)), question(tmp_path))

    assert found.refusal is not None
    assert found.refusal.code == "units-too-few"
    assert found.refusal.smallest == "1 more person with accounts."


def two_starts() -> dict[str, str]:
    """Of four treated, two are said to start in September; acts are thirty a month, and forty-five from July."""
    files = company(1.5)
    files["programs"] = (
        files["programs"].replace("p5,2025-07-01,", "p5,2025-09-01,").replace("p7,2025-07", "p7,2025-09")
    )
    return files


def for_everybody() -> dict[str, str]:
    files = company(1.0)
    every = "".join(f"spiff,p{place},2025-07-01,\n" for place in range(8))
    return files | {"programs": "program,person,from,to\n" + every}


def of_a_metric() -> dict[str, str]:
    rows = [f"p{person},nps,2025-{month:02},{person + month}\n" for person in range(12) for month in range(1, 13)]
    files = company(1.0, 12) | {"metrics": "person,metric,period,value\n" + "".join(rows)}
    return files | {"programs": "program,person,from,to\nspiff,p1,2025-07-01,\n"}


@pytest.mark.parametrize(
    ("files", "given"),
    [
        (two_starts(), ()),
        (for_everybody(), ()),
        (of_a_metric(), ()),
        (of_a_metric(), ("metric=nps",)),
    ],
)
def test_nobody_hears_of_a_program_at_a_look_too_many(
    tmp_path: Path, files: dict[str, str], given: tuple[str, ...]
) -> None:
    said = asked("lift", written(tmp_path, **files), "looks=2", "look=3", *given, snapshot=LATE)

    assert {each.code for each in said.refusals.values()} == {"peeked"}
    assert set(said.answers) <= {"planning"}


@pytest.mark.parametrize(
    ("given", "word"), [((), "It is very likely that it took"), (("looks=20",), "Whether it took")]
)
def test_what_it_took_has_the_bound_of_the_look(tmp_path: Path, given: tuple[str, ...], word: str) -> None:
    # Unpaid acts of the four fall from 20 to 12 a month or so: far out, but less than the first of twenty looks asks.
    among = seen(4, 2, (4, 4))
    others = np.full((4, 6), 20.0)
    fallen = np.array([[20, 20, 20, 20, 16, 8], [20, 20, 20, 20, 12, 12], [20, 20, 20, 20, 20, 4], [20] * 4 + [8, 8]])
    said = next(unpaid(replace(among, unpaid=np.concatenate([fallen, others])), question(tmp_path, *given), "B"))

    assert isinstance(said, Answer)
    assert said.says.startswith(word)


@pytest.mark.parametrize(("given", "word"), [((), "It is very likely"), (("looks=20",), "Whether it caused more acts")])
def test_all_starts_together_have_the_bound_of_the_look(tmp_path: Path, given: tuple[str, ...], word: str) -> None:
    said = asked("lift", written(tmp_path, **two_starts()), *given, snapshot=LATE).answers["lift: spiff, all starts"]

    assert said.says.startswith(word)


def test_what_takes_no_scatter_away_saves_no_week(tmp_path: Path) -> None:
    # Who brings 12 a month before and not 8 brings 12 after as often as 8; of each, months differ by one in turn.
    among = seen(4, 2, (4, 4))
    before, after = np.array([8.0, 12, 8, 12, 8, 12, 8, 12]), np.array([8.0, 8, 12, 12, 8, 8, 12, 12])
    turn = np.where(np.arange(6) % 2, 1.0, -1.0) * np.array([1, 1, -1, -1, 1, 1, -1, -1])[:, None]
    counts = np.where(among.during, after[:, None], before[:, None]) + turn
    found = adjusted(replace(among, counts=counts), question(tmp_path))

    assert isinstance(found, Answer)
    assert found.figures["share of the scatter between them taken out"] == pytest.approx(0.0)
    assert found.figures["weeks saved"] is None
    assert found.says.endswith("no week is saved by it.")


def test_months_lost_to_the_announcement_count_as_months_before(tmp_path: Path) -> None:
    files = company(1.5)
    files["programs"] = files["programs"].replace("2025-07-01", "2025-09-01")
    said = asked("lift", written(tmp_path, **files), "announced=2025-07-01", snapshot=LATE)
    months: Any = said.answers["lift: spiff from 2025-09-01"].figures["month by month, against all months before"]

    assert [each["from the start"] for each in months] == [-8, -7, -6, -5, -4, -3, 1, 2, 3, 4]


def test_wild_draws_say_nothing_of_a_side_that_brought_nothing() -> None:
    counts = np.array([[0, 0]] * 6 + [[10, 12]] * 6, dtype=float)
    with np.errstate(all="raise"):
        p = wild(panel.Halves(counts, np.ones_like(counts)), np.arange(12) < 6, np.random.default_rng(1))

    assert p == 1.0


def test_acts_that_people_shift_differ_by_twice_what_they_shift() -> None:
    # Each treated brings 10 and 10 of both kinds before; after it, two bring 16 paid and 4 not, two bring 14 and 6.
    # Of 60 paid acts the misses are 1/60, of 20 unpaid ones 1/20 the other way: 4/60 together, not their hypotenuse.
    # Paid, a unit holds 26/100 or 24/100 and hides so much of it; unpaid, 14/60 or 16/60.
    others = [[10, 10]] * 4
    paid, free = (
        panel.Halves(np.array(kind + others, dtype=float), np.ones((8, 2)))
        for kind in ([[10, 16]] * 2 + [[10, 14]] * 2, [[10, 4]] * 2 + [[10, 6]] * 2)
    )
    found = panel.triple(paid, free, np.arange(8) < 4)
    two = 1 / 60 / 0.74**0.5 + 1 / 20 / (46 / 60) ** 0.5, 1 / 60 / 0.76**0.5 + 1 / 20 / (44 / 60) ** 0.5

    assert found.share == pytest.approx(1.5 / 0.5 - 1)
    assert found.error == pytest.approx((2 * two[0] ** 2 + 2 * two[1] ** 2) ** 0.5)
