"""Rules that meet in one window, calculated by hand."""

from pathlib import Path

import pytest

from plaudit.values.refused import Unreadable
from tests.oracle.small_worlds import HEAD, amended, lines, race, told, units

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
CONTEST = DEMOS.replace("demos", "top").replace("bounty", "contest").replace("pays: {each: 100.00}", "prizes: [30.00]")
SUMMER = HEAD.replace("from: 2026-01-01", "from: 2026-07-01")


@pytest.mark.parametrize(
    ("head", "terms"),
    [
        (SUMMER, ""),
        (SUMMER + "budget: 30.00\n", ""),
        (SUMMER, ", limits: {budget: {amount: 30.00, per: effective}}"),
    ],
)
def test_what_began_with_its_first_window_improves_on_the_one_before(tmp_path: Path, head: str, terms: str) -> None:
    acts = race(ada="1 2 3", ben="1 2") + "\nx1  referral  ada  2026-04-01\nx2  referral  ada  2026-06-30"
    said = told(tmp_path, f"{CONTEST}, measure: improvement{terms}", acts, head=head)
    # Ada 3 - 2, Ben 2 - 0.
    assert units(said, "measure", "rank", "earned") == ["ada 1 2 0.00", "ben 2 1 30.00"]


def test_the_window_before_the_first_advances_and_pays_nothing(tmp_path: Path) -> None:
    acts = race(ada="1 2", ben="1") + "\nx1  referral  ben  2026-05-06"
    said = told(tmp_path, f"{CONTEST}, measure: improvement, draw: 20.00", acts, head=SUMMER)
    # Ada wins 30.00 and owes nothing from before; Ben is advanced 20.00.
    assert units(said, "measure", "earned") == ["ada 2 30.00", "ben 0 20.00"]


@pytest.mark.parametrize(
    ("period", "measures"),
    [
        # Two were accepted in summer and one in spring; the demos of spring are not asked for any more.
        ("2026-Q3", ["2026-07-01/2026-10-01 1 1"]),
        # Spring itself had two demos more than winter, and autumn two acceptances less than summer.
        (
            "2026",
            [
                "2026-01-01/2026-04-01 0 None",
                "2026-04-01/2026-07-01 2 1",
                "2026-07-01/2026-10-01 1 1",
                "2026-10-01/2027-01-01 -2 None",
            ],
        ),
    ],
)
def test_the_window_before_is_measured_by_the_terms_of_the_window_after_it(
    tmp_path: Path, period: str, measures: list[str]
) -> None:
    before = CONTEST + ", measure: improvement"
    acts = """
        key  kind      person  accepted    demo
        x1   referral  ada     2026-05-01  -
        x2   referral  ada     2026-07-01  -
        x3   referral  ada     2026-07-02  -
        x4   referral  ada     -           2026-05-03
        x5   referral  ada     -           2026-05-04
    """
    after = before.replace("milestone: demo", "milestone: accepted")
    said = amended(tmp_path, before, after, "2026-07-01", acts=acts, period=period)
    assert units(said, "window", "measure", "rank")[: len(measures)] == [f"ada {measure}" for measure in measures]


FOR_LIFE = ", limits: {budget: {amount: 300.00, per: effective}}"


@pytest.mark.parametrize(("terms", "budget"), [(FOR_LIFE, ""), ("", "budget: 300.00\n")])
@pytest.mark.parametrize(
    ("ends", "earned"),
    [
        # What begins when the version before has ended has a budget of its own; what begins before amends it.
        ("2026-07-01", ["ada 0.00", "ben 200.00"]),
        ("2027-01-01", ["ada 0.00", "ben 0.00"]),
    ],
)
def test_a_budget_for_life_is_that_of_versions_which_follow_without_an_end_between(
    tmp_path: Path, terms: str, budget: str, ends: str, earned: list[str]
) -> None:
    acts = "\n".join(f"a{day}  referral  ada  2026-06-0{day}" for day in range(1, 6)) + "\n"
    said = amended(
        tmp_path,
        DEMOS + terms,
        DEMOS + terms,
        "2026-07-01",
        acts=f"{race(ben='5 6')}\n{acts}",
        head=HEAD.replace("to: 2027-01-01", f"to: {ends}") + budget,
        more=budget,
    )
    assert units(said, "earned") == earned


