"""How far a draft uses the budgets of its plans, so that somebody hears of it before one is empty."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from plaudit.ledger.closed import EARNINGS
from plaudit.ledger.models import Entry
from plaudit.statements.gather import Gathered
from plaudit.statements.models import Draft, Prepared
from plaudit.values.money import Money

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Budget:
    """Of an incentive in a window, or of the whole plan where it names none; `spent` is None where it is not known."""

    program: str
    incentive: str
    window: str
    spent: Money | None
    whole: Money

    @property
    def near(self) -> bool:
        """Nine tenths are used, or nobody knows."""
        return self.spent is None or self.spent.minor * 10 >= self.whole.minor * 9


def planned(gathered: Gathered) -> Iterator[Object]:
    """Every budget that a program's period draws on, with what was spent: of a plan before this period."""
    plan, program = gathered.period.plan, gathered.program.key
    if plan.budget is not None:
        sharing = Entry.objects.filter(program=program, kind__in=EARNINGS, version__in=_sharing(gathered))
        before = sharing.aggregate(sum=Sum("amount", default=0))
        yield _told((program, "", ""), before["sum"], plan.budget, plan.currency)
    found = []
    for slot in gathered.period.ground.laid.slots:
        limits = slot.last.incentive.limits
        if slot.reported and limits.budget is not None and limits.budget_per == "window":
            found.append((slot.key, slot.window.key, slot.number, limits.budget))
    spent = gathered.period.spent({number for _, _, number, _ in found})
    for key, window, number, whole in sorted(found):
        yield _told((program, key, window), spent[number], whole, plan.currency)


def _sharing(gathered: Gathered) -> set[int]:
    """The versions that spend one budget with the one in force; a version after its end has its own (decision 0005)."""
    editions = [edition for slot in gathered.period.ground.laid.slots for edition in slot.editions]
    pools = {edition.plan_pool for edition in editions if edition.plan == gathered.period.plan}
    return {edition.plan.version for edition in editions if edition.plan_pool in pools}


def budgets(draft: Draft) -> tuple[Budget, ...]:
    """With what the draft itself books."""
    return used(draft, Prepared.objects.filter(draft=draft).values_list("told", flat=True))


def used(draft: Draft, told: Iterable[Mapping[str, Any]]) -> tuple[Budget, ...]:
    sections = [section for each in told for section in each["sections"]]
    return tuple(_used(each, sections) for each in draft.facts.get("budgets", ()))


def _used(told: Object, sections: list[Mapping[str, Any]]) -> Budget:
    currency, spent = told["currency"], told["spent"]
    if not told["incentive"]:
        mine = [each for each in sections if each["program"] == told["program"]]
        spent += sum(each["earned"] + each["adjusted"] for each in mine)
    return Budget(
        program=told["program"],
        incentive=told["incentive"],
        window=told["window"],
        spent=Money.known(spent, currency),
        whole=Money(told["whole"], currency),
    )


def _told(of: tuple[str, str, str], spent: int | None, whole: int, currency: str) -> Object:
    program, incentive, window = of
    return {
        "program": program,
        "incentive": incentive,
        "window": window,
        "spent": spent,
        "whole": whole,
        "currency": currency,
    }
