"""One difference with everything that may explain it; other readings of the plan are calculated only when asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from plaudit.earnings.compare.key import Key
from plaudit.earnings.compare.paid import Paid
from plaudit.earnings.compare.sheet import Owed, Sheet
from plaudit.earnings.rates import Rates
from plaudit.plans.incentive import Incentive
from plaudit.plans.plan import Plan
from plaudit.values.money import money_text


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read the plan: its words, and the plan as it would have to be written for it."""

    says: str
    plan: Callable[[Plan], Plan]


@dataclass(frozen=True, slots=True)
class Shadow:
    """Both lists whole. `again` calculates under another reading, or answers None where it is the plan's own."""

    versions: tuple[Plan, ...]
    paid: Paid
    owed: Sheet
    again: Callable[[Reading], Sheet | None]
    rates: Rates
    # What each activity's amount is in.
    currencies: Mapping[str, str]

    @property
    def currency(self) -> str:
        return self.versions[-1].currency

    def incentive(self, key: str) -> Incentive | None:
        """As the newest version that has it says."""
        found = (each for plan in reversed(self.versions) for each in plan.incentives if each.key == key)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Case:
    """A key whose paid and owed money differ, in minor units."""

    key: Key
    paid: int
    owed: int
    shadow: Shadow

    @property
    def lines(self) -> tuple[Owed, ...]:
        return self.shadow.owed.of(self.key)

    def money(self, minor: int) -> str:
        return money_text(minor, self.shadow.currency)

    def paid_under(self, other: Sheet) -> str | None:
        """The incentives whose money under another reading makes what was paid: one of them alone, or all together."""
        total = other.total(self.key)
        if total is None:
            return None
        ours, theirs = self.shadow.owed.by_incentive(self.key), other.by_incentive(self.key)
        moved = {
            name: theirs.get(name, 0) - ours.get(name, 0)
            for name in (*ours, *theirs)
            if theirs.get(name, 0) != ours.get(name, 0)
        }
        alone = [name for name, more in moved.items() if self.owed + more == self.paid]
        if len(alone) == 1 or (alone and total != self.paid):
            return alone[0]
        return ", ".join(moved) if moved and total == self.paid else None


def each_incentive(change: Callable[[Incentive], Incentive]) -> Callable[[Plan], Plan]:
    """The same change to every incentive of a plan."""
    return lambda plan: replace(plan, incentives=tuple(change(incentive) for incentive in plan.incentives))
