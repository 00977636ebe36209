"""Counts before and after, of some who were treated and some who were not: by how much more did the treated change."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
DRAWS = 4_999


@dataclass(frozen=True, slots=True)
class Change:
    """Of the log rate; `free` are the degrees of freedom of its error, `p` is by drawing the treated anew."""

    log: float
    error: float
    free: float
    p: float
    least_p: float

    def interval(self, level: float) -> tuple[float, float]:
        """As a share of change: 0.2 is a fifth more."""
        half = float(stats.t.ppf((1 + level) / 2, max(self.free, 1.0))) * self.error
        return float(np.expm1(self.log - half)), float(np.expm1(self.log + half))

    @property
    def share(self) -> float:
        return float(np.expm1(self.log))


@dataclass(frozen=True, slots=True)
class Halves:
    """Per unit (or cluster of units treated together): events and exposure before and after."""

    events: Array
    exposure: Array

    def of(self, mask: Mask) -> "Halves":
        return Halves(self.events[mask], self.exposure[mask])


def halves(counts: Array, exposure: Array, before: Mask, after: Mask) -> Halves:
    return Halves(
        np.stack([counts[:, before].sum(axis=1), counts[:, after].sum(axis=1)], axis=1),
        np.stack([exposure[:, before].sum(axis=1), exposure[:, after].sum(axis=1)], axis=1),
    )


def growth(found: Halves) -> float:
    """Log of the rate after over the rate before; an empty half counts as half an event."""
    events = found.events.sum(axis=0)
    rates = np.where(events == 0, 0.5, events) / found.exposure.sum(axis=0)
    return float(np.log(rates[1] / rates[0]))


def pulls(found: Halves) -> Array:
    """By how much each unit pulls at the growth: whatever varies within a unit is in it."""
    events = found.events.sum(axis=0)
    rates = np.where(events == 0, 0.5, events) / found.exposure.sum(axis=0)
    both = (found.events - rates * found.exposure) / np.where(events == 0, 0.5, events)
    return np.asarray(both[:, 1] - both[:, 0])


def _variance(found: Halves) -> tuple[float, int]:
    n = len(found.events)
    return float((pulls(found) ** 2).sum()) * n / max(n - 1, 1), n


def difference(found: Halves, treated: Mask, random: np.random.Generator) -> Change:
    """Poisson difference in differences: with effects of unit and period it is this ratio of ratios (one start)."""
    log = growth(found.of(treated)) - growth(found.of(~treated))
    (v1, n1), (v2, n2) = _variance(found.of(treated)), _variance(found.of(~treated))
    total = v1 + v2
    free = total**2 / max(v1**2 / max(n1 - 1, 1) + v2**2 / max(n2 - 1, 1), 1e-300)
    others = [abs(growth(found.of(each)) - growth(found.of(~each))) for each in _redrawn(len(treated), n1, random)]
    beyond = sum(each >= abs(log) - 1e-12 for each in others)
    exact = comb(len(treated), n1) <= DRAWS
    p = beyond / len(others) if exact else (beyond + 1) / (len(others) + 1)
    return Change(log, total**0.5, free, p, least_p(len(treated), n1))


def least_p(units: int, treated: int) -> float:
    """The smallest two-sided p that this many of so many can give."""
    return min(1.0, (2 if 2 * treated == units else 1) / comb(units, treated))


def _redrawn(units: int, treated: int, random: np.random.Generator) -> Iterator[Mask]:
    if comb(units, treated) <= DRAWS:
        for chosen in combinations(range(units), treated):
            mask = np.zeros(units, dtype=bool)
            mask[list(chosen)] = True
            yield mask
        return
    for _ in range(DRAWS):
        mask = np.zeros(units, dtype=bool)
        mask[random.permutation(units)[:treated]] = True
        yield mask


def parallel(counts: Array, treated: Mask, before: Mask) -> float:
    """p that the treated kept their share of all events from period to period before the start."""
    mine, others = counts[treated][:, before].sum(axis=0), counts[~treated][:, before].sum(axis=0)
    useful = mine + others > 0
    if useful.sum() < 2 or mine.sum() == 0 or others.sum() == 0:
        return 1.0
    table = np.stack([mine[useful], others[useful]])
    chi = float(stats.chi2_contingency(table)[0])
    free = int(useful.sum()) - 1
    restless = max(1.0, dispersion(counts[:, before]))
    return float(stats.chi2.sf(chi / restless, free))


def dispersion(counts: Array) -> float:
    """Variance over mean within units and periods: 1 for pure chance."""
    rows, columns, total = counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    if total == 0:
        return 1.0
    expected = np.outer(rows, columns) / total
    free = (int((rows > 0).sum()) - 1) * (int((columns > 0).sum()) - 1)
    used = expected > 0
    return float((((counts - expected)[used] ** 2) / expected[used]).sum() / max(free, 1))


def worst_drift(counts: Array, exposure: Array, treated: Mask, before: Mask) -> float:
    """The largest change, from half to half of the periods before, of the treated against the others, in logs."""
    places = np.flatnonzero(before)
    middle = len(places) // 2
    first, second = np.zeros(len(before), dtype=bool), np.zeros(len(before), dtype=bool)
    first[places[:middle]], second[places[middle:]] = True, True
    found = halves(counts, exposure, first, second)
    return abs(growth(found.of(treated)) - growth(found.of(~treated)))
