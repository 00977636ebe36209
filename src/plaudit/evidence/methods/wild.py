"""Wild cluster bootstrap for few units: the error of a difference without trusting that its t is Student's.

Each unit's miss, where nothing is taken to have happened, is turned by a weight drawn for the whole unit (Cameron,
Gelbach and Miller 2008; on the scores of a Poisson regression, as Kline and Santos 2012). A row of weights is one draw.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from plaudit.evidence.methods.lots import share_as_far
from plaudit.evidence.methods.panel import Halves, Mask

Array = NDArray[np.float64]
DRAWS, FEW, MANY = 9_999, 12, 40
# Two signs alone give few values with few units (Webb 2014).
SIGNS = np.array([-1.0, 1.0])
WEBB = np.sqrt([0.5, 1.0, 1.5])


def wild(found: Halves, treated: Mask, random: np.random.Generator) -> float:
    """p that the treated changed as the others; 1 where no unit has acts on both sides of the start."""
    chosen = np.concatenate([-WEBB, WEBB]) if len(treated) <= FEW else SIGNS
    weights = np.concatenate([np.ones((1, len(treated))), random.choice(chosen, (DRAWS, len(treated)))])
    far = np.abs(turned(found, treated, weights))
    return share_as_far(float(far[0]), far) if np.isfinite(far[0]) else 1.0


def turned(found: Halves, treated: Mask, weights: Array) -> Array:
    """The t of each draw; nan where there is nothing to tell apart."""
    total, after = found.events.sum(axis=1), found.events[:, 1]
    if not 0 < after.sum() < total.sum():
        return np.full(len(weights), np.nan)
    share = _shares(found, total)
    miss, heavy = after - total * share, total * share * (1 - share)
    leaning = treated - (heavy * treated).sum() / heavy.sum()
    square = float((heavy * leaning**2).sum())
    if square == 0:
        return np.full(len(weights), np.nan)
    drawn = weights * miss
    effect = drawn @ leaning / square
    level = drawn.sum(axis=1) / heavy.sum()
    left = drawn - heavy * (level[:, None] + effect[:, None] * leaning)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(effect * square / np.sqrt(((left * leaning) ** 2).sum(axis=1)))


def _shares(found: Halves, total: Array) -> Array:
    """Of each unit's acts, those expected after the start when all units change alike."""
    before, after = found.exposure.T

    def share(growth: float) -> Array:
        return np.asarray(after / (after + before * np.exp(-growth)))

    middle = float(optimize.brentq(lambda growth: found.events[:, 1].sum() - (total * share(growth)).sum(), -40, 40))
    return share(middle)
