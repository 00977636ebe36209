"""What of a plan's budget, and of the budgets of its incentives, is used."""

from dataclasses import dataclass

from plaudit.earnings.runs.stood import Stood, total
from plaudit.earnings.worked import used
from plaudit.values.money import Money


@dataclass(frozen=True, slots=True)
class Budget:
    """`spent` of `whole`; None where a problem leaves it unknown."""

    title: str
    spent: Money | None
    whole: Money


def budget(stood: Stood) -> tuple[Budget, ...]:
    """The plan's own counts from its first day on, an incentive's in the window of the period."""
    plan, currency = stood.plan, stood.currency
    found = []
    if plan.budget is not None:
        lines = [line for unit in stood.units for line in unit.told["lines"]]
        known = all(unit.earned is not None for unit in stood.units)
        spent = used(lines, "plan_budget", currency) if known else None
        found.append(Budget("The whole plan, for as long as it runs", spent, Money(plan.budget, currency)))
    for incentive in plan.incentives:
        if incentive.limits.budget is not None and incentive.limits.budget_per == "window":
            units = [unit for unit in stood.units if unit.incentive == incentive.key]
            spent = total((unit.earned for unit in units), currency)
            found.append(Budget(incentive.title, spent, Money(incentive.limits.budget, currency)))
    return tuple(found)
