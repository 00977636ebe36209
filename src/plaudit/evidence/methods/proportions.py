"""Shares of counts and rates of events: exact and score intervals, tests, limits of a funnel."""

from collections.abc import Sequence
from math import asin, sqrt
from typing import Literal

import numpy as np
from scipy import stats

Pair = tuple[float, float]
Side = Literal["two-sided", "greater", "less"]


def wilson(events: float, n: float, level: float = 0.95) -> Pair:
    """Score interval; it stays inside 0 and 1 and is right for few events."""
    z = float(stats.norm.ppf((1 + level) / 2))
    p = events / n
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def clopper_pearson(events: int, n: int, level: float = 0.95) -> Pair:
    tail = (1 - level) / 2
    low = float(stats.beta.ppf(tail, events, n - events + 1)) if events else 0.0
    high = float(stats.beta.ppf(1 - tail, events + 1, n - events)) if events < n else 1.0
    return low, high


def newcombe(first: tuple[float, float], second: tuple[float, float], level: float = 0.95) -> Pair:
    """Hybrid score interval of a difference of shares (Newcombe 1998, method 10)."""
    (x1, n1), (x2, n2) = first, second
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = wilson(x1, n1, level)
    low2, high2 = wilson(x2, n2, level)
    difference = p1 - p2
    return (
        difference - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2),
        difference + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2),
    )


def wald(first: tuple[float, float], second: tuple[float, float], level: float = 0.95) -> Pair:
    """The textbook's interval of a difference, here to be compared with."""
    (x1, n1), (x2, n2) = first, second
    p1, p2 = x1 / n1, x2 / n2
    half = float(stats.norm.ppf((1 + level) / 2)) * sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return p1 - p2 - half, p1 - p2 + half


def binomial_test(events: int, n: int, share: float, side: Side = "two-sided") -> float:
    """Exact p-value; `side` may be greater or less."""
    return float(stats.binomtest(events, n, share, alternative=side).pvalue)


def poisson_interval(count: int, exposure: float, level: float = 0.95) -> Pair:
    """Exact interval of a rate."""
    tail = (1 - level) / 2
    low = float(stats.chi2.ppf(tail, 2 * count)) / 2 / exposure if count else 0.0
    return low, float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2 / exposure


def poisson_tail(more_than: int, mean: float) -> float:
    return float(stats.poisson.sf(more_than, mean))


def funnel_limits(n: int, share: float, levels: Sequence[float]) -> tuple[int, ...]:
    """Exact binomial limits: the least count whose cumulated probability reaches each level."""
    return tuple(int(stats.binom.ppf(level, n, share)) for level in levels)


def arcsine_effect(p1: float, p2: float) -> float:
    """Cohen's h."""
    return 2 * asin(sqrt(p1)) - 2 * asin(sqrt(p2))


def false_discoveries(p: Sequence[float], rate: float) -> tuple[bool, ...]:
    """Benjamini and Hochberg: which are rejected so that at most `rate` of them are false on average."""
    values = np.asarray(p, dtype=float)
    order = np.argsort(values, kind="stable")
    bounds = rate * np.arange(1, len(values) + 1) / len(values)
    below = np.flatnonzero(values[order] <= bounds)
    kept = np.zeros(len(values), dtype=bool)
    if below.size:
        kept[order[: below[-1] + 1]] = True
    return tuple(bool(each) for each in kept)


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values, valid whatever the tests have in common."""
    values = np.asarray(p, dtype=float)
    order = np.argsort(values, kind="stable")
    steps = (len(values) - np.arange(len(values))) * values[order]
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return tuple(float(each) for each in adjusted)
