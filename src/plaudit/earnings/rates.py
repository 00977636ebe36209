"""Exchange rates: the latest on or before the day and at most seven days old, the direct pair first (rule 10)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

OLDEST = 7


@dataclass(frozen=True, slots=True)
class Rates:
    """Days in order and their rates, by (base, quote)."""

    days: Mapping[tuple[str, str], list[int]]
    rates: Mapping[tuple[str, str], list[Fraction]]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, str, str]]) -> "Rates":
        days: dict[tuple[str, str], list[int]] = {}
        rates: dict[tuple[str, str], list[Fraction]] = {}
        for on, base, quote, rate in sorted(rows):
            days.setdefault((base, quote), []).append(on)
            rates.setdefault((base, quote), []).append(Fraction(rate))
        return cls(days, rates)

    def at(self, on: int, base: str, quote: str) -> Fraction | None:
        """Never through a third currency; None is a missing rate."""
        direct = self._latest(on, (base, quote))
        if direct is not None:
            return direct
        inverse = self._latest(on, (quote, base))
        return None if inverse is None else 1 / inverse

    def _latest(self, on: int, pair: tuple[str, str]) -> Fraction | None:
        days = self.days.get(pair, [])
        position = bisect_right(days, on) - 1
        if position < 0 or on - days[position] > OLDEST:
            return None
        return self.rates[pair][position]
