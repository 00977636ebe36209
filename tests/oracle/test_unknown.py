"""How far an unknown reaches, at its boundaries: typed by hand, and both the engine and the oracle must say so."""

import json
from pathlib import Path

import pytest

from tests.oracle.both import engine, totals
from tests.oracle.small_worlds import HEAD, amended, race, told, units

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 100.00}"
# Pays up to 150.00, at a score of 1.2 and above.
INDEX = (
    "key: health, kind: index, window: quarter, metrics: [{metric: nps, target: 50, weight: 1}],"
    " pays: {at_target: 100.00, curve: [[0.8, 0], [1, 1], [1.2, 1.5]], between: line}"
)
GOALS = "key: goals, kind: okr, window: quarter, objective: Love, key_results: [{title: Love, metric: nps, target: 50}]"
QUOTA = (
    DEMOS.replace("demos", "quota")
    .replace("bounty", "quota")
    .replace("each: 100.00", "at_target: 100.00, curve: [[0, 0], [1, 1]], between: line")
)
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


@pytest.mark.parametrize(
    ("left", "acts", "said", "codes"),
    [
        ("2026-05-22", "", ["ada quota 50.00"], []),
        # What was opened on the first of June is not hers any more, or it is.
        ("2026-05-31", "3", ["ada quota 50.00", "ben quota 0.00"], []),
        ("2026-06-01", "3", ["ada quota 50.00", "ben quota None"], ["target-missing"]),
    ],
)
def test_nobody_asks_for_the_target_of_a_leaver_without_an_act(
    tmp_path: Path, left: str, acts: str, said: list[str], codes: list[str]
) -> None:
    plan = f"{QUOTA}, leavers: paid"
    people = f"key  name  role  ends_on\nada  Ada   csm   -\nben  Ben   csm   {left}"
    targets = "incentive  person  period   target\nquota      ada     2026-Q3  4"
    assert known(tmp_path, plan, race(ada="1 2", ben=acts), people=people, targets=targets) == said
    assert [each["code"] for each in totals(tmp_path / "plan", tmp_path, "2026-Q3")["problems"]] == codes


@pytest.mark.parametrize("terms", ["target: 3, prorate: days", "prorate: none"])
def test_a_gate_on_what_covers_her_not_is_shut_whatever_her_target(tmp_path: Path, terms: str) -> None:
    read = f"{QUOTA}, covers: {{people: [ada]}}, {terms}"
    gated = DEMOS.replace("demos", "gated") + ", requires: {incentive: quota, attainment: 1/3}"
    targets = "incentive  person  period   target\nquota      ada     2026-Q3  3"
    said = known(tmp_path, f"{read}\n{gated}", race(ada="1", ben="2"), targets=targets)
    assert said == ["ada quota 33.33", "ada gated 100.00", "ben quota 0.00", "ben gated 0.00"]
    assert totals(tmp_path / "plan", tmp_path, "2026-Q3")["problems"] == []


def test_without_a_target_an_act_of_nothing_hides_nothing_and_a_later_one_nothing_before_it(tmp_path: Path) -> None:
    acts = """
        key  kind  person  amount  currency  won
        d1   csql  ada     0.00    USD       2026-07-04
        d2   csql  ben     500.00  USD       2026-07-05
        d3   csql  ada     500.00  USD       2026-07-06
    """
    targets = "incentive  person  period   target\ndeals      ada     2026-Q3  0"
    plan = f"{DEALS}, limits: {{budget: 100.00}}"
    assert known(tmp_path, plan, acts, targets=targets) == ["ada deals None", "ben deals 50.00"]


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


