"""How far an unknown reaches, at its boundaries: typed by hand, and both the engine and the oracle must say so."""

import json
from pathlib import Path

import pytest

from tests.oracle.both import engine
from tests.oracle.small_worlds import HEAD, told, units

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
# Pays up to 150.00, at a score of 1.2 and above.
INDEX = (
    "key: health, kind: index, window: quarter, metrics: [{metric: nps, target: 50, weight: 1}],"
    " pays: {at_target: 100.00, curve: [[0.8, 0], [1, 1], [1.2, 1.5]], between: line}"
)
GOALS = "key: goals, kind: okr, window: quarter, objective: Love, key_results: [{title: Love, metric: nps, target: 50}]"
METRICS = "person  metric  period   value\nben     nps     2026-Q3  50"
ACTS = """
    key  kind      person  demo
    a1   referral  ada     2026-07-02
    b1   referral  ben     2026-09-30
"""


def known(folder: Path, incentives: str, acts: str = ACTS, **tables: str) -> list[str]:
    said = told(folder, incentives, acts, **tables)
    fast = json.loads(engine(folder / "plan", folder, tables.get("period", "2026-Q3")))
    assert units(fast, "incentive", "earned", "rank") == units(said, "incentive", "earned", "rank")
    return units(said, "incentive", "earned")


def budgeted(amount: str) -> str:
    """The plan's budget holds for its life, which begins with the quarter."""
    return f"{HEAD.replace('from: 2026-01-01', 'from: 2026-07-01')}budget: {amount}\n"


@pytest.mark.parametrize("target", ["0", "-0.000001"])
def test_a_target_that_is_not_above_zero_makes_any_pay_unknown(tmp_path: Path, target: str) -> None:
    said = known(tmp_path, DEMOS, targets=f"incentive  person  period   target\ndemos  ada  2026-Q3  {target}")
    assert said == ["ada demos None", "ben demos 100.00"]


def test_an_unknown_score_displaces_no_act_and_hides_nothing_that_has_room(tmp_path: Path) -> None:
    # At the most 200.00 of acts, 150.00 for Ada's score and 100.00 for Ben's: all have room.
    assert known(tmp_path, f"{DEMOS}\n{INDEX}", head=budgeted("450.00"), metrics=METRICS) == [
        "ada demos 100.00",
        "ada health None",
        "ben demos 100.00",
        "ben health 100.00",
    ]


def test_an_unknown_score_hides_what_it_could_displace(tmp_path: Path) -> None:
    """A cent less, and Ben's score of the same day comes after Ada's; the acts of the day come before both."""
    assert known(tmp_path, f"{DEMOS}\n{INDEX}", head=budgeted("449.99"), metrics=METRICS) == [
        "ada demos 100.00",
        "ada health None",
        "ben demos 100.00",
        "ben health None",
    ]


def test_what_finds_nothing_left_whatever_the_unknown_is_0(tmp_path: Path) -> None:
    assert known(tmp_path, f"{DEMOS}\n{INDEX}", head=budgeted("200.00"), metrics=METRICS)[3] == "ben health 0.00"


def test_a_score_that_pays_nothing_hides_nothing(tmp_path: Path) -> None:
    said = known(
        tmp_path,
        f"{DEMOS}\n{GOALS}\n{INDEX}",
        head=budgeted("300.00"),
        metrics=METRICS + "\nada     nps     2026-Q3  9",
    )
    assert "None" not in "".join(said)
    said = known(tmp_path / "missing", f"{DEMOS}\n{GOALS.replace('nps', 'love')}\n{INDEX}", head=budgeted("300.00"),
                 metrics=METRICS + "\nada     nps     2026-Q3  9")  # fmt: skip
    assert said == ["ada demos 100.00", "ada goals None", "ada health 0.00", "ben demos 100.00", "ben goals None",
                    "ben health 100.00"]  # fmt: skip


