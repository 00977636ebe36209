"""What changes between versions of a plan (rule 24)."""

from plaudit.plans.checks import check
from plaudit.plans.checks.tests.typed import bounty, plan
from plaudit.plans.plan import Plan

SUBMITTED = "counts: {activity: referral, milestone: accepted}"
FEBRUARY = "{from: 2026-02-15, to: 2027-01-01}"
APRIL = "{from: 2026-04-01, to: 2027-01-01}"
BEFORE = plan(bounty("{each: 100.00}"))


def restarts_missing(now: Plan) -> list[str]:
    return [finding.says for finding in check(now, BEFORE) if finding.code == "change-needs-restart"]


def test_another_milestone_inside_a_quarter_needs_a_restart() -> None:
    now = plan(bounty("{each: 100.00}", SUBMITTED), version="2", effective=FEBRUARY)
    assert restarts_missing(now) == [
        (
            "This version changes what it counts in `bounty` on 2026-02-15, inside the quarter from 2026-01-01 to "
            "2026-03-31: one running total cannot be of two things."
        )
    ]


def test_another_measure_inside_a_quarter_needs_a_restart() -> None:
    priced = bounty("{each: {referral: 100.00}}")
    (says,) = restarts_missing(plan(priced, version="2", effective=FEBRUARY))
    assert says.startswith("This version changes how it measures in `bounty` on 2026-02-15")


def test_a_version_that_restarts_may_count_otherwise() -> None:
    now = plan(bounty("{each: 100.00}", SUBMITTED, on_change="restart"), version="2", effective=FEBRUARY)
    assert restarts_missing(now) == []


def test_a_version_that_starts_with_a_quarter_may_count_otherwise() -> None:
    assert restarts_missing(plan(bounty("{each: 100.00}", SUBMITTED), version="2", effective=APRIL)) == []


def test_rates_may_change_inside_a_quarter() -> None:
    assert restarts_missing(plan(bounty("{each: 120.00}"), version="2", effective=FEBRUARY)) == []


def test_windows_of_another_length_begin_where_a_window_of_either_length_does() -> None:
    inside = plan(bounty("{each: 100.00}", window="month"), version="2", effective="{from: 2026-02-01, to: 2027-01-01}")
    assert restarts_missing(inside) == [
        (
            "This version changes the length of windows in `bounty` on 2026-02-01, inside the quarter from 2026-01-01 "
            "to 2026-03-31: an act belongs to one window."
        )
    ]
    longer = plan(bounty("{each: 100.00}", window="half"), version="2", effective=APRIL)
    (says,) = restarts_missing(longer)
    assert says.endswith("inside the half-year from 2026-01-01 to 2026-06-30: an act belongs to one window.")
    assert restarts_missing(plan(bounty("{each: 100.00}", window="month"), version="2", effective=APRIL)) == []
