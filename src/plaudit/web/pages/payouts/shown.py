"""Payouts as tables and choices."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse

from plaudit.people.names import names
from plaudit.statements.payouts import layouts
from plaudit.statements.payouts.models import Batch, Outcome, Slip, Step
from plaudit.statements.payouts.payable import Payable
from plaudit.statements.payouts.stands import Line, Stands
from plaudit.values.money import Money
from plaudit.web.components.table import Cell, Column, Link, State, Table
from plaudit.web.periods import label

STATES: Mapping[str, State] = {
    "incomplete": State("attention", "Codes are missing"),
    "waiting": State("waiting", "Waits for approval"),
    "approved": State("waiting", "Approved, not sent"),
    "sent": State("waiting", "Sent, not confirmed"),
    "settled": State("good", "Confirmed"),
    "discarded": State("plain", "Given up"),
}
LINES: Mapping[str, State] = {
    "payable": State("waiting", "to be paid"),
    "waiting": State("waiting", "not sent"),
    "sent": State("waiting", "sent to payroll"),
    "paid": State("good", "paid"),
    "failed": State("problem", "failed"),
    "returned": State("problem", "returned"),
    "discarded": State("plain", "given up"),
    "elsewhere": State("plain", "paid outside Plaudit"),
}
_BATCHES = (
    Column("payout", "Payout"),
    Column("period", "Period"),
    Column("purse", "Paid by"),
    Column("layout", "For"),
    Column("made", "Made", "moment"),
    Column("by", "By"),
    Column("lines", "Lines", "number"),
    Column("total", "Amount", "money"),
    Column("currency", "Currency"),
    Column("state", "State", "state"),
)
_LINES = (
    Column("reference", "Reference"),
    Column("who", "Person"),
    Column("number", "Number"),
    Column("code", "Code"),
    Column("program", "Program"),
    Column("period", "Period"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What one batch can hold: a purse and a currency, of one closed period or of all (`period` is empty)."""

    period: str
    funded_by: str
    currency: str
    people: int
    amount: Money

    @property
    def key(self) -> str:
        return f"{self.period}|{self.currency}|{self.funded_by}"

    @property
    def label(self) -> str:
        period = label(self.period) if self.period else "every closed period"
        many = f"{self.people} people" if self.people != 1 else "1 person"
        return f"{period}, {self.funded_by or 'no purse'}: {self.amount} {self.currency} to {many}"


def choices(found: Sequence[Payable]) -> tuple[Choice, ...]:
    """Period by period; all at once where a purse owes for several."""
    single = tuple(_choices((each.period, each) for each in found))
    of = {(each.funded_by, each.currency) for each in single}
    several = {both for both in of if sum((each.funded_by, each.currency) == both for each in single) > 1}
    return (
        *single,
        *_choices(("", each) for each in found if (each.funded_by, each.currency) in several),
    )


def _choices(found: Iterable[tuple[str, Payable]]) -> Iterator[Choice]:
    groups: dict[tuple[str, str, str], list[Payable]] = {}
    for period, each in found:
        groups.setdefault((period, each.funded_by, each.currency), []).append(each)
    for (period, purse, currency), those in sorted(groups.items()):
        total = Money(sum(each.amount for each in those), currency)
        yield Choice(period, purse, currency, len({each.person for each in those}), total)


def batches() -> Table:
    """Every batch with its state; of one that is still open it says how many have approved it."""
    found = list(Batch.objects.all())
    sums = {
        row["batch"]: (row["lines"], row["total"])
        for row in Slip.objects.order_by().values("batch").annotate(lines=Count("pk"), total=Sum("amount"))
    }
    called = names(each.made_by for each in found)
    rows = [_batch(each, called[each.made_by], sums[each.pk], state) for each, state in _states(found)]
    return Table("payouts", "Payouts", _BATCHES, rows, empty="Nothing has been paid yet.")


def _batch(batch: Batch, made_by: str, sums: tuple[int, int], state: State) -> tuple[Cell, ...]:
    return (
        Link(f"Payout {batch.pk}", reverse("payouts-one", args=[batch.pk])),
        label(batch.period) if batch.period else "All",
        batch.funded_by or "no purse",
        layouts.find(batch.layout).title,
        batch.made_at,
        made_by,
        str(sums[0]),
        Money(sums[1], batch.currency),
        batch.currency,
        state,
    )


def _states(found: Iterable[Batch]) -> Iterator[tuple[Batch, State]]:
    """In two questions for all: whether an approval still holds is looked at on the batch's own page."""
    steps: dict[int, set[str]] = {}
    for number, what in Step.objects.values_list("batch", "what"):
        steps.setdefault(number, set()).add(what)
    ends = Outcome.objects.filter(what__in=("paid", "failed")).order_by().values_list("slip__batch")
    ended = dict(ends.annotate(count=Count("slip", distinct=True)))
    whole = dict(Slip.objects.order_by().values_list("batch").annotate(count=Count("pk")))
    for batch in found:
        known = steps.get(batch.pk, set())
        if "discarded" in known:
            yield batch, STATES["discarded"]
        elif "sent" in known:
            yield batch, STATES["settled" if ended.get(batch.pk) == whole[batch.pk] else "sent"]
        else:
            yield batch, State("waiting", "Not sent")


def lines(now: Stands) -> Table:
    called = names(line.slip.due.person for line in now.lines)
    columns = (
        *_LINES,
        Column("amount", "Amount", "money", now.batch.currency),
        Column("state", "State", "state"),
        Column("since", "Since", "moment"),
    )
    pays = {pay.reference: pay for pay in now.payroll.lines}
    rows = [
        _line(line, called, (pays[line.slip.reference].number, pays[line.slip.reference].code)) for line in now.lines
    ]
    total = ("Together", "", "", "", "", "", Money(now.total, now.batch.currency), "", None)
    return Table("lines", "Lines", columns, rows, total=total)


def _line(line: Line, called: Mapping[str, str], payroll: tuple[str, str]) -> tuple[Cell, ...]:
    due = line.slip.due
    statement = reverse("statement", args=[due.person, due.origin])
    return (
        line.slip.reference,
        Link(called[due.person], statement),
        *payroll,
        due.program,
        label(due.origin),
        Money(line.slip.amount, due.into_currency),
        LINES[line.state],
        line.since,
    )


def sums(now: Stands) -> list[tuple[str, Money]]:
    """What was sent, and what of it is confirmed, failed, returned, not heard of: they add up."""
    by_state = now.sums()
    words = {"paid": "Confirmed", "failed": "Failed", "returned": "Returned", "sent": "Not heard of"}
    return [
        ("Sent", Money(now.total, now.batch.currency)),
        *((word, Money(by_state.get(state, 0), now.batch.currency)) for state, word in words.items()),
    ]
