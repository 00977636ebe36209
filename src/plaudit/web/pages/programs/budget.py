"""What of a plan's budget, and of the budgets of its incentives, is used."""

from dataclasses import dataclass

from plaudit.earnings.runs.stood import Stood
from plaudit.earnings.runs.totals import plan_used, spent_in_last_window
from plaudit.values.money import Money


@dataclass(frozen=True, slots=True)
class Budget:
    """`spent` of `whole`; None where a problem leaves it unknown."""

    title: str
    spent: Money | None
    whole: Money


def budget(stood: Stood) -> tuple[Budget, ...]:
    """The plan's own counts from its first day on, an incentive's in the last window of the period."""
    plan, currency = stood.plan, stood.currency
    found = []
    if plan.budget is not None:
        spent = plan_used(stood.run, currency)
        found.append(Budget("The whole plan, for as long as it runs", spent, Money(plan.budget, currency)))
    spent_by = spent_in_last_window(stood.run, currency)
    for incentive in plan.incentives:
        if incentive.limits.budget is not None and incentive.limits.budget_per == "window":
            whole = Money(incentive.limits.budget, currency)
            found.append(Budget(incentive.title, spent_by.get(incentive.key, Money(0, currency)), whole))
    return tuple(found)
