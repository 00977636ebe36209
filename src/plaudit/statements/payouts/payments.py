"""What somebody is paid of her statements, and how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from plaudit.ledger.models import Entry
from plaudit.statements.payouts.models import Outcome, Slip, Step
from plaudit.values.money import Money


@dataclass(frozen=True, slots=True)
class Payment:
    """A section of a statement on its way: payable, sent, paid, failed, returned, or paid outside (`elsewhere`)."""

    period: str
    program: str
    funded_by: str
    amount: Money
    state: str
    since: datetime
    # Of a batch that was sent: its number, and the day on which payroll pays.
    batch: int | None = None
    pay_on: date | None = None


def payments(person: str, period: str) -> tuple[Payment, ...]:
    """Of one period's statement, in its order; asks five questions."""
    dues = list(
        Entry.objects.filter(person=person, kind="due", origin=period).select_related("posting").order_by("number")
    )
    if not dues:
        return ()
    outside = Entry.objects.filter(person=person, kind="elsewhere", origin=period)
    return tuple(_payments(dues, set(outside.values_list("program", "funded_by"))))


def _payments(dues: list[Entry], outside: set[tuple[str, str]]) -> Iterator[Payment]:
    slips = Slip.objects.filter(due__in=dues).select_related("batch").order_by("attempt")
    sent = {
        step.batch_id: step for step in Step.objects.filter(what=Step.What.SENT, batch__in=[i.batch for i in slips])
    }
    # Before it is sent a batch is nobody's business but theirs who make it.
    last = {slip.due_id: slip for slip in slips if slip.batch_id in sent}
    became = {each.slip_id: each for each in Outcome.objects.filter(slip__in=last.values()).order_by("pk")}
    for due in dues:
        slip = last.get(due.number)
        if slip is None:
            state = "elsewhere" if (due.program, due.funded_by) in outside else "payable"
            yield _payment(due, state, due.posting.at)
        else:
            outcome = became.get(slip.pk)
            state, since = ("sent", sent[slip.batch_id].at) if outcome is None else (outcome.what, outcome.at)
            yield _payment(due, state, since, slip)


def _payment(due: Entry, state: str, since: datetime, slip: Slip | None = None) -> Payment:
    batch, pay_on = (None, None) if slip is None else (slip.batch_id, slip.batch.pay_on)
    amount = Money(due.amount, due.into_currency)
    return Payment(due.origin, due.program, due.funded_by, amount, state, since, batch, pay_on)
