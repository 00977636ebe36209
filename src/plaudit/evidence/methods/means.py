"""Means before and after, of some who were treated and some who were not: the plain difference in differences."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods.lots import Mask, Places

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """In the unit of what is compared; `free` are the degrees of freedom of its error."""

    point: float
    error: float
    free: float

    def within(self, errors: float) -> tuple[float, float]:
        """So many errors to either side."""
        return self.point - errors * self.error, self.point + errors * self.error


def difference(before: Array, after: Array, treated: Mask, pairs: Places | None = None) -> Difference:
    """By least squares with effects of unit and period: the change of the treated less that of the others (Welch).

    Of pairs in which a coin chose, only what differs within them is error.
    """
    moved = after - before
    arms = moved[treated], moved[~treated]
    point = float(arms[0].mean() - arms[1].mean())
    if pairs is not None:
        apart = arms[0][np.argsort(pairs[treated])] - arms[1][np.argsort(pairs[~treated])]
        return Difference(point, float(apart.std(ddof=1) / np.sqrt(len(apart))), float(len(apart) - 1))
    error, free = together([(float(arm.var(ddof=1)) / len(arm), len(arm) - 1.0) for arm in arms])
    return Difference(point, error, max(free, 1.0))


def together(parts: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The error of a sum from variances and their degrees of freedom, and those of the sum (Satterthwaite)."""
    known = list(parts)
    total = sum(variance for variance, _ in known)
    return total**0.5, total**2 / max(sum(variance**2 / free for variance, free in known), 1e-300)
