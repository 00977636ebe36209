"""What of a plan's budget, and of the budgets of its incentives, is used."""

from collections.abc import Iterator
from dataclasses import dataclass

from plaudit.earnings.runs.stood import Stood
from plaudit.earnings.runs.totals import plan_used, spent_in_last_window
from plaudit.plans.incentive import Incentive
from plaudit.values.money import Money


@dataclass(frozen=True, slots=True)
class Budget:
    """Of an incentive, or of the whole plan where it names none; `spent` is None where a problem leaves it unknown."""

    incentive: Incentive | None
    spent: Money | None
    whole: Money


def budgets(stood: Stood) -> Iterator[Budget]:
    """The plan's own counts from its first day on, an incentive's in the last window of the period."""
    plan, currency = stood.plan, stood.currency
    if plan.budget is not None:
        yield Budget(None, plan_used(stood.run, currency), Money(plan.budget, currency))
    spent = spent_in_last_window(stood.run, currency)
    for each in plan.incentives:
        if each.limits.budget is not None and each.limits.budget_per == "window":
            yield Budget(each, spent.get(each.key, Money(0, currency)), Money(each.limits.budget, currency))
