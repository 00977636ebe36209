"""In which order incentives stand, and which earlier windows a period needs."""

import pytest

from plaudit.earnings.slots import slots
from plaudit.plans.plan import Plan
from plaudit.plans.read import read
from plaudit.plans.write import write
from plaudit.values.period import Period

FIRST = """
plan: advocacy
currency: USD
effective: {from: 2026-01-01}
incentives:
  - {key: reviews, kind: bounty, window: month, counts: {activity: review, milestone: published}, pays: {each: 20.00}}
  - {key: quotes, kind: bounty, window: month, counts: {activity: quote, milestone: published}, pays: {each: 10.00}}
"""
SECOND = """
plan: advocacy
version: 2
currency: USD
effective: {from: 2026-09-01}
incentives:
  - {key: quotes, kind: bounty, window: month, counts: {activity: quote, milestone: published}, pays: {each: 10.00}}
"""
VERSIONS = (read(FIRST), read(SECOND))


def order(period: str) -> list[str]:
    return [slot.key for slot in slots(VERSIONS, Period.of(period))]


def test_a_version_still_to_come_does_not_change_the_order() -> None:
    assert order("2026-08") == ["reviews", "quotes"]


def test_a_version_in_force_does() -> None:
    assert order("2026-09") == ["quotes"]
    assert order("2026-Q3") == ["quotes", "quotes", "quotes", "reviews", "reviews"]


def a_year(year: int, more: str = "", limits: str = "") -> Plan:
    text = FIRST.replace("2026-01-01}", f"{year}-01-01, to: {year + 1}-01-01}}").replace(
        "plan: ", f"version: {year}\n{more}plan: "
    )
    return read(text.replace("{each: 20.00}", "{each: 20.00}" + limits))


@pytest.mark.parametrize(
    ("more", "limits", "before"),
    [
        ("", "", []),
        ("budget: 900.00\n", "", ["2026-01", "2026-02"]),
        ("", ", limits: {budget: {amount: 90.00, per: effective}}", ["2026-01", "2026-02"]),
        # What it owes goes on from version to version.
        ("", ", draw: 10.00", [f"2025-{month:02}" for month in range(1, 13)] + ["2026-01", "2026-02"]),
    ],
)
def test_a_budget_of_a_year_that_is_over_asks_for_none_of_its_windows(
    more: str, limits: str, before: list[str]
) -> None:
    found = slots((a_year(2025, more, limits), a_year(2026, more, limits)), Period.of("2026-03"))
    assert [slot.window.name() for slot in found if slot.key == "reviews"] == [*before, "2026-03"]


BOTH_YEARS = """
  - {key: top, kind: contest, window: {from: 2025-01-01, to: 2027-01-01},
     counts: {activity: quote, milestone: published}, prizes: [5.00]}
"""


def test_a_window_that_goes_on_from_the_year_before_brings_what_that_year_spent() -> None:
    first = read(write(a_year(2025, "budget: 900.00\n")) + BOTH_YEARS.lstrip("\n"))
    found = slots((first, a_year(2026)), Period.of("2026-12"))
    assert [slot.window.name() for slot in found if slot.key == "reviews"][:2] == ["2025-01", "2025-02"]


def test_a_period_without_a_window_reports_none() -> None:
    head, _ = FIRST.split("incentives:")
    found = slots((read(f"{head}incentives:{BOTH_YEARS}"),), Period.of("2027-Q1"))
    assert [slot.reported for slot in found] == [False]
