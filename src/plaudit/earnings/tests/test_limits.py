"""Lines of windows with a limit that needs an order, beside lines of windows without one."""

from pathlib import Path
from typing import Any

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.verify import verify
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period

PLAN = """
plan: two-ways
currency: USD
calendar: {time_zone: UTC}
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: shared
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {each: 100.00}
    limits: {budget: 100.01, budget_share: prorate}
  - key: free
    kind: bounty
    window: quarter
    counts: {activity: review, milestone: published}
    pays: {each: 25.00}
"""
FILES = {
    "people": "key,name,role\nana,Ana,csm\nbo,Bo,csm\n",
    "accounts": "key,name\nacme,Acme\n",
    "activities": (
        "key,kind,opened_on,account,person\nr-1,referral,2026-07-01,acme,ana\n"
        "r-2,referral,2026-07-01,acme,bo\nr-3,referral,2026-07-01,acme,bo\n"
        "r-4,referral,2026-07-01,acme,bo\nw-1,review,2026-07-01,acme,ana\n"
    ),
    "milestones": (
        "activity,milestone,on\nr-1,demo,2026-07-02\nr-2,demo,2026-07-03\nr-3,demo,2026-07-09\nr-4,demo,2026-07-10\n"
        "w-1,published,2026-07-04\n"
    ),
}


def answered(folder: Path, period: str, *, steps: bool = False) -> dict[str, Any]:
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return document(calculate((read_plan(PLAN),), read(folder), Period.of(period)), steps=steps)


def earned(folder: Path, period: str) -> dict[str, dict[str, tuple[str, str]]]:
    """What each person earned and what waits, by incentive."""
    return {
        person["person"]: {each["incentive"]: (each["earned"], each["waiting"]) for each in person["incentives"]}
        for person in answered(folder, period)["people"]
    }


def test_an_incentive_without_a_budget_waits_for_nothing_beside_one_that_shares_its_own(tmp_path: Path) -> None:
    assert earned(tmp_path, "2026-07") == {
        "ana": {"shared": ("0.00", "100.00"), "free": ("25.00", "0.00")},
        "bo": {"shared": ("0.00", "300.00"), "free": ("0.00", "0.00")},
    }


def test_when_the_window_has_ended_the_budget_is_shared_and_the_others_are_paid_in_full(tmp_path: Path) -> None:
    assert earned(tmp_path, "2026-Q3") == {
        "ana": {"shared": ("25.00", "0.00"), "free": ("25.00", "0.00")},
        "bo": {"shared": ("75.01", "0.00"), "free": ("0.00", "0.00")},
    }


def test_lines_of_a_shared_budget_follow_from_their_steps(tmp_path: Path) -> None:
    assert verify(answered(tmp_path, "2026-Q3", steps=True)) == ()