def test_prizes_of_an_earlier_window_are_those_of_its_version(tmp_path: Path) -> None:
    before = CONTEST + ", measure: improvement, limits: {budget: {amount: 50.00, per: effective}}"
    acts = race(ada="1 2 3", ben="1 2 3") + "\nx1  referral  ada  2026-06-30"
    said = amended(tmp_path, before, before.replace("30.00", "40.00"), "2026-07-01", acts=acts)
    # The spring's prize was 30.00 and leaves 20.00; Ben wins the summer's 40.00 with 3 - 0 against 3 - 1.
    assert units(said, "measure", "rank", "earned") == ["ada 2 2 0.00", "ben 3 1 20.00"]


def test_a_contest_asks_for_no_metric_of_who_left(tmp_path: Path) -> None:
    people = """
        key  name  role  ends_on
        ada  Ada   csm   -
        ben  Ben   csm   2026-08-20
        cal  Cal   csm   2026-08-20
    """
    metrics = "person  metric  period  value\nada  nps  2026-Q3  40\nben  nps  2026-Q3  50"
    plan = "key: top, kind: contest, window: quarter, measure: {metric: nps}, prizes: [30.00], leavers: prorated"
    said = told(tmp_path, plan, people=people, metrics=metrics)
    assert units(said, "measure", "rank", "earned") == ["ada 40 1 30.00", "ben 0 None 0.00", "cal 0 None 0.00"]


def test_a_draw_by_days_is_whole_cents_in_each_window(tmp_path: Path) -> None:
    plan = (
        DEMOS.replace("quarter", "month")
        + ", draw: 100.00, prorate: days, effective: {from: 2026-07-31, to: 2026-08-02}"
    )
    said = told(tmp_path, plan)
    # A day of 31: 3.2258 each; the exact sum 6.4516 would be 3.23 and 3.22.
    assert lines(said, "ada", "on", "earned") == ["draw 2026-07-31 3.23", "draw 2026-08-31 3.23"]


def test_a_draw_looks_at_its_whole_window_where_the_period_is_a_part_of_it(tmp_path: Path) -> None:
    acts = race(ada="1") + "\na2  referral  ada  2026-09-02"
    said = told(tmp_path, DEMOS + ", draw: 250.00", acts, head=SUMMER, period="2026-09")
    # July's 100.00 and September's leave 50.00 to advance.
    assert lines(said, "ada", "earned") == ["a2 100.00", "draw 50.00"]


@pytest.mark.parametrize(
    ("terms", "earned"),
    [
        # 50.00 each of winter and spring are owed; summer's 100.00 pays back the 50.00 above the draw.
        ("draw: 50.00", "50.00"),
        ("limits: {budget: {amount: 500.00, per: effective}}", "100.00"),
    ],
)
def test_a_gate_of_what_looks_back_reads_the_windows_of_then(tmp_path: Path, terms: str, earned: str) -> None:
    gated = DEMOS.replace("demos", "gated") + f", requires: {{incentive: demos, measure: 1}}, {terms}"
    said = told(tmp_path, f"{DEMOS}\n{gated}", race(ada="1", ben="2"))
    assert units(said, "earned") == ["ada 100.00", f"ada {earned}", "ben 100.00", f"ben {earned}"]


def test_whoever_a_version_covered_on_its_days_appears(tmp_path: Path) -> None:
    """Ben left before the version that covers him no more, and had nothing to do with its incentives."""
    people = "key  name  role  ends_on\nada  Ada   csm   -\nben  Ben   csm   2026-07-10\ncal  Cal   ae    -"
    late = "effective: {from: 2026-08-01}"
    said = amended(tmp_path, f"{DEMOS}, {late}", f"{DEMOS}, {late}", "2026-07-20", people=people)
    assert [person["person"] for person in said["people"]] == ["ada", "ben"]


MONTHLY = DEMOS.replace("quarter", "month")


