"""What can be paid: due by a statement, not sent, or back again; read off the books."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, Max, OuterRef, Q, QuerySet, Sum, When

from plaudit.ledger.models import Entry
from plaudit.statements.payouts.models import Slip, Step

TAKES = ("sent", "elsewhere")
GIVES = ("due", "failed", "returned")


@dataclass(frozen=True, slots=True)
class Payable:
    """A section of a statement that can be paid, in minor units of the currency she is paid in."""

    due: int
    person: str
    program: str
    funded_by: str
    period: str
    currency: str
    amount: int


def payable() -> tuple[Payable, ...]:
    """What stands in no batch that waits, in the order in which it became due; asks twice."""
    waiting = set(_waiting().values_list("due", flat=True))
    return tuple(each for each in owed() if each.due not in waiting)


def owed() -> Iterator[Payable]:
    """What the books owe, whether a batch waits to pay it or not."""
    for row in left():
        yield Payable(row[6], row[0], row[1], row[2], row[3], row[4], row[5])


def left() -> "QuerySet[Entry, tuple[Any, ...]]":
    """Of each section what is due and not sent, with the number of its last `due`."""
    signed = Case(When(kind__in=TAKES, then=-F("into")), default=F("into"), output_field=BigIntegerField())
    # All of them say an amount in her currency, and the index holds no others.
    entries = Entry.objects.filter(kind__in=(*TAKES, *GIVES), into__isnull=False).order_by()
    sums = entries.values_list("person", "program", "funded_by", "origin", "into_currency").annotate(
        left=Sum(signed), due=Max("number", filter=Q(kind="due"))
    )
    return sums.exclude(left=0).order_by("due")


def _waiting() -> "QuerySet[Slip]":
    ended = Step.objects.filter(batch=OuterRef("batch"), what__in=(Step.What.DISCARDED, Step.What.SENT))
    return Slip.objects.filter(~Exists(ended))
