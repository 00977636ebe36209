"""What stands in the way of a close, by a plan that wants to be signed and by one that only asks."""

import pytest

from plaudit.plans.programs.publish import publish
from plaudit.plans.signoff.sign import sign
from plaudit.statements.begin import begin
from plaudit.statements.points import Point, points
from plaudit.statements.prepare import prepare
from plaudit.values.period import Period
from tests.cast import NOW
from tests.reviews import reviews
from tests.site import who

pytestmark = pytest.mark.usefixtures("company")


def signed(sign_off: str) -> Point:
    """The point of the list, after Ada has signed."""
    version = publish(f"sign_off: {sign_off}{reviews('{each: 25.00}')}", by="pia", at=NOW)
    sign(version, "What she read.", by=who("ada"), at=NOW)
    draft = prepare(begin(Period.of("2026-Q3"), by="pia", at=NOW), at=NOW)
    return next(point for point in points(draft) if point.code == "signed")


def test_a_plan_that_wants_to_be_signed_holds_its_close_up() -> None:
    """Ben has not signed, and Lee, who left in August, cannot any more."""
    point = signed("required")
    assert point.open
    assert point.says == "People who have not signed a plan that wants it signed: 2."


def test_a_plan_that_only_asks_does_not() -> None:
    assert signed("asked").done
