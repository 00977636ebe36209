"""How counts answer to what is paid: Poisson regression with an effect of each unit and of each period (M4)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
Days = NDArray[np.int64]
ROUNDS, CLOSE, FLAT = 60, 1e-10, 1e-9


@dataclass(frozen=True, slots=True)
class Slope:
    """Per cent more events for one per cent more pay; `free` are the degrees of freedom of its error."""

    slope: float
    error: float
    free: int


def slope(counts: Array, pay: Array, clusters: Days) -> Slope | None:
    """Of the log of one plus `pay` (units x periods); None where nothing tells it.

    Units are conditioned on their totals. `clusters` are what was drawn together: the error counts them, and not units.
    """
    useful = counts.sum(axis=1) > 0
    y, x = counts[useful], np.log1p(pay[useful])
    # The effects of units and periods take out their means of pay as well: what is left has no company in the design.
    left = x - x.mean(axis=1, keepdims=True) - x.mean(axis=0, keepdims=True) + x.mean() if len(x) else x
    if not left.size or float(np.abs(left).max()) < FLAT:
        return None
    steps = np.broadcast_to(np.eye(y.shape[1])[:, 1:], (*y.shape, y.shape[1] - 1))
    design = np.concatenate([steps[:, :, (y.sum(axis=0) > 0)[1:]], left[:, :, None]], axis=2)
    beta = np.zeros(design.shape[2])
    for _ in range(ROUNDS):
        score, bread = _pull(design, y, beta)
        step = bread @ score.sum(axis=0)
        while float(np.abs(step).max()) > CLOSE and _likely(design, y, beta + step) < _likely(design, y, beta):
            step = step / 2
        beta = beta + step
        if float(np.abs(step).max()) <= CLOSE:
            break
    return _robust(float(beta[-1]), score, bread, clusters[useful])


def _likely(design: Array, y: Array, beta: Array) -> float:
    return float((y * np.log(_parts(design @ beta))).sum())


def _pull(design: Array, y: Array, beta: Array) -> tuple[Array, Array]:
    """How each unit pulls at the coefficients, and the inverse of what they know of them."""
    part, total = _parts(design @ beta), y.sum(axis=1)[:, None]
    score = np.einsum("it,itk->ik", y - total * part, design)
    middle = np.einsum("it,itk->ik", part, design)
    weighed = np.einsum("it,itk,itl->kl", total * part, design, design, optimize=True)
    return score, np.linalg.pinv(weighed - (middle * total).T @ middle)


def _parts(logs: Array) -> Array:
    grown = np.exp(np.maximum(logs - logs.max(axis=1, keepdims=True), -600))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def _robust(found: float, score: Array, bread: Array, clusters: Days) -> Slope | None:
    names, place = np.unique(clusters, return_inverse=True)
    pulls = np.zeros((len(names), score.shape[1]))
    np.add.at(pulls, place, score)
    free = len(names) - 1
    between = float((bread @ (pulls.T @ pulls) @ bread)[-1, -1]) * len(names) / max(free, 1)
    # Counts never scatter less than chance does.
    variance = max(between, float(bread[-1, -1]))
    return Slope(found, float(np.sqrt(variance)), free) if variance > FLAT else None


@dataclass(frozen=True, slots=True)
class Learned:
    """Draws of the elasticity; `surprise` is the p of the slope under the prior, `counts` what its weight is now."""

    draws: Array
    surprise: float
    counts: float


def learned(
    found: Slope, prior: tuple[float, float], vague: tuple[float, float], random: np.random.Generator
) -> Learned:
    """A gamma prior (shape, mean) mixed with knowing nothing up to a bound (its weight, the bound), on a grid."""
    (shape, mean), (weight, most) = prior, vague
    grid = (np.arange(4000) + 0.5) * most / 4000
    told = stats.gamma.pdf(grid, shape, scale=mean / shape)
    told /= told.sum()
    away = (found.slope - grid) / found.error
    logs = stats.t.logpdf(away, found.free)
    # Against its highest: a sure slope beyond the grid leaves nothing of the density itself.
    speaks = np.exp(logs - logs.max())
    parts = (1 - weight) * told * speaks, weight / len(grid) * speaks
    whole = parts[0] + parts[1]
    below = float((told * stats.t.cdf(away, found.free)).sum())
    drawn = grid[random.choice(len(grid), size=20_000, p=whole / whole.sum())]
    jitter = (random.random(len(drawn)) - 0.5) * most / 4000
    return Learned(drawn + jitter, 2 * min(below, 1 - below), float(parts[0].sum() / whole.sum()))