@pytest.mark.parametrize(
    ("before", "after", "since", "windows"),
    [
        (
            DEMOS,
            MONTHLY,
            "2026-10-01",
            ["07-01/2026-10-01 200.00", "10-01/2026-11-01 100.00", "11-01/2026-12-01 100.00"],
        ),
        (
            MONTHLY,
            DEMOS,
            "2026-10-01",
            ["07-01/2026-08-01 100.00", "08-01/2026-09-01 100.00", "10-01/2027-01-01 200.00"],
        ),
        (
            DEMOS,
            MONTHLY + ", on_change: restart",
            "2026-08-16",
            [
                "07-01/2026-08-16 100.00",
                "08-16/2026-09-01 100.00",
                "10-01/2026-11-01 100.00",
                "11-01/2026-12-01 100.00",
            ],
        ),
    ],
)
def test_a_version_with_windows_of_another_length_has_them_from_its_first_day_on(
    tmp_path: Path, before: str, after: str, since: str, windows: list[str]
) -> None:
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-07-05
        a2   referral  ada     2026-08-20
        a3   referral  ada     2026-10-20
        a4   referral  ada     2026-11-20
    """
    # One act is paid once, in the window of the version of its day.
    said = amended(tmp_path, before, after, since, acts=acts, period="2026-H2")
    earned = [unit for unit in units(said, "window", "earned") if unit.endswith("00.00")]
    assert earned == [f"ada 2026-{window}" for window in windows]


def test_windows_of_another_length_do_not_begin_inside_a_window(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        amended(tmp_path, DEMOS, MONTHLY, "2026-08-01", acts=race(ada="5"))
    assert [problem.code for problem in refused.value.problems] == ["change-needs-restart"]


def test_a_contest_of_other_days_may_be_promised_before_they_come(tmp_path: Path) -> None:
    first = CONTEST.replace("quarter", "{from: 2026-07-01, to: 2026-08-01}")
    second = CONTEST.replace("quarter", "{from: 2026-09-01, to: 2026-10-01}")
    said = amended(tmp_path, first, second, "2026-08-16", acts=race(ada="5") + "\nb1  referral  ben  2026-09-05")
    assert units(said, "window", "rank", "earned") == [
        "ada 2026-07-01/2026-08-01 1 30.00",
        "ada 2026-09-01/2026-10-01 None 0.00",
        "ben 2026-07-01/2026-08-01 None 0.00",
        "ben 2026-09-01/2026-10-01 1 30.00",
    ]


@pytest.mark.parametrize("rates", [None, "on          base  quote  rate\n2026-06-28  EUR   USD    2"])
def test_what_a_clawback_leaves_of_a_fine_part(tmp_path: Path, rates: str | None) -> None:
    studies = (
        "key: studies, kind: bounty, window: quarter, counts: {activity: case_study}, pays: {each: 1000.00},"
        " earns: [{milestone: agreed, part: 33%}, {milestone: published, part: 67%}],"
        " clawback: {milestone: withdrawn, within_days: 30, portion: prorated}"
    )
    deals = "key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}, pays: {rate: 10%}"
    acts = """
        key  kind        person  amount  currency  agreed      withdrawn   won
        s1   case_study  ada     -       -         2026-07-01  2026-07-16  -
        d1   csql        ben     10.00   EUR       -           -           2026-07-01
    """
    tables = {} if rates is None else {"rates": rates}
    said = told(tmp_path, studies if rates is None else f"{studies}\n{deals}", acts, **tables)
    # Half of 33 % is left: 0.33 x 15 / 30 of one study.
    assert lines(said, "ada", "quantity", "earned") == ["s1 0.165 165.00"]


def test_parts_may_be_as_fine_as_a_hundredth_of_a_percent(tmp_path: Path) -> None:
    studies = DEMOS.replace("activity: referral, milestone: demo", "activity: case_study").replace("100.00", "1000.00")
    acts = "key  kind        person  agreed\ns1   case_study  ada     2026-07-01"
    parts = "earns: [{milestone: agreed, part: 33.33%}, {milestone: published, part: 66.67%}]"
    assert lines(told(tmp_path, f"{studies}, {parts}", acts), "ada", "quantity", "earned") == ["s1 0.3333 333.30"]


def test_a_curve_that_starts_below_half_a_cent_has_no_line_before_the_first_act(tmp_path: Path) -> None:
    plan = DEMOS.replace("bounty", "quota").replace(
        "pays: {each: 100.00}", "target: 4, pays: {at_target: 0.01, curve: [[0, 0.25], [1, 1]], between: line}"
    )
    said = told(tmp_path, plan, race(ben="1 2"))
    # A quarter of a cent is nothing; five eighths are a cent, by the second act.
    assert lines(said, "ada", "earned") == []
    assert lines(said, "ben", "earned") == ["b1 0.00", "b2 0.01"]
