"""Which incentives are told what another one counts, and that they then say what they would have counted themselves."""

from pathlib import Path

import pytest

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.prepare import prepare
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period

QUARTER = Period.of("2026-Q3")
PLAN = """
plan: alike
currency: USD
calendar: {{time_zone: UTC}}
covers: {{role: csm}}
effective: {{from: 2026-01-01, to: 2027-01-01}}
incentives:
  - {{key: demos, kind: bounty, {demos}, pays: {{each: 100.00}}}}
  - {{key: race, kind: contest, {race}, prizes: [500.00, 200.00], ties: share}}
"""
DEMOS = "window: quarter, counts: {activity: referral, milestone: demo}"
FILES = {
    "people": "key,name,role\nana,Ana,csm\nbo,Bo,csm\n",
    "accounts": "key,name,segment\nacme,Acme,enterprise\nbirch,Birch,smb\n",
    "activities": (
        "key,kind,opened_on,account,person\nr-1,referral,2026-07-01,acme,ana\nr-2,referral,2026-07-01,acme,bo\n"
        "r-3,referral,2026-07-02,birch,bo\n"
    ),
    "milestones": "activity,milestone,on\nr-1,demo,2026-07-02\nr-2,demo,2026-07-03\nr-3,demo,2026-07-04\n",
}


def told(folder: Path, *versions: str) -> list[tuple[int, int, int, int]]:
    """Slot and part, and the slot and part that count for them."""
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    ground = prepare([read_plan(version) for version in versions], read(folder).at(None, "UTC"), QUARTER)
    return [(row[0], row[1], row[16], row[17]) for row in ground.laid.table("counted") if row[16] is not None]


def test_a_contest_over_what_a_bounty_counts_is_told_by_it(tmp_path: Path) -> None:
    assert told(tmp_path, PLAN.format(demos=DEMOS, race=DEMOS)) == [(2, 0, 1, 0)]


@pytest.mark.parametrize(
    "more",
    [
        "where: {segment: [enterprise]}",
        "covers: {people: [ana]}",
        "credit: {to: holder}",
        "late: {within_days: 3}",
        "leavers: paid",
        "effective: {from: 2026-07-03}",
        "clawback: {milestone: opportunity, within_days: 30}",
        "limits: {per_account: 1}",
    ],
)
def test_whatever_changes_which_acts_count_or_for_how_much_makes_each_count_for_itself(
    tmp_path: Path, more: str
) -> None:
    assert told(tmp_path, PLAN.format(demos=DEMOS, race=f"{DEMOS}, {more}")) == []
    assert told(tmp_path, PLAN.format(demos=f"{DEMOS}, {more}", race=DEMOS)) == []


@pytest.mark.parametrize(
    "counts",
    [
        "window: month, counts: {activity: referral, milestone: demo}",
        "window: quarter, counts: {activity: referral, milestone: accepted}",
        "window: quarter, counts: {activity: [referral, review], milestone: {referral: demo, review: published}}",
        "window: quarter, counts: {activity: referral, milestone: demo}, measure: points, points: {referral: 2}",
    ],
)
def test_other_windows_milestones_kinds_and_points_are_counted_apart(tmp_path: Path, counts: str) -> None:
    assert told(tmp_path, PLAN.format(demos=DEMOS, race=counts)) == []


def test_room_in_one_window_makes_all_windows_of_the_incentive_count_for_themselves(tmp_path: Path) -> None:
    monthly = DEMOS.replace("quarter", "month")
    first = PLAN.format(demos=f"{monthly}, limits: {{per_account: 1}}", race=monthly)
    then = PLAN.format(demos=monthly, race=monthly).replace("from: 2026-01-01", "from: 2026-08-01")
    assert told(tmp_path, first, f"{then}version: 2\n") == []


def test_limits_of_money_change_nothing_of_what_counts(tmp_path: Path) -> None:
    capped = f"{DEMOS}, limits: {{per_person: 50.00, budget: 120.00}}"
    assert told(tmp_path, PLAN.format(demos=capped, race=DEMOS)) == [(2, 0, 1, 0)]


def test_who_is_told_says_what_it_would_have_counted_itself(tmp_path: Path) -> None:
    plan = PLAN.format(demos=f"{DEMOS}, limits: {{per_person: 50.00}}", race=DEMOS)
    assert told(tmp_path, plan) == [(2, 0, 1, 0)]
    said = document(calculate((read_plan(plan),), read(tmp_path), QUARTER))
    standing = [
        (each["person"], *((own["measure"], own["earned"]) for own in each["incentives"])) for each in said["people"]
    ]
    assert standing == [("ana", ("1", "50.00"), ("1", "200.00")), ("bo", ("2", "50.00"), ("2", "500.00"))]
