"""What is owed, purse by purse: earned and not stated, stated and carried, payable, sent and not confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from plaudit.ledger.balance import carried, unstated
from plaudit.ledger.closed import books
from plaudit.ledger.models import Entry
from plaudit.statements.payouts.payable import owed


@dataclass(frozen=True, slots=True)
class Liability:
    """What one purse owes in one currency, in minor units; carried is negative where people owe it."""

    funded_by: str
    currency: str
    earned: int = 0
    carried: int = 0
    payable: int = 0
    sent: int = 0

    @property
    def total(self) -> int:
        return self.earned + self.carried + self.payable + self.sent


def liability() -> tuple[Liability, ...]:
    """By purse and currency, read off the books; `earned` is in the plan's currency, the rest in hers."""
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for purse, currency, what, amount in _parts():
        parts = sums.setdefault((purse, currency), {})
        parts[what] = parts.get(what, 0) + amount
    there = [(purse, currency, parts) for (purse, currency), parts in sorted(sums.items()) if any(parts.values())]
    return tuple(Liability(purse, currency, **parts) for purse, currency, parts in there)


def _parts() -> Iterable[tuple[str, str, str, int]]:
    for each in unstated(books()):
        yield each.purse.funded_by, each.currency, "earned", each.amount
    for (purse, currency), amount in carried(books()).items():
        yield purse.funded_by, currency, "carried", amount
    for section in owed():
        yield section.funded_by, section.currency, "payable", section.amount
    yield from _sent()


def _sent() -> Iterable[tuple[str, str, str, int]]:
    """Sent is cleared by what is confirmed or failed (what is returned was confirmed before)."""
    signs = {"sent": 1, "paid": -1, "failed": -1}
    entries = Entry.objects.filter(kind__in=signs).order_by().values_list("funded_by", "into_currency", "kind")
    for purse, currency, kind, amount in entries.annotate(sum=Sum("into")):
        yield purse, currency, "sent", signs[kind] * amount