@pytest.mark.parametrize(
    ("reached", "budget", "later"),
    [
        ("0.7", "400.00", "100.00"),
        ("0.7", "399.99", "None"),
        ("0.7", "100.00", "0.00"),
        # Ben's own gate is shut: three acts may be paid, and of the cent that two leave nobody knows whose it is.
        ("0.69", "300.00", "100.00"),
        ("0.69", "299.99", "None"),
        ("0.69", "100.01", "None"),
    ],
)
def test_a_gate_that_nobody_can_decide_pays_all_or_nothing(
    tmp_path: Path, reached: str, budget: str, later: str
) -> None:
    acts = ACTS.replace("2026-09-30", "2026-07-03")
    adoption = f"person  metric    period   value\nben     adoption  2026-Q3  {reached}"
    said = known(tmp_path, f"{GATED}\n{DEMOS}", acts, head=budgeted(budget), metrics=adoption)
    assert said[0] == "ada gated None"
    assert said[3] == f"ben demos {later}"


def test_a_score_and_a_gate_that_are_both_unknown_pay_anything_up_to_the_most(tmp_path: Path) -> None:
    plan = INDEX + ", requires: {metric: adoption, at_least: 0.7}"
    metrics = METRICS + "\nben  adoption  2026-Q3  0.7"
    assert known(tmp_path / "enough", plan, head=budgeted("250.00"), metrics=metrics)[1] == "ben health 100.00"
    assert known(tmp_path / "scarce", plan, head=budgeted("249.99"), metrics=metrics)[1] == "ben health None"


READS = DEMOS.replace("demos", "gated") + ", requires: {incentive: demos, measure: 1}"
AGAIN = f"{DEMOS.replace('100.00', '90.00')}, on_change: restart"


@pytest.mark.parametrize(
    ("period", "earned", "codes"),
    [
        # Until September has ended the gate is not asked; Ben acts after the period.
        ("2026-07", ["ada 2026-07-01/2026-08-01 100.00 0.00", "ada 2026-07-01/2026-10-01 0.00 100.00",
                     "ben 2026-07-01/2026-08-01 0.00 0.00", "ben 2026-07-01/2026-10-01 0.00 0.00"], []),
        # Demos begin again in August, so they have no window of three months that the gate could read.
        ("2026-Q3", ["ada 2026-07-01/2026-08-01 100.00 0.00", "ada 2026-08-01/2026-10-01 0.00 0.00",
                     "ada 2026-07-01/2026-10-01 None None", "ben 2026-07-01/2026-08-01 0.00 0.00",
                     "ben 2026-08-01/2026-10-01 90.00 0.00", "ben 2026-07-01/2026-10-01 None None"],
         ["gate-without-window"]),
    ],
)  # fmt: skip
def test_a_gate_whose_other_window_was_cut_waits_until_its_own_has_ended(
    tmp_path: Path, period: str, earned: list[str], codes: list[str]
) -> None:
    said = amended(tmp_path, f"{DEMOS}\n{READS}", f"{AGAIN}\n{READS}", "2026-08-01", acts=ACTS, period=period)
    assert units(said, "window", "earned", "waiting") == earned
    folder = tmp_path / "alone"
    assert [problem["code"] for problem in totals(folder / "plan", folder, period)["problems"]] == codes


@pytest.mark.parametrize(("budget", "ben"), [("290.00", "90.00"), ("289.99", "None")])
def test_a_gate_without_its_window_takes_of_a_budget_all_or_nothing(tmp_path: Path, budget: str, ben: str) -> None:
    """Ada's demo takes 100.00, and what her gate holds back 100.00 or nothing; Ben's demo of September comes after."""
    head, more = budgeted(budget), f"budget: {budget}\n"
    plans = (f"{DEMOS}\n{READS}", f"{AGAIN}\n{READS}")
    said = amended(tmp_path, *plans, "2026-08-01", acts=ACTS, head=head, more=more)
    assert units(said, "incentive", "window", "earned")[3:] == [
        "ben demos 2026-07-01/2026-08-01 0.00",
        f"ben demos 2026-08-01/2026-10-01 {ben}",
        "ben gated 2026-07-01/2026-10-01 None",
    ]


