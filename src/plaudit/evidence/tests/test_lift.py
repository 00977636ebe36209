"""Did it work: each refusal with the least that triggers it, and what the answers say."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plaudit.evidence.answer import Answer
from plaudit.evidence.studies.lift import compared, interrupted, looks, one
from plaudit.evidence.studies.lift.one import Series
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.evidence.studies.lift.unpaid import refused as taken_refused
from plaudit.evidence.studies.lift.unpaid import unpaid
from plaudit.evidence.tests.companies import company, launch, question, seen
from plaudit.evidence.tests.folders import asked, written


@pytest.mark.parametrize(
    ("shape", "given", "code"),
    [
        ((4, 2, (4, 4), 10.0), (), None),
        ((3, 2, (4, 4), 10.0), (), "before-too-short"),
        ((4, 2, (2, 6), 10.0), (), "units-too-few"),
        ((4, 2, (3, 3), 10.0), (), "units-too-few-for-p"),
        ((4, 2, (3, 4), 10.0), (), None),
        ((4, 2, (4, 4), 29 / 48), (), "events-too-few"),
        ((4, 2, (4, 4), 30 / 48), (), None),
        ((4, 2, (4, 4), 10.0), ("shared_accounts=yes",), "spill-over"),
        ((4, 2, (4, 4), 10.0), ("shared_accounts=yes", "randomised=yes"), "spill-over"),
        ((4, 2, (4, 4), 10.0), ("shared_accounts=no", "randomised=yes"), None),
    ],
)
def test_what_a_difference_in_differences_needs(
    tmp_path: Path, shape: tuple[int, int, tuple[int, int], float], given: tuple[str, ...], code: str | None
) -> None:
    refusal = compared.refused(seen(*shape), question(tmp_path, *given))

    assert (None if refusal is None else refusal.code) == code


def test_six_people_are_told_how_many_more(tmp_path: Path) -> None:
    refusal = compared.refused(seen(4, 2, (3, 3)), question(tmp_path))

    assert refusal is not None
    assert refusal.missing == "With 3 and 3 people no result can be told from chance: the smallest p is 0.1."
    assert refusal.smallest == "2 more people, so that each side has 4."


@pytest.mark.parametrize(
    ("pre", "post", "others", "code"),
    [
        (12, 6, (), None),
        (11, 6, (), "before-too-short"),
        (12, 5, (), "after-too-short"),
        (12, 6, (date(2025, 8, 31),), "another-launch"),
        (12, 6, (date(2025, 9, 2),), None),
    ],
)
def test_what_an_interrupted_series_needs(pre: int, post: int, others: tuple[date, ...], code: str | None) -> None:
    refusal = interrupted.refused(seen(pre, post, (4, 0), others=others), None)

    assert (None if refusal is None else refusal.code) == code


def test_what_would_have_come_is_the_past_that_goes_on() -> None:
    # Ten acts in each of twelve months, then twenty: without the program ten would have gone on.
    counts = np.array([10.0] * 12 + [20.0] * 6)
    exposure = np.ones(18)
    found = interrupted.fitted(counts, exposure, 12)

    assert interrupted.foretold(found, exposure, 12) == pytest.approx([10.0] * 18, rel=1e-6)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2024, 7, 1), None),
        (date(2024, 7, 2), "redefined"),
        (date(2025, 12, 22), "redefined"),
        (date(2025, 12, 23), None),
    ],
)
def test_what_counts_may_not_change_inside_a_series(on: date, code: str | None) -> None:
    first = date(2024, 7, 1).toordinal() - date(1970, 1, 1).toordinal()
    dated = replace(seen(12, 6, (4, 0)), edges=tuple(first + 30 * month for month in range(19)))
    refusal = interrupted.refused(dated, on)

    assert (None if refusal is None else refusal.code) == code


@pytest.mark.parametrize(("given", "code"), [(("looks=4", "look=4"), None), (("looks=4", "look=5"), "peeked")])
def test_nobody_looks_more_often_than_was_said(tmp_path: Path, given: tuple[str, ...], code: str | None) -> None:
    refusal = looks.peeked(question(tmp_path, *given))

    assert (None if refusal is None else refusal.code) == code


@pytest.mark.parametrize(("donors", "codes"), [(10, []), (9, ["donors-too-few"])])
def test_a_synthetic_control_needs_ten_others(donors: int, codes: list[str]) -> None:
    random = np.random.default_rng(1)
    outcome = 10 + random.normal(0, 0.1, (donors + 1, 12))
    outcome[-1, 8:] += 5
    said = one.one(launch(), Series(outcome, 1, 8, ()), "acts a month")

    assert [each.refusal.code for each in said if each.refusal is not None] == codes


def test_others_that_do_not_fit_give_no_synthetic_control() -> None:
    random = np.random.default_rng(1)
    outcome = 10 + random.normal(0, 1, (12, 12))
    outcome[-1] += 20
    said = {each.name: each.refusal for each in one.one(launch(), Series(outcome, 1, 8, ()), "acts")}

    refusal = said["lift: spiff from 2025-07-01, synthetic control"]
    assert refusal is not None
    assert refusal.code == "fit-too-poor"


@pytest.mark.parametrize(("people", "times"), [(39, 1), (40, 0)])
def test_the_interval_of_forty_is_trusted_without_wild_draws(tmp_path: Path, people: int, times: int) -> None:
    random = np.random.default_rng(2)
    among = seen(4, 2, (people // 2, people - people // 2))
    said = next(
        compared.compared(replace(among, counts=random.poisson(among.counts).astype(np.float64)), question(tmp_path))
    )

    assert isinstance(said, Answer)
    assert list(said.figures).count("p by wild cluster bootstrap") == times


def paid_and_not(each: float = 20.0) -> Seen:
    """Four of eight bring 20 paid acts a month in place of 10, and 15 unpaid ones in place of 20; nobody else moves."""
    among = seen(4, 2, (4, 4), 10.0)
    taken = np.outer(among.treated, among.during)
    return replace(among, counts=among.counts + 10 * taken, unpaid=np.full_like(among.counts, each) - 5 * taken)


def test_what_a_program_took_from_unpaid_acts_is_told(tmp_path: Path) -> None:
    took = {each.name.partition(", ")[2]: each for each in unpaid(paid_and_not(), question(tmp_path), "B")}
    own = took["acts that it does not pay"]

    assert isinstance(own, Answer)
    rows: Any = own.figures["change by what is paid"]
    # Paid: 20 for 10. Unpaid: 15 for 20. Together: 35 for 30.
    assert [each["middle"] for each in rows] == pytest.approx([1.0, -0.25, 35 / 30 - 1])
    assert own.figures["unpaid acts lost for a paid one more"] == pytest.approx(0.5)
    assert own.figures["acts a month, paid or not"] == [
        {"who": "treated", "acts": "paid", "before": 40.0, "during": 80.0},
        {"who": "treated", "acts": "not paid", "before": 80.0, "during": 60.0},
        {"who": "others", "acts": "paid", "before": 40.0, "during": 40.0},
        {"who": "others", "acts": "not paid", "before": 80.0, "during": 80.0},
    ]
    assert own.figures["p by drawing anew"] == pytest.approx(2 / 70)
    assert [each.passed for each in own.diagnostics] == [False]
    # 2 for 1 against 0.75 for 1.
    assert getattr(took["against their unpaid acts"], "point", None) == pytest.approx(2 / 0.75 - 1)


def test_that_unpaid_acts_fell_is_said_in_fixed_words(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    among = paid_and_not()
    restless = random.poisson(np.full_like(among.counts, 20.0) - 8 * np.outer(among.treated, among.during))
    said = next(unpaid(replace(among, unpaid=restless.astype(np.float64)), question(tmp_path), "B"))

    assert isinstance(said, Answer)
    assert said.says.startswith("It is very likely that it took from acts that it does not pay: those changed by -4")


@pytest.mark.parametrize(("each", "code"), [(30 / 48, None), (29 / 48, "unpaid-too-few")])
def test_what_was_taken_needs_thirty_unpaid_acts(each: float, code: str | None) -> None:
    among = seen(4, 2, (4, 4))
    refusal = taken_refused(replace(among, unpaid=np.full_like(among.counts, each)))

    assert (None if refusal is None else refusal.code) == code


def test_unpaid_acts_are_told_apart_by_the_kinds_that_are_paid(tmp_path: Path) -> None:
    files = company(1.5)
    others = [
        row.replace(",review,", ",reference_call,").replace("p", "c-p", 1)
        for row in files["activities"].split("\n")[1:-1]
    ]
    files["activities"] += "\n".join(row for row in others if "-0," in row or "-9," in row) + "\n"
    name = "lift: spiff from 2025-07-01, acts that it does not pay"
    said = asked("lift", written(tmp_path, **files), "kinds=review", snapshot=date(2025, 12, 31))
    unsaid = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31))

    assert said.answers[name].point == pytest.approx(0.0)
    assert unsaid.refusals[name].code == "kinds-unsaid"


def test_a_program_that_worked_is_seen(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **company(1.5)), snapshot=date(2025, 12, 31)).answers[
        "lift: spiff from 2025-07-01"
    ]

    assert said.point == pytest.approx(0.49, abs=0.02)
    assert said.figures["p by drawing anew"] == pytest.approx(2 / 70)
    assert "very likely" in said.says
    assert said.grade == "B"


def test_the_months_are_told_one_by_one(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **company(1.5)), snapshot=date(2025, 12, 31)).answers[
        "lift: spiff from 2025-07-01"
    ]
    months: Any = said.figures["month by month, against all months before"]

    assert [(each["month"], each["from the start"]) for each in (months[0], months[5], months[6], months[11])] == [
        ("2025-01", -6),
        ("2025-06", -1),
        ("2025-07", 1),
        ("2025-12", 6),
    ]
    assert [each["middle"] for each in months] == pytest.approx([0.0] * 6 + [0.49] * 6, abs=0.02)


def test_who_moved_apart_before_the_start_loses_a_grade(tmp_path: Path) -> None:
    # Half of the people bring ten more each month, and a program in July that changes nothing.
    files = company(1.0)
    ahead = [
        f"{name}-{month}-more-{number},review,2025-{month:02}-{1 + number:02},{name}"
        for name in ("p1", "p3", "p5", "p7")
        for month in range(1, 13)
        for number in range(2 * month)
    ]
    files["activities"] += "\n".join(ahead) + "\n"
    said = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31)).answers["lift: spiff from 2025-07-01"]

    assert said.grade == "C"
    assert said.says.endswith("(joint p 0.029), which costs a grade: C in place of B.")


def test_a_program_for_everybody_is_held_against_its_past(tmp_path: Path) -> None:
    files = company(1.0)
    files["programs"] = "program,team,from,to\nspiff,,2025-07-01,\n".replace("team", "person").replace(
        "spiff,", "spiff,p0"
    )
    files["people"] = "key,name,role\np0,p0,csm\n"
    files["activities"] = (
        "\n".join(row for row in files["activities"].split("\n") if ",p0" in row or row.startswith("key")) + "\n"
    )
    said = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31))

    assert said.refusals["lift: spiff from 2025-07-01"].code == "before-too-short"
    assert said.refusals["lift: spiff from 2025-07-01"].smallest.startswith("6 more months before")


@pytest.mark.parametrize(("announced", "code"), [("2025-06-01", None), ("2025-05-01", "announced-early")])
def test_months_between_announcement_and_start_are_left_out(tmp_path: Path, announced: str, code: str | None) -> None:
    # Of six months before the start, one may be lost to the announcement, two may not.
    said = asked("lift", written(tmp_path, **company(1.5)), f"announced={announced}", snapshot=date(2025, 12, 31))

    refusal = said.refusals.get("lift: spiff from 2025-07-01")
    assert (None if refusal is None else refusal.code) == code


def test_without_a_program_the_plan_for_one_is_there(tmp_path: Path) -> None:
    files = company(1.0)
    del files["programs"]
    said = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31))

    assert said.refusals["lift"].code == "programs-missing"
    assert said.answers["planning"].n == 8


@pytest.mark.parametrize(("people", "codes"), [(8, []), (7, ["units-too-few"])])
def test_drawing_by_lot_needs_four_on_each_side(tmp_path: Path, people: int, codes: list[str]) -> None:
    said = asked("lift", written(tmp_path, **company(1.0, people)), snapshot=date(2025, 12, 31))

    assert [said.refusals[name].code for name in said.refusals if name == "planning"] == codes


def test_a_team_that_nobody_is_known_to_be_in_was_not_treated(tmp_path: Path) -> None:
    files = company(1.0) | {"programs": "program,team,from,to\nspiff,west,2025-07-01,\n"}
    said = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31))

    assert said.refusals["lift: spiff from 2025-07-01"].code == "treated-unknown"


def test_without_whole_months_on_both_sides_nothing_is_compared(tmp_path: Path) -> None:
    files = company(1.0) | {"programs": "program,person,from,to\nspiff,p1,2025-01-01,\n"}
    said = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31))

    assert said.refusals["lift: spiff from 2025-01-01"].code == "window-empty"


def test_a_metric_must_be_known_of_both_sides(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **company(1.0)), "metric=nps", snapshot=date(2025, 12, 31))

    assert said.refusals["lift: spiff from 2025-07-01"].code == "metric-missing"


@pytest.mark.parametrize(("end", "codes"), [("2025-10-01", []), ("2025-11-01", []), ("2026-01-01", ["washout-open"])])
def test_what_was_pulled_forward_is_told_once_months_after_are_over(tmp_path: Path, end: str, codes: list[str]) -> None:
    files = company(1.5)
    files["programs"] = files["programs"].replace("2025-07-01,\n", f"2025-07-01,{end}\n")
    said = asked("lift", written(tmp_path, **files), snapshot=date(2025, 12, 31))

    assert [each.code for name, each in said.refusals.items() if name.endswith("net")] == codes


def test_prop_99_through_the_folder(tmp_path: Path) -> None:
    text = (Path(__file__).parents[4] / "tests" / "oracle" / "published" / "prop99.csv").read_text("utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:]]
    metrics = "".join(f"{state},packs,{year},{float(packs):.6f}\n" for state, year, packs, _ in rows)
    folder = written(
        tmp_path,
        account_metrics="account,metric,period,value\n" + metrics,
        programs="program,account,from,to\nprop99,California,1989-01-01,\n",
    )
    said = asked("lift", folder, "metric=packs").answers["lift: prop99 from 1989-01-01"]

    estimates: Any = said.figures["estimates"]
    assert [each["effect"] for each in estimates] == pytest.approx([-15.604, -19.62, -27.349], abs=0.05)


def test_starts_at_different_times_are_put_together(tmp_path: Path) -> None:
    # Everybody with an odd number brings half as many again from July; two of the four are said to start in September.
    files = company(1.5)
    late = files["programs"].replace("p5,2025-07-01", "p5,2025-09-01").replace("p7,2025-07-01", "p7,2025-09-01")
    said = asked("lift", written(tmp_path, **(files | {"programs": late})), snapshot=date(2025, 12, 31))
    both = said.answers["lift: spiff, all starts"]

    # The early two rise by half; for the late two the rise began two of eight months before their start.
    assert both.point == pytest.approx((0.49 + (1.5 * 8 / (6 + 2 * 1.5) - 1)) / 2, abs=0.05)
    assert both.interval80 is not None
    assert both.interval80[0] < (both.point or 0) < both.interval80[1]


def test_one_start_is_not_put_together(tmp_path: Path) -> None:
    said = asked("lift", written(tmp_path, **company(1.5)), snapshot=date(2025, 12, 31))

    assert [name for name in said.answers if name.endswith("all starts")] == []
