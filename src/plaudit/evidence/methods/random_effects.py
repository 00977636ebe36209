"""Studies that asked the same of different people: their mean, how they differ, where the next one may lie (M12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import stats

ROUNDS, CLOSE = 500, 1e-10


@dataclass(frozen=True, slots=True)
class Pooled:
    """`middle` with its error, and `between`: the standard deviation of the studies' own truths."""

    middle: float
    error: float
    between: float
    studies: int

    @property
    def spread(self) -> float:
        """Of the truth of a next study: how the studies differ, and how unsure their mean is."""
        return sqrt(self.between**2 + self.error**2)

    def interval(self, level: float) -> tuple[float, float]:
        return self._ends(self.error, level)

    def next_one(self, level: float) -> tuple[float, float]:
        """Where the truth of a next study lies."""
        return self._ends(self.spread, level)

    def _ends(self, error: float, level: float) -> tuple[float, float]:
        half = float(stats.t.ppf((1 + level) / 2, self.studies - 1)) * error
        return self.middle - half, self.middle + half


def pooled(estimates: Sequence[float], errors: Sequence[float]) -> Pooled:
    """Two studies or more: restricted maximum likelihood, and Hartung and Knapp's error, never below the usual."""
    y, v = np.asarray(estimates, dtype=float), np.asarray(errors, dtype=float) ** 2
    variance = float(y.var(ddof=1))
    for _ in range(ROUNDS):
        weight = 1 / (v + variance)
        middle = float((weight * y).sum() / weight.sum())
        moved = float((weight**2 * ((y - middle) ** 2 - v)).sum() / (weight**2).sum() + 1 / weight.sum())
        moved, before = max(moved, 0.0), variance
        variance = moved
        if abs(moved - before) < CLOSE:
            break
    weight = 1 / (v + variance)
    middle = float((weight * y).sum() / weight.sum())
    scatter = float((weight * (y - middle) ** 2).sum()) / (len(y) - 1)
    return Pooled(middle, sqrt(max(scatter, 1.0) / float(weight.sum())), sqrt(variance), len(y))