@pytest.mark.parametrize(
    ("limits", "shares"),
    [
        ("budget: 250.00", "ben health 100.00"),
        ("budget: 249.99", "ben health None"),
        ("budget: 200.00, per_person: 100.00", "ben health 100.00"),
        ("budget: 199.99, per_person: 100.00", "ben health None"),
    ],
)
def test_a_budget_in_proportion_is_known_when_there_is_enough_for_all(tmp_path: Path, limits: str, shares: str) -> None:
    plan = INDEX + f", limits: {{{limits}, budget_share: prorate}}"
    assert known(tmp_path, plan, metrics=METRICS) == ["ada health None", shares]


def test_who_has_nothing_to_share_has_nothing_whatever_the_others_have(tmp_path: Path) -> None:
    plan = INDEX + ", limits: {budget: 50.00, budget_share: prorate}"
    assert known(tmp_path, plan, metrics=METRICS.replace("50", "40")) == ["ada health None", "ben health 0.00"]


USE = INDEX.replace("health", "use").replace("nps", "use") + ", limits: {budget: 60.00, budget_share: prorate}"


@pytest.mark.parametrize(
    ("health", "budget", "said"),
    [
        # 150.00 for Ada's score, if it is the best, and 100.00 for Ben's; by use 60.00 are shared by two.
        ("250.00", "310.00", ["None", "30.00", "100.00", "30.00"]),
        ("250.00", "309.99", ["None", "30.00", "100.00", "None"]),
        # Too little for both: Ada may have 120.00 and Ben 100.00.
        ("120.00", "280.00", ["None", "30.00", "None", "30.00"]),
        ("120.00", "279.99", ["None", "30.00", "None", "None"]),
        # After Ada's use a cent is left for Ben's health, or for his use; her health may take all of it.
        ("120.00", "30.01", ["None", "None", "None", "None"]),
    ],
)
def test_what_was_shared_in_proportion_is_bounded_in_the_plans_budget(
    tmp_path: Path, health: str, budget: str, said: list[str]
) -> None:
    plan = f"{INDEX}, limits: {{budget: {health}, budget_share: prorate}}\n{USE}"
    metrics = METRICS + "\nada     use     2026-Q3  50\nben     use     2026-Q3  50"
    whose = ["ada health", "ada use", "ben health", "ben use"]
    expected = [f"{unit} {earned}" for unit, earned in zip(whose, said, strict=True)]
    assert known(tmp_path, plan, head=budgeted(budget), metrics=metrics) == expected


THREE = "key  name  role\nada  Ada   csm\nben  Ben   csm\ncal  Cal   csm"
# All three of Ada's demos were taken back but the last, which had lowered what she earned.
OWING = (
    "key: shared, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo},"
    " pays: {tiers: volume, rates: [{upto: 2, each: 100.00}, {each: 40.00}]},"
    " clawback: {milestone: churned, within_days: 60, effect: act_only}, requires: {metric: adoption, at_least: 0.7}"
)
OWED = """
    key  kind      person  demo        churned
    a1   referral  ada     2026-07-01  2026-07-20
    a2   referral  ada     2026-07-02  2026-07-20
    a3   referral  ada     2026-07-03  -
    b1   referral  ben     2026-07-05  -
    c1   referral  cal     2026-07-04  -
"""
ADOPTED = "person  metric  period   value\nada  adoption  2026-Q3  1\nben  adoption  2026-Q3  1"


@pytest.mark.parametrize(
    ("shared", "whole", "ben"),
    [
        # 100.00 for Ben, as much for Cal if his gate opens, and nothing for Ada, who has -80.00.
        ("200.00", "200.00", "100.00"),
        ("199.99", "200.00", "None"),
        ("200.00", "199.99", "None"),
    ],
)
def test_who_owes_makes_no_room_in_a_budget_in_proportion(tmp_path: Path, shared: str, whole: str, ben: str) -> None:
    plan = f"{OWING}, limits: {{budget: {shared}, budget_share: prorate}}"
    said = known(tmp_path, plan, OWED, people=THREE, metrics=ADOPTED, head=budgeted(whole))
    assert said == ["ada shared 0.00", f"ben shared {ben}", "cal shared None"]


