"""Making a batch: what one purse pays in one currency, each section of a statement at most once."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.statements.payouts import layouts
from plaudit.statements.payouts.models import Batch, Slip, Step
from plaudit.statements.payouts.payable import payable
from plaudit.values.refused import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """Which closed period (every one where it is empty), purse and currency; for which payroll, paid on which day."""

    period: str
    funded_by: str
    currency: str
    layout: str
    pay_on: date


@transaction.atomic
def make(asked: Asked, *, by: Reader, at: datetime) -> Batch:
    """A batch of what is payable; asked again, the one that waits.

    Raises Refused where nothing is payable.
    """
    may_pay(by)
    if asked.layout not in layouts.names():
        raise Refused("layout-unknown", f"There is no layout {asked.layout}; there are {', '.join(layouts.names())}.")
    # Whoever comes second finds the first one's batch.
    hold()
    found = [
        each
        for each in payable()
        if (each.funded_by, each.currency) == (asked.funded_by, asked.currency) and asked.period in {"", each.period}
    ]
    if not found:
        return _waiting(asked)
    last = Batch.objects.order_by("-pk").first()
    # Its number is told to payroll and the bank: none is left out, as a sequence of the database would.
    number = 1 if last is None else last.pk + 1
    batch = Batch.objects.create(pk=number, **asdict(asked), made_by=by.key, made_at=at)
    tried = (
        Slip.objects.filter(due__in=[each.due for each in found]).order_by().values_list("due").annotate(Count("pk"))
    )
    attempts = dict(tried)
    Slip.objects.bulk_create(
        Slip(batch=batch, place=place, due_id=each.due, amount=each.amount, attempt=1 + attempts.get(each.due, 0))
        for place, each in enumerate(found, start=1)
    )
    journal("made", batch, by=by.key, at=at, purse=asked.funded_by, currency=asked.currency, lines=len(found))
    return batch


def may_pay(by: Reader) -> None:
    if not (by.finance or by.operations):
        raise Refused("not-hers", "Finance or operations pay.")


def _waiting(asked: Asked) -> Batch:
    ended = Step.objects.filter(what__in=(Step.What.DISCARDED, Step.What.SENT)).values("batch")
    same = Batch.objects.filter(period=asked.period, funded_by=asked.funded_by, currency=asked.currency)
    standing = same.exclude(pk__in=ended).first()
    if standing is None:
        period = asked.period or "any closed period"
        purse = asked.funded_by or "no purse"
        raise Refused("nothing-payable", f"Nothing of {purse} in {asked.currency} is left to pay of {period}.")
    return standing
