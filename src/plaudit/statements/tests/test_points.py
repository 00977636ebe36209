"""What stands in the way of a close, by a plan that wants to be signed and by one that only asks."""

from datetime import UTC, datetime

import pytest

from plaudit.people.access import reader
from plaudit.people.models import Login
from plaudit.plans.programs.publish import publish
from plaudit.plans.signoff.sign import sign
from plaudit.statements.begin import begin
from plaudit.statements.points import Point, points
from plaudit.statements.prepare import prepare
from plaudit.values.period import Period

pytestmark = pytest.mark.usefixtures("company")
NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
PLAN = """
plan: advocacy
currency: USD
covers: {{role: csm}}
effective: {{from: 2026-01-01}}
sign_off: {sign_off}
incentives:
  - key: reviews
    kind: bounty
    window: quarter
    counts: {{activity: review, milestone: published}}
    pays: {{each: 25.00}}
"""


def signed(sign_off: str) -> Point:
    """The point of the list, after Ada has signed."""
    version = publish(PLAN.format(sign_off=sign_off), by="pia", at=NOW)
    ada = reader(Login.objects.get(person__key="ada"), NOW.date())
    sign(version, "What she read.", by=ada, at=NOW)
    draft = prepare(begin(Period.of("2026-Q3"), by="pia", at=NOW), at=NOW)
    return next(point for point in points(draft) if point.code == "signed")


def test_a_plan_that_wants_to_be_signed_holds_its_close_up() -> None:
    """Ben has not signed, and Lee, who left in August, cannot any more."""
    point = signed("required")
    assert point.open
    assert point.says == "People who have not signed a plan that wants it signed: 2."


def test_a_plan_that_only_asks_does_not() -> None:
    assert signed("asked").done