def test_a_window_that_goes_on_leaves_the_quarter_before_it_alone(tmp_path: Path) -> None:
    acts = ACTS + "    b2   referral  ben     2026-10-01\n"
    said = known(
        tmp_path,
        f"{DEMOS}\n{INDEX}",
        acts,
        head=budgeted("250.00"),
        metrics=METRICS.replace("50", "40"),
        period="2026-Q4",
    )
    # Ada's score of September may take what is left, so October's act may find nothing.
    assert said == ["ada demos 0.00", "ada health None", "ben demos None", "ben health None"]


GATED = DEMOS.replace("demos", "gated") + ", requires: {metric: adoption, at_least: 0.7}"


@pytest.mark.parametrize(("budget", "later"), [("400.00", "100.00"), ("399.99", "None"), ("100.00", "0.00")])
def test_a_gate_that_nobody_can_decide_pays_all_or_nothing(tmp_path: Path, budget: str, later: str) -> None:
    acts = ACTS.replace("2026-09-30", "2026-07-03")
    adoption = "person  metric    period   value\nben     adoption  2026-Q3  0.7"
    said = known(tmp_path, f"{GATED}\n{DEMOS}", acts, head=budgeted(budget), metrics=adoption)
    assert said[0] == "ada gated None"
    assert said[3] == f"ben demos {later}"


@pytest.mark.parametrize(("budget", "shares"), [("250.00", "ben health 100.00"), ("249.99", "ben health None")])
def test_a_budget_in_proportion_is_known_when_there_is_enough_for_all(tmp_path: Path, budget: str, shares: str) -> None:
    plan = INDEX + f", limits: {{budget: {budget}, budget_share: prorate}}"
    assert known(tmp_path, plan, metrics=METRICS) == ["ada health None", shares]


def test_who_has_nothing_to_share_has_nothing_whatever_the_others_have(tmp_path: Path) -> None:
    plan = INDEX + ", limits: {budget: 50.00, budget_share: prorate}"
    assert known(tmp_path, plan, metrics=METRICS.replace("50", "40")) == ["ada health None", "ben health 0.00"]


DEALS = "key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}, pays: {rate: 10%}"
UNPRICED = """
    key  kind  person  amount  currency  won
    d1   csql  ben     500.00  USD       2026-07-04
    d2   csql  ada     500.00  EUR       2026-07-05
    d3   csql  ben     500.00  USD       2026-07-06
"""


def test_an_act_that_waits_hides_what_comes_after_it(tmp_path: Path) -> None:
    plan = f"{DEALS}, limits: {{budget: 1000.00}}"
    acts = UNPRICED.replace("    d3   csql  ben     500.00  USD       2026-07-06\n", "")
    assert known(tmp_path, plan, acts) == ["ada deals None", "ben deals 50.00"]
    assert known(tmp_path / "after", plan, UNPRICED) == ["ada deals None", "ben deals None"]


def test_a_persons_own_cap_bounds_what_she_can_take_from_others(tmp_path: Path) -> None:
    plan = f"{DEALS}, limits: {{per_person: 100.00, budget: 200.00}}"
    assert known(tmp_path, plan, UNPRICED) == ["ada deals None", "ben deals 100.00"]
    less = f"{DEALS}, limits: {{per_person: 100.00, budget: 199.99}}"
    assert known(tmp_path / "less", less, UNPRICED) == ["ada deals None", "ben deals None"]


TEAMS = """
    key  name  role  team
    ada  Ada   csm   east
    ben  Ben   csm   east
    cal  Cal   csm   west
    dee  Dee   csm   east
"""


def test_an_unknown_measure_leaves_the_ranks_of_its_bracket_unknown(tmp_path: Path) -> None:
    contest = (
        "key: top, kind: contest, window: quarter, counts: {activity: csql, milestone: won}, measure: amount,"
        " prizes: [50.00], brackets: {by: team}"
    )
    acts = UNPRICED + "    d4   csql  cal     500.00  USD       2026-07-06\n"
    # Dee has won nothing, and ranks nowhere whatever Ada has.
    assert known(tmp_path, contest, acts, people=TEAMS) == [
        "ada top None",
        "ben top None",
        "cal top 50.00",
        "dee top 0.00",
    ]
