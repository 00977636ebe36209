"""What a draft comes to: sums over everybody, by program, purse and currencies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Sum

from plaudit.ledger.models import Entry, Posting
from plaudit.statements.models import Draft, Prepared
from plaudit.values.money import Money


@dataclass(frozen=True, slots=True)
class Summed:
    """One purse: earned and adjusted in the plan's currency, the rest in the one that people are paid in."""

    program: str
    funded_by: str
    people: int
    earned: Money
    adjusted: Money
    brought: Money
    pays: Money
    carries: Money


@dataclass(frozen=True, slots=True)
class Booked:
    """What a posting booked of one kind for one purse."""

    program: str
    funded_by: str
    kind: str
    entries: int
    amount: Money


def sums(draft: Draft) -> tuple[Summed, ...]:
    """In order of programs, purses and currencies; asks once."""
    found: dict[tuple[str, str, str, str], list[Mapping[str, int]]] = {}
    for told in Prepared.objects.filter(draft=draft).values_list("told", flat=True):
        for section in told["sections"]:
            key = (section["program"], section["funded_by"], section["currency"], section["pay_currency"])
            found.setdefault(key, []).append(section)
    return tuple(_summed(key, found[key]) for key in sorted(found))


def paid(of: Iterable[Summed]) -> tuple[Money, ...]:
    """What is paid, a sum for each currency."""
    totals: dict[str, Money] = {}
    for each in of:
        currency = each.pays.currency
        totals[currency] = each.pays + totals.get(currency, Money(0, currency))
    return tuple(totals[currency] for currency in sorted(totals))


def booked(posting: Posting) -> tuple[Booked, ...]:
    """What stands in the books; asks once."""
    rows = Entry.objects.filter(posting=posting).order_by("program", "funded_by", "kind", "currency")
    summed = rows.values_list("program", "funded_by", "kind", "currency").annotate(Count("pk"), Sum("amount"))
    return tuple(
        Booked(program, funded_by, kind, entries, Money(amount, currency))
        for program, funded_by, kind, currency, entries, amount in summed
    )


def paid_by_posting() -> Mapping[int, tuple[Money, ...]]:
    """Of every posting what it made payable, a sum for each currency; asks once."""
    rows = Entry.objects.filter(kind="due", into__isnull=False).order_by("posting", "currency")
    found: dict[int, tuple[Money, ...]] = {}
    for posting, currency, amount in rows.values_list("posting", "currency").annotate(Sum("amount")):
        found[posting] = (*found.get(posting, ()), Money(amount, currency))
    return found


def _summed(key: tuple[str, str, str, str], sections: list[Mapping[str, int]]) -> Summed:
    program, funded_by, currency, pay = key

    def total(name: str, of: str) -> Money:
        return Money(sum(section[name] for section in sections), of)

    return Summed(
        program=program,
        funded_by=funded_by,
        people=len(sections),
        earned=total("earned", currency),
        adjusted=total("adjusted", currency),
        brought=total("opening", pay),
        pays=total("pays", pay),
        carries=total("carries", pay),
    )
