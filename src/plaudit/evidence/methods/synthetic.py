"""One treated among many: synthetic control, synthetic difference in differences, and the plain difference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# A placebo is a rank among many: it need not be searched for to the last digit.
PLACEBO_STEPS = 300


@dataclass(frozen=True, slots=True)
class Estimates:
    """The three on the same numbers; `fit` is the root mean square miss of the synthetic control before the start."""

    difference: float
    synthetic: float
    both: float
    fit: float


def estimates(outcome: Array, treated: int, before: int) -> Estimates:
    """`outcome` is units x periods with the treated units last; the first `before` periods are untreated."""
    donors, own = outcome[:-treated], outcome[-treated:].mean(axis=0)
    noise = _noise(donors[:, :before])
    control = _weights(donors[:, :before].T, own[:before], 1e-6 * noise, noise)
    miss = own - control @ donors
    plain = (own[before:].mean() - own[:before].mean()) - (donors[:, before:].mean() - donors[:, :before].mean())
    return Estimates(
        difference=float(plain),
        synthetic=float(miss[before:].mean()),
        both=both(outcome, treated, before),
        fit=float(np.sqrt((miss[:before] ** 2).mean())),
    )


def both(outcome: Array, treated: int, before: int, steps: int = 10_000) -> float:
    """Arkhangelsky et al. 2021: weights of donors and of periods, both with an intercept."""
    donors, own = outcome[:-treated], outcome[-treated:].mean(axis=0)
    after = donors.shape[1] - before
    noise = _noise(donors[:, :before])
    early, late = donors[:, :before], donors[:, before:].mean(axis=1)
    ridge = (treated * after) ** 0.25 * noise
    target = own[:before] - own[:before].mean()
    omega = _weights(early.T - early.T.mean(axis=0), target, ridge, noise, steps)
    lamda = _weights(early - early.mean(axis=0), late - late.mean(), 1e-6 * noise, noise, steps)
    gap = own - omega @ donors
    return float(gap[before:].mean() - lamda @ gap[:before])


def _noise(early: Array) -> float:
    return max(float(np.diff(early, axis=1).std(ddof=1)), 1e-12)


def _weights(columns: Array, target: Array, ridge: float, noise: float, steps: int = 10_000) -> Array:
    """Weights of at least zero that sum to one; small ones are dropped after a first look, as the paper's code does.

    The minimum is flat, so that where a search stops is a part of the published numbers.
    """
    first = _searched(columns, target, ridge, (np.full(columns.shape[1], 1 / columns.shape[1]), 100, noise))
    kept = np.where(first > first.max() / 4, first, 0.0)
    return _searched(columns, target, ridge, (kept / kept.sum(), steps, noise))


def _searched(columns: Array, target: Array, ridge: float, start: tuple[Array, int, float]) -> Array:
    """Frank and Wolfe: step towards the best single donor until that gains next to nothing."""
    weights, steps, noise = start
    eta = len(target) * ridge**2
    held = np.inf
    for step in range(steps):
        miss = columns @ weights - target
        slope = miss @ columns + eta * weights
        best = int(np.argmin(slope))
        move = -weights
        move[best] += 1
        if not move.any():
            break
        turn = columns @ move
        length = float(-slope @ move / (turn @ turn + eta * (move @ move)))
        weights = weights + min(1.0, max(0.0, length)) * move
        left = columns @ weights - target
        value = ridge**2 * float(weights @ weights) + float(left @ left) / len(target)
        if step > 0 and held - value <= (1e-5 * noise) ** 2:
            break
        held = value
    return weights


def placebo(outcome: Array, before: int) -> Array:
    """The synthetic-control effect of each donor as if it had been treated, over its fit (Abadie's ratio)."""
    ratios = []
    for place in range(len(outcome)):
        order = [*(row for row in range(len(outcome)) if row != place), place]
        moved = outcome[order]
        own = moved[-1]
        noise = _noise(moved[:-1, :before])
        control = _weights(moved[:-1, :before].T, own[:before], 1e-6 * noise, noise, PLACEBO_STEPS)
        miss = own - control @ moved[:-1]
        fit = float(np.sqrt((miss[:before] ** 2).mean()))
        ratios.append(float(np.sqrt((miss[before:] ** 2).mean())) / max(fit, 1e-12))
    return np.asarray(ratios)


def placebo_floor(donors: int) -> float:
    """The smallest p-value that comparing with that many donors can give."""
    return 1 / (donors + 1)
