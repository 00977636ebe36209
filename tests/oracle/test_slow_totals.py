"""Totals that the engine gets without lines are those of the lines, in worlds worked out by hand."""

from pathlib import Path

import pytest

from tests.oracle.both import totals
from tests.oracle.small_worlds import HEAD, Json, amended, told, units

DEMOS = "key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}"
DEALS = "key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}, pays: {rate: 10%}"
ACTS = """
    key  kind      person  amount  demo        won         churned
    a1   referral  ada     -       2026-07-02  -           -
    a2   referral  ada     -       2026-07-09  -           -
    b1   referral  ben     -       2026-07-05  -           -
    b2   referral  ben     -       2026-07-12  -           -
    d1   csql      ada     1000    -           2026-07-10  2026-08-09
    d2   csql      ada     400     -           2026-07-11  -
    d3   csql      ben     900     -           2026-07-11  -
"""
TIERS = "pays: {tiers: graduated, rates: [{upto: 1, each: 100.00}, {each: 150.00}]}"
TAKEN_BACK = "clawback: {milestone: churned, within_days: 60, portion: prorated"


def shown(said: Json) -> list[str]:
    return units(said, "incentive", "measure", "earned", "limited")


@pytest.mark.parametrize(
    ("incentives", "told_of"),
    [
        (f"{DEMOS}, {TIERS}", ["ada demos 2 250.00 0.00", "ben demos 2 250.00 0.00"]),
        # Each deal has a cap of its own: 50.00 and 40.00 for Ada.
        (f"{DEALS}, limits: {{per_activity: 50.00}}", ["ada deals 1400 90.00 50.00", "ben deals 900 50.00 40.00"]),
        # Half of d1's own line is taken back; or half of the deal itself.
        (f"{DEALS}, {TAKEN_BACK}, effect: act_only}}", ["ada deals 1400 90.00 0.00", "ben deals 900 90.00 0.00"]),
        (f"{DEALS}, {TAKEN_BACK}}}", ["ada deals 900 90.00 0.00", "ben deals 900 90.00 0.00"]),
        # Served in turn: 100 to Ada, 100 to Ben, and 50 of Ada's second; Ben's second finds nothing left.
        (
            f"{DEMOS}, pays: {{each: 100.00}}, limits: {{budget: 250.00}}",
            ["ada demos 2 150.00 50.00", "ben demos 2 100.00 100.00"],
        ),
        # A budget that Ada's deals use up, beside a cap on each person.
        (
            f"{DEALS}, limits: {{budget: 150.00}}\n{DEMOS}, {TIERS}, limits: {{per_person: 200.00}}",
            [
                "ada deals 1400 140.00 0.00",
                "ada demos 2 200.00 50.00",
                "ben deals 900 10.00 80.00",
                "ben demos 2 200.00 50.00",
            ],
        ),
        # Lines of a single cent, of which two find room.
        (
            f"{DEMOS}, pays: {{each: 0.01}}, limits: {{budget: 0.02}}",
            ["ada demos 2 0.01 0.01", "ben demos 2 0.01 0.01"],
        ),
        # A budget beside what nothing limits, of which half of one line is taken back.
        (
            f"{DEALS}, {TAKEN_BACK}, effect: act_only}}\n{DEMOS}, pays: {{each: 100.00}}, limits: {{budget: 250.00}}",
            [
                "ada deals 1400 90.00 0.00",
                "ada demos 2 150.00 50.00",
                "ben deals 900 90.00 0.00",
                "ben demos 2 100.00 100.00",
            ],
        ),
        # One line of two is taken back in part, and nothing of the other incentive.
        (
            f"{DEALS}, {TAKEN_BACK}, effect: act_only}}\n{DEMOS}, {TIERS}",
            [
                "ada deals 1400 90.00 0.00",
                "ada demos 2 250.00 0.00",
                "ben deals 900 90.00 0.00",
                "ben demos 2 250.00 0.00",
            ],
        ),
        # Halves, of which the second is still to come.
        (
            DEMOS.replace(", milestone: demo", "")
            + ", earns: [{milestone: demo, part: 50%}, {milestone: won, part: 50%}], pays: {each: 100.00}",
            ["ada demos 1 100.00 0.00", "ben demos 1 100.00 0.00"],
        ),
        # A cap on each deal beside a cap on each person.
        (
            f"{DEALS}, limits: {{per_activity: 50.00}}\n{DEMOS}, {TIERS}, limits: {{per_person: 200.00}}",
            [
                "ada deals 1400 90.00 50.00",
                "ada demos 2 200.00 50.00",
                "ben deals 900 50.00 40.00",
                "ben demos 2 200.00 50.00",
            ],
        ),
    ],
)
def test_totals_of_windows_that_look_at_acts_alone_or_at_their_sum(
    tmp_path: Path, incentives: str, told_of: list[str]
) -> None:
    said = told(tmp_path, incentives, ACTS)
    assert shown(said) == told_of
    assert shown(totals(tmp_path / "plan", tmp_path, "2026-Q3")) == told_of


