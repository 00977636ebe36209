"""Chance that falls the same way everywhere: only `random()` of a generator seeded by text, and whole numbers."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

SEED = "harbor"
# New Year, the Fourth of July, and the days around Christmas.
CLOSED = {(1, 1), (1, 2), (7, 3), (7, 4), (12, 24), (12, 25), (12, 26), (12, 31)}


class Dice:
    """One stream of chance for each name, so that more throws for one table leave the others as they are."""

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"{SEED} {name}")  # invented data, not a secret

    def below(self, count: int) -> int:
        return int(self._random.random() * count)

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def middling(self, low: int, high: int) -> int:
        """Between low and high, the middle more often than the ends."""
        return (self.between(low, high) + self.between(low, high) + 1) // 2

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[int]) -> T:
        throw = self.below(sum(weights))
        for item, weight in zip(items, weights, strict=True):
            if throw < weight:
                return item
            throw -= weight
        raise AssertionError(throw)

    def times(self, tenths: int) -> int:
        """How often something happens that happens tenths/10 times on average, with its ups and downs."""
        swing = self.middling(tenths // 2, tenths + (tenths + 1) // 2)
        return swing // 10 + self.chance(swing % 10 * 10)

    def workday(self, start: date, end: date) -> date:
        """A working day from start up to and without end."""
        day = on_workday(start + timedelta(days=self.below((end - start).days)))
        return day if day < end else on_workday(start)


def on_workday(day: date) -> date:
    """The day itself, or the first after it on which people work."""
    while day.weekday() > 4 or (day.month, day.day) in CLOSED:
        day += timedelta(days=1)
    return day
