"""Amortising what is capitalised: straight line by month, in whole minor units that add up to the amount."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plaudit.values.allocate import allocate

# Up to a year it may be an expense at once (ASC 340-40-25-4; IFRS 15.94).
EXPEDIENT_MONTHS = 12
MONTHS = 36
MOST = 120


@dataclass(frozen=True, slots=True)
class Cost:
    """What is capitalised in one currency, in minor units, amortised from the month `starts` on."""

    starts: date
    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class Charge:
    """What one month bears, and what is left of the asset after it."""

    month: date
    currency: str
    amount: int
    left: int


def schedule(costs: Iterable[Cost], months: int) -> tuple[Charge, ...]:
    """Month by month, each currency apart; within the practical expedient all of it in its first month."""
    charged: dict[tuple[str, date], int] = {}
    for cost in costs:
        for month, amount in _line(cost, 1 if months <= EXPEDIENT_MONTHS else months):
            charged[cost.currency, month] = charged.get((cost.currency, month), 0) + amount
    left: dict[str, int] = {}
    for (currency, _), amount in charged.items():
        left[currency] = left.get(currency, 0) + amount
    found = []
    for (currency, month), amount in sorted(charged.items()):
        left[currency] -= amount
        found.append(Charge(month, currency, amount, left[currency]))
    return tuple(found)


def _line(cost: Cost, months: int) -> Iterator[tuple[date, int]]:
    """Equal parts; the minor units that are left over go one each to the first months."""
    first = cost.starts.year * 12 + cost.starts.month - 1
    for number, amount in enumerate(allocate(cost.amount, (1,) * months)):
        year, month = divmod(first + number, 12)
        yield date(year, month + 1, 1), amount