CLOSED = "period   closed_at\n2026-Q3  2026-10-06T09:00:00Z"
CORRECTED = """
    person  metric  period   value  recorded_at
    ben     nps     2026-Q3  60     2026-10-02T09:00:00Z
    cal     nps     2026-Q3  60     2026-10-02T09:00:00Z
    ben     nps     2026-Q3  50     2026-10-09T09:00:00Z
    cal     nps     2026-Q3  40     2026-10-09T09:00:00Z
"""


@pytest.mark.parametrize(("budget", "ben"), [("300.00", "100.00"), ("299.99", "None")])
def test_a_budget_that_was_enough_at_its_close_and_still_is_hides_nothing(
    tmp_path: Path, budget: str, ben: str
) -> None:
    """At the close Ben and Cal had 150.00 each; corrections leave 100.00 and nothing, and Ada's score has room."""
    plan = INDEX + f", limits: {{budget: {budget}, budget_share: prorate}}"
    said = known(tmp_path, plan, people=THREE, metrics=CORRECTED, closes=CLOSED)
    assert said == ["ada health None", f"ben health {ben}", "cal health 0.00"]


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


def test_what_an_unknown_could_take_of_two_budgets_of_one_size_is_unknown(tmp_path: Path) -> None:
    """Of either Ben's second deal has 50.00 where Ada's brings nothing, and nothing where hers takes all."""
    plan = f"{DEALS}, limits: {{budget: 100.00}}"
    assert known(tmp_path, plan, UNPRICED, head=budgeted("100.00")) == ["ada deals None", "ben deals None"]


def test_an_act_that_waits_in_one_incentive_hides_nothing_of_it_in_those_before(tmp_path: Path) -> None:
    earlier = DEMOS.replace("referral", "csql").replace("milestone: demo", "milestone: opportunity")
    parts = (
        "key: parts, kind: bounty, window: quarter, counts: {activity: referral}, pays: {each: 1.00},"
        " earns: [{milestone: demo, part: 50%}, {milestone: won, part: 50%}]"
    )
    acts = """
        key  kind  person  amount  currency  opportunity  won
        d1   csql  ada     500.00  EUR       2026-07-04   2026-07-04
    """
    before = known(tmp_path / "before", f"{earlier}\n{DEALS}\n{parts}", acts, head=budgeted("100.00"))
    after = known(tmp_path / "after", f"{DEALS}\n{earlier}\n{parts}", acts, head=budgeted("100.00"))
    assert before[:2] == ["ada demos 100.00", "ada deals None"]
    assert after[:2] == ["ada deals None", "ada demos None"]


def test_a_share_that_waits_for_the_end_of_its_window_takes_nothing_yet(tmp_path: Path) -> None:
    monthly = DEMOS.replace("quarter", "month")
    plan = f"{DEALS}, limits: {{budget: 10.00, budget_share: prorate}}\n{monthly}"
    acts = UNPRICED.replace("won", "won         demo") + "    r1   referral  ben  -  -  -  2026-07-20\n"
    said = known(tmp_path, plan, acts, head=budgeted("100.00"), period="2026-07")
    assert said == ["ada deals None", "ada demos 0.00", "ben deals 0.00", "ben demos 100.00"]


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


@pytest.mark.parametrize(("budget", "cal"), [("150.00", "50.00"), ("149.99", "None")])
def test_an_unknown_measure_leaves_the_ranks_of_its_bracket_unknown(tmp_path: Path, budget: str, cal: str) -> None:
    contest = (
        "key: top, kind: contest, window: quarter, counts: {activity: csql, milestone: won}, measure: amount,"
        " prizes: [50.00], brackets: {by: team}"
    )
    acts = UNPRICED + "    d4   csql  cal     500.00  USD       2026-07-06\n"
    # Dee has won nothing, and ranks nowhere whatever Ada has; Ada and Ben may each win the prize of the east.
    assert known(tmp_path, contest, acts, people=TEAMS, head=budgeted(budget)) == [
        "ada top None",
        "ben top None",
        f"cal top {cal}",
        "dee top 0.00",
    ]
