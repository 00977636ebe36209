"""What is typical and what stands out: medians, ranks against a baseline, and the part of a score that lasts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]


def spread(values: Array) -> float:
    """1.4826 times the median distance to the median; the mean distance where half of all are equal; 0 if all are."""
    distance = np.abs(values - np.median(values))
    middle = 1.4826 * float(np.median(distance))
    return middle if middle > 0 else 1.2533 * float(distance.mean())


def ranked(scores: Array, baseline: Array) -> Array:
    """Conformal p: the share of the baseline that is at least as high, each counted; exact when all are alike."""
    below = np.searchsorted(np.sort(baseline), scores, side="left")
    return np.asarray((1 + len(baseline) - below) / (len(baseline) + 1))


def composite(z: Array, weights: Array) -> Array:
    """One score from several (rows: cases, columns: metrics); what two metrics say twice counts once."""
    known = np.where(np.isnan(z), 0.0, z)
    together = stats.spearmanr(known).statistic if z.shape[1] > 2 else _pair(known)
    return np.asarray(known @ weights / np.sqrt(max(float(weights @ together @ weights), 1e-9)))


def _pair(z: Array) -> Array:
    if z.shape[1] == 1:
        return np.ones((1, 1))
    r = float(stats.spearmanr(z[:, 0], z[:, 1]).statistic)
    return np.array([[1.0, r], [r, 1.0]])


@dataclass(frozen=True, slots=True)
class Lasting:
    """Of scores by case and period: middle and spread of what lasts, and of one period's noise."""

    middle: float
    between: float
    within: float
    cases: int


def lasting(scores: Array) -> Lasting:
    """Cases x periods; cases seen once tell of the sum of both spreads alone."""
    counts = (~np.isnan(scores)).sum(axis=1)
    means = np.nanmean(scores, axis=1)
    several = counts > 1
    free = float((counts[several] - 1).sum())
    noise = float(np.nansum((scores[several] - means[several, None]) ** 2) / free) if free else float("nan")
    total = float(means.var(ddof=1))
    between = max(total - noise * float((1 / counts).mean()), 0.0) if free else float("nan")
    return Lasting(float(means.mean()), between**0.5, noise**0.5, len(means))


def among_the_best(scores: Array, known: Lasting, share: float = 0.1) -> Array:
    """The chance that each case's lasting score is among that share of all."""
    if not known.between > 0:
        return np.full(len(scores), share)
    counts = (~np.isnan(scores)).sum(axis=1)
    pull = known.between**2 / (known.between**2 + known.within**2 / counts)
    middle = known.middle + pull * (np.nanmean(scores, axis=1) - known.middle)
    above = float(stats.norm.isf(share))
    bar = known.middle + above * known.between
    # Where the bar lies is itself only known from so many cases.
    means = known.between**2 + known.within**2 / counts
    unsure = means / known.cases * (1 + above**2 * means / (2 * known.between**2))
    return np.asarray(stats.norm.sf((bar - middle) / np.sqrt(known.between**2 * (1 - pull) + unsure)))
