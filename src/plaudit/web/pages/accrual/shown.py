"""The accrual as tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plaudit.earnings.runs.budgets import budgets as used
from plaudit.earnings.runs.stood import Stood
from plaudit.plans.incentive import Incentive
from plaudit.statements.accrual.amortise import Charge
from plaudit.statements.accrual.incremental import hint
from plaudit.statements.accrual.liability import Liability
from plaudit.statements.accrual.pending import Pending
from plaudit.values.money import Money
from plaudit.web.components import locale
from plaudit.web.components.table import Cell, Column, State, Table
from plaudit.web.components.words import plain

_OWED = (
    Column("purse", "Paid by"),
    Column("currency", "Currency"),
    Column("earned", "Earned, not stated", "money"),
    Column("carried", "Carried on", "money"),
    Column("payable", "Payable", "money"),
    Column("sent", "Sent, not confirmed", "money"),
    Column("owed", "Owed", "money"),
)
_HINTS = (
    Column("program", "Program"),
    Column("incentive", "Incentive"),
    Column("cost", "Cost of a contract", "state"),
    Column("because", "Because"),
    Column("paragraph", "Paragraph"),
)
_CHARGES = (
    Column("month", "Month", "day"),
    Column("currency", "Currency"),
    Column("amount", "Expense", "money"),
    Column("left", "Left of the asset", "money"),
)
# Of a budget, what is used before somebody looks.
NEARLY = 80


@dataclass(frozen=True, slots=True)
class Budget:
    """`spent` and what waits, of `whole`; `spent` is None where a problem leaves it unknown."""

    title: str
    funded_by: str
    spent: Money | None
    waits: Money
    whole: Money

    @property
    def left(self) -> Money | None:
        return None if self.spent is None else self.whole - self.spent

    @property
    def says(self) -> State:
        if self.spent is None:
            return State("attention", "not known until problems are solved")
        if self.spent >= self.whole:
            return State("problem", "used up")
        if self.spent + self.waits > self.whole:
            return State("attention", "breaks if what waits is earned")
        if self.spent.minor * 100 >= self.whole.minor * NEARLY:
            return State("attention", f"{NEARLY} % are used")
        return State("good", "holds")


def budgets(stood: Stood, pending: Pending) -> Iterator[Budget]:
    """The plan's own, whoever pays, then one for each incentive that has one."""
    for each in used(stood):
        of = each.incentive
        if of is None:
            title, funder, waits = "The whole plan", None, pending.total
        else:
            title, funder, waits = of.title, of.funded_by, pending.by_incentive.get(of.key, 0)
        yield Budget(title, "" if funder is None else funder, each.spent, Money(waits, stood.currency), each.whole)


def waiting(stood: Stood, pending: Pending) -> Table:
    currency = pending.currency
    columns = (
        Column("kind", "Activity"),
        Column("reached", "How far"),
        Column("verified", "State", "state"),
        Column("acts", "Acts", "number"),
        Column("amount", "Would earn", "money", currency),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            plain(stage.kind),
            plain(stage.reached),
            State("plain", "verified") if stage.verified else State("waiting", "not verified"),
            str(stage.acts),
            Money(stage.amount, currency),
        )
        for stage in pending.stages
    ]
    rows.append(("What they move of other lines", "", None, None, Money(pending.others, currency)))
    total: tuple[Cell, ...] = ("Together", "", None, None, Money(pending.total, currency))
    return Table(f"waits-{stood.program.key}", f"What waits in {stood.title}", columns, rows, total=total)


def owed(found: Iterable[Liability]) -> Table:
    rows = [_owes(each) for each in found]
    return Table("owed", "Owed", _OWED, rows, empty="The books owe nothing.")


def _owes(each: Liability) -> tuple[Cell, ...]:
    amounts = (each.earned, each.carried, each.payable, each.sent, each.total)
    return (each.funded_by or "no purse", each.currency, *(Money(minor, each.currency) for minor in amounts))


def hints(programs: Sequence[Stood]) -> Table:
    rows = [_hint(stood.title, each) for stood in programs for each in stood.plan.incentives]
    return Table("hints", "Costs of a contract", _HINTS, rows, empty="No program runs.")


def _hint(program: str, incentive: Incentive) -> tuple[Cell, ...]:
    found = hint(incentive)
    cost = State("good", "yes") if found.incremental else State("plain", "no")
    return program, incentive.title, cost, found.because, found.paragraph


def charges(found: Iterable[Charge]) -> Table:
    rows = [
        (each.month, each.currency, Money(each.amount, each.currency), Money(each.left, each.currency))
        for each in found
    ]
    empty = "Nothing that was booked is a cost of a contract."
    return Table("amortised", "Amortisation", _CHARGES, rows, empty=empty)


def earned(stood: Stood, amounts: Iterable[Money | None]) -> str:
    """What the period's lines add up to so far; a dash where a problem leaves some of it unknown."""
    known = list(amounts)
    if None in known:
        return locale.NONE
    return locale.money(Money(sum(each.minor for each in known if each is not None), stood.currency))
