"""What the books owe: sums of entries, by person, program and purse."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Sum, When

from plaudit.ledger.models import Entry


@dataclass(frozen=True, slots=True, order=True)
class Purse:
    """One person's part of one program that one purse pays for."""

    person: str
    program: str
    funded_by: str


@dataclass(frozen=True, slots=True)
class Unstated:
    """What was booked for a period and stands on no statement yet, in minor units of the plan's currency."""

    purse: Purse
    origin: str
    currency: str
    amount: int


def unstated(books: "QuerySet[Entry]") -> Iterator[Unstated]:
    """What statements held back until now; asks once."""
    signed = Case(When(kind="stated", then=-F("amount")), default=F("amount"), output_field=BigIntegerField())
    entries = books.filter(kind__in=("earned", "adjusted", "stated")).order_by()
    names = ("person", "program", "funded_by", "origin", "currency")
    for row in entries.values_list(*names).annotate(left=Sum(signed)).exclude(left=0):
        yield Unstated(Purse(*row[:3]), row[3], row[4], row[5])


def carried(books: "QuerySet[Entry]") -> Mapping[tuple[Purse, str], int]:
    """What statements carry on (negative: to be recovered), by purse and the currency she is paid in."""
    entries = books.filter(kind__in=("stated", "due")).order_by()
    names = ("person", "program", "funded_by", "into_currency")
    rows = entries.values_list(*names).annotate(
        stated=Sum("into", filter=Q(kind="stated"), default=0), due=Sum("into", filter=Q(kind="due"), default=0)
    )
    return {(Purse(*row[:3]), row[3]): row[4] - row[5] for row in rows if row[4] != row[5]}


def rates_stated(books: "QuerySet[Entry]") -> Mapping[tuple[Purse, str, str], str]:
    """By purse, origin and pay currency: the rate with which that period was first stated."""
    found: dict[tuple[Purse, str, str], str] = {}
    entries = books.filter(kind="stated").exclude(rate="").order_by("number")
    for row in entries.values_list("person", "program", "funded_by", "origin", "into_currency", "rate"):
        found.setdefault((Purse(*row[:3]), row[3], row[4]), row[5])
    return found
