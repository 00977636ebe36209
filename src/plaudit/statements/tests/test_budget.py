"""What a draft says of a plan's budget: what was spent of it, by the versions that share it."""

from datetime import UTC, datetime

import pytest

from plaudit.plans.programs.publish import publish
from plaudit.statements.begin import begin
from plaudit.statements.budget import budgets
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.models import Draft
from plaudit.statements.points import APPROVE, points
from plaudit.statements.prepare import prepare
from plaudit.statements.tests.test_drafts import NOW, who
from plaudit.values.money import Money
from plaudit.values.period import Period
from tests.quarter import PLAN

pytestmark = pytest.mark.usefixtures("over")
LATER = datetime(2027, 4, 6, 9, tzinfo=UTC)


def drafted(period: str) -> Draft:
    return prepare(begin(Period.of(period), by="pia", at=LATER), at=LATER)


def closed(draft: Draft) -> None:
    for code in [point.code for point in points(draft) if point.open and point.code != APPROVE] + [APPROVE]:
        decide(draft, Said(code, draft.digest, "next time"), by=who("fay"), at=NOW)
    close(draft, by="fay", at=LATER)


def amended(starts: str, ends: str, budget: str) -> str:
    text = PLAN.replace("{from: 2026-01-01, to: 2027-01-01}", f"{{from: {starts}, to: {ends}}}")
    return text.replace("version: 1", "version: 2").replace("budget: 50000.00", f"budget: {budget}")


@pytest.mark.parametrize(
    ("starts", "ends", "spent"),
    [
        # The year that follows has a budget of its own; an amendment goes on with what was spent before it.
        ("2027-01-01", "2028-01-01", 0),
        ("2026-10-01", "2028-01-01", None),
    ],
)
def test_a_budget_is_spent_by_the_versions_that_share_it(starts: str, ends: str, spent: int | None) -> None:
    first = drafted("2026-Q3")
    before = budgets(first)[0].spent
    closed(first)
    publish(amended(starts, ends, "900.00"), by="pia", at=NOW)
    assert before not in {None, Money(0, "USD")}
    closed(drafted("2026-Q4"))
    found = budgets(drafted("2027-Q1"))[0]
    assert (found.spent, found.whole) == (before if spent is None else Money(spent, "USD"), Money(90_000, "USD"))
