"""Counts over unlike exposures and shares of unlike numbers, made comparable within groups."""

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Array = NDArray[np.float64]
Places = NDArray[np.int64]
ROUNDS, CLOSE, LEAST = 100, 1e-9, 1e-6


def of_counts(counts: Array, exposure: Array, groups: Places, own: Array) -> Array:
    """Pearson residuals of a negative binomial regression with a rate of each group and the exposure as an offset.

    `own` is how much of its rate each group tells itself; the rest it learns from everybody.
    """
    spread = 0.0
    for _ in range(ROUNDS):
        mean = _means(counts, exposure, groups, spread)
        before, spread = spread, _spread(counts, mean, len(own))
        if abs(spread - before) <= CLOSE:
            break
    everybody = _means(counts, exposure, np.zeros_like(groups), spread)
    mean = own[groups] * _means(counts, exposure, groups, spread) + (1 - own[groups]) * everybody
    return np.asarray((counts - mean) / np.sqrt(np.maximum(mean * (1 + spread * mean), 1e-300)))


def _means(counts: Array, exposure: Array, groups: Places, spread: float) -> Array:
    """What each rate times its exposure comes to: cases of large means weigh less, as the spread says."""
    mean = exposure * counts.sum() / exposure.sum()
    for _ in range(ROUNDS):
        weight = 1 / (1 + spread * mean)
        rates = np.bincount(groups, weight * counts) / np.maximum(np.bincount(groups, weight * exposure), 1e-300)
        before, mean = mean, exposure * rates[groups]
        if float(np.abs(mean - before).max()) <= CLOSE * float(mean.max()):
            break
    return np.asarray(mean)


def _spread(counts: Array, mean: Array, groups: int) -> float:
    """Of the rates of a group, so that the squared residuals sum to their degrees of freedom; 0 where chance is all."""
    seen, free = mean > 0, max(len(counts) - groups, 1)
    miss, level = (counts[seen] - mean[seen]) ** 2, mean[seen]

    def beyond(spread: float) -> float:
        return float((miss / (level * (1 + spread * level))).sum()) - free

    if not len(level) or beyond(0.0) <= 0:
        return 0.0
    most = 1.0
    while beyond(most) > 0:
        most *= 10
    return float(optimize.brentq(beyond, 0.0, most, xtol=1e-12))


def shrunk(shares: Array, n: Array, groups: Places, own: Array) -> Array:
    """Each share drawn to its group's, the more the fewer it is of: beta-binomial, how alike they are by moments."""
    everybody = float((shares * n).sum() / n.sum())
    middles = np.bincount(groups, shares * n) / np.maximum(np.bincount(groups, n), 1e-300)
    middle = own[groups] * middles[groups] + (1 - own[groups]) * everybody
    wide = np.maximum(middles * (1 - middles), 1e-300)[groups]
    miss = float((n * (shares - middles[groups]) ** 2 / wide).sum())
    alike = min(max((miss - (len(n) - len(own))) / max(float((n - 1).sum()), 1.0), LEAST), 1.0)
    strength = (1 - alike) / alike
    return np.asarray((strength * middle + n * shares) / (strength + n))