def test_totals_of_a_plans_budget_that_incentives_are_served_from_in_turn(tmp_path: Path) -> None:
    incentives = f"{DEMOS}, pays: {{each: 100.00}}\n{DEALS}"
    told_of = [
        "ada demos 2 200.00 0.00",
        "ada deals 1400 50.00 90.00",
        "ben demos 2 100.00 100.00",
        "ben deals 900 0.00 90.00",
    ]
    said = told(tmp_path, incentives, ACTS, head=HEAD + "budget: 350.00\n")
    # By day: a1 and b1 100 each, a2 100, and d1 finds 50 of its 100.
    assert shown(said) == told_of
    assert shown(totals(tmp_path / "plan", tmp_path, "2026-Q3")) == told_of


def test_totals_of_a_month_in_a_longer_window(tmp_path: Path) -> None:
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-07-02
        a2   referral  ada     2026-08-01
        a3   referral  ada     2026-08-31
        a4   referral  ada     2026-09-01
    """
    said = told(tmp_path, f"{DEMOS}, {TIERS}", acts, period="2026-08")
    # July's act was the first; both of August are paid at the second rate, and September's is not yet there.
    assert shown(said) == ["ada demos 3 300.00 0.00", "ben demos 0 0.00 0.00"]
    assert shown(totals(tmp_path / "plan", tmp_path, "2026-08")) == ["ada demos 3 300.00 0.00", "ben demos 0 0.00 0.00"]


def test_totals_of_a_budget_for_the_incentives_life_serve_in_turn_in_every_window(tmp_path: Path) -> None:
    acts = """
        key  kind      person  demo
        a1   referral  ada     2026-07-02
        a2   referral  ada     2026-08-01
        b1   referral  ben     2026-08-05
        a3   referral  ada     2026-08-09
    """
    plan = (
        DEMOS.replace("quarter", "month") + ", pays: {each: 100.00}, limits: {budget: {amount: 250.00, per: effective}}"
    )
    head = HEAD.replace("2026-01-01", "2026-07-01")
    told_of = ["ada demos 2 100.00 100.00", "ben demos 1 50.00 50.00"]
    assert shown(told(tmp_path, plan, acts, head=head, period="2026-08")) == told_of
    assert shown(totals(tmp_path / "plan", tmp_path, "2026-08")) == told_of


@pytest.mark.parametrize(
    ("terms", "told_of"),
    [
        # In August the first deal is capped, and half of its line is taken back; July has nothing.
        ("limits: {per_activity: 50.00}", ["0.00 0.00", "90.00 50.00", "0.00 0.00"]),
        (f"{TAKEN_BACK}, effect: act_only}}", ["0.00 0.00", "90.00 0.00", "0.00 0.00"]),
        ("limits: {budget: 120.00}", ["0.00 0.00", "120.00 20.00", "0.00 0.00"]),
    ],
)
def test_totals_of_the_second_of_three_months(tmp_path: Path, terms: str, told_of: list[str]) -> None:
    acts = """
        key  kind  person  amount  won         churned
        d1   csql  ada     1000    2026-08-10  2026-09-09
        d2   csql  ada     400     2026-08-11  -
    """
    people = "key  name  role\nada  Ada  csm"
    told(tmp_path, f"{DEALS}, {terms}".replace("quarter", "month"), acts, people=people)
    said = totals(tmp_path / "plan", tmp_path, "2026-Q3")
    assert units(said, "earned", "limited") == [f"ada {each}" for each in told_of]


def test_totals_of_lines_that_wait(tmp_path: Path) -> None:
    gated = f"{DEALS}, requires: {{metric: adoption, at_least: 0.7}}, limits: {{per_activity: 50.00}}"
    said = told(tmp_path, gated, ACTS, period="2026-07")
    assert units(said, "earned", "waiting") == ["ada 0.00 90.00", "ben 0.00 50.00"]
    assert units(totals(tmp_path / "plan", tmp_path, "2026-07"), "earned", "waiting") == [
        "ada 0.00 90.00",
        "ben 0.00 50.00",
    ]


def test_totals_of_acts_under_two_versions(tmp_path: Path) -> None:
    after = f"{DEMOS}, {TIERS}".replace("100.00", "10.00").replace("150.00", "20.00")
    said = amended(tmp_path, f"{DEMOS}, {TIERS}", after, "2026-07-06", acts=ACTS)
    # One act under each version: 100.00, and then the second at 20.00.
    assert shown(said) == ["ada demos 2 120.00 0.00", "ben demos 2 120.00 0.00"]
    folder = tmp_path / "alone"
    assert shown(totals(folder / "plan", folder, "2026-Q3")) == ["ada demos 2 120.00 0.00", "ben demos 2 120.00 0.00"]
