"""Groups that are alike but not the same: how much each may learn from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

Array = NDArray[np.float64]
Counts = Sequence[float] | NDArray[np.float64] | NDArray[np.int64]


def moment_matched(rates: Counts) -> tuple[float, float]:
    """Beta whose mean and variance are those of the observed rates."""
    values = np.asarray(rates, dtype=float)
    mean, variance = float(values.mean()), float(values.var(ddof=1))
    strength = mean * (1 - mean) / variance - 1
    return mean * strength, (1 - mean) * strength


def updated(events: float, n: float, prior: tuple[float, float]) -> tuple[float, float]:
    """Mean and standard deviation of the conjugate posterior."""
    a, b = prior[0] + events, prior[1] + n - events
    return a / (a + b), float(np.sqrt(a * b / ((a + b) ** 2 * (a + b + 1))))


@dataclass(frozen=True, slots=True)
class Grid:
    """The exact posterior of alpha and beta on a grid of log(alpha/beta) and log(alpha+beta) (BDA 5.3)."""

    logit: Array
    strength: Array
    weight: Array

    @property
    def mode(self) -> tuple[float, float]:
        row, column = np.unravel_index(int(np.argmax(self.weight)), self.weight.shape)
        return float(self.logit[row]), float(self.strength[column])

    @property
    def means(self) -> tuple[float, float]:
        total = np.exp(self.strength)[None, :]
        share = special.expit(self.logit)[:, None]
        return float((self.weight * share * total).sum()), float((self.weight * (1 - share) * total).sum())

    def draw(self, count: int, random: np.random.Generator) -> tuple[Array, Array]:
        """Means and strengths (alpha + beta)."""
        places = random.choice(self.weight.size, size=count, p=self.weight.ravel())
        rows, columns = np.unravel_index(places, self.weight.shape)
        return special.expit(self.logit[rows]), np.exp(self.strength[columns])


def grid(events: Counts, n: Counts, size: int = 120) -> Grid:
    """Beta-binomial groups under the prior (alpha + beta)^(-5/2)."""
    y, total = np.asarray(events, dtype=float), np.asarray(n, dtype=float)
    pooled = float((y.sum() + 0.5) / (total.sum() + 1))
    middle = float(special.logit(pooled))
    logit = np.linspace(middle - 3, middle + 3, 2 * size + 1)
    strength = np.linspace(-1, 8, size)
    share, amount = special.expit(logit)[:, None], np.exp(strength)[None, :]
    alpha, beta = share * amount, (1 - share) * amount
    density = -2.5 * np.log(alpha + beta) + np.log(alpha) + np.log(beta)
    pairs, times = np.unique(np.stack([y, total]), axis=1, return_counts=True)
    for (events_of, n_of), count in zip(pairs.T, times, strict=True):
        one = special.betaln(alpha + events_of, beta + n_of - events_of) - special.betaln(alpha, beta)
        density = density + count * one
    weight = np.exp(density - density.max())
    return Grid(logit, strength, weight / weight.sum())


def beta_binomial_mle(events: Counts, n: Counts) -> tuple[float, float]:
    y, total = np.asarray(events, dtype=float), np.asarray(n, dtype=float)

    def loss(logs: Array) -> float:
        a, b = np.exp(logs)
        return -float((special.betaln(a + y, b + total - y) - special.betaln(a, b)).sum())

    found = optimize.minimize(loss, np.log(moment_matched(y / total)), method="Nelder-Mead", options={"xatol": 1e-8})
    return exp(found.x[0]), exp(found.x[1])


def james_stein(means: Counts, variance: float) -> tuple[Array, float]:
    """Means drawn to their mean, and the factor by which they keep their distance from it."""
    values = np.asarray(means, dtype=float)
    middle = values.mean()
    factor = 1 - (len(values) - 3) * variance / float(((values - middle) ** 2).sum())
    return middle + factor * (values - middle), factor
