"""In which order incentives stand: that of the newest version in force by the end of the period."""

from plaudit.earnings.slots import slots
from plaudit.plans.read import read
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
