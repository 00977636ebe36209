"""What the books say was earned by incentives that are incremental costs, period by period."""

from collections.abc import Iterable, Iterator

from django.db.models import Sum

from plaudit.ledger.closed import EARNINGS, closed
from plaudit.ledger.models import Entry
from plaudit.plans.plan import Plan
from plaudit.statements.accrual.amortise import Cost
from plaudit.statements.accrual.incremental import hint


def costs(programs: Iterable[tuple[str, Plan]]) -> Iterator[Cost]:
    """Amortised from the month that follows the period in which it was earned; adjustments stand with their origin."""
    starts = {each.name: each.period.end for each in closed()}
    for program, plan in programs:
        keys = [incentive.key for incentive in plan.incentives if hint(incentive).incremental]
        entries = Entry.objects.filter(program=program, kind__in=EARNINGS, incentive__in=keys).order_by()
        rows = entries.values_list("origin", "currency").annotate(sum=Sum("amount"))
        for origin, currency, amount in sorted(rows):
            if amount:
                yield Cost(starts[origin].replace(day=1), currency, amount)
