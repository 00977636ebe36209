"""An exposure's effect with what was known before it taken out twice: by who was exposed, and by what came of it."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# Probabilities of exposure nearer to 0 or 1 than that are held there; how often is said.
EDGE, HEAVY = 0.01, 20.0


@dataclass(frozen=True, slots=True)
class Effect:
    """Difference of shares with its error; `heavy` is the share of cases of a kind that is nearly all on one side.

    `chance` is each case's probability of having been exposed, by what was known before.
    """

    difference: float
    error: float
    exposed: float
    unexposed: float
    heavy: float
    chance: Array

    @property
    def unseen(self) -> float:
        """E-value: how strongly something unseen would have to go with both to explain it all away."""
        low, high = sorted((max(self.exposed, 1e-9), max(self.unexposed, 1e-9)))
        ratio = high / low
        return ratio + sqrt(ratio * (ratio - 1))


def adjusted(design: Array, exposed: NDArray[np.bool_], outcome: Array, random: np.random.Generator) -> Effect:
    """Augmented inverse probability weights, with the models of each half fitted on the other."""
    fold = random.permutation(len(outcome)) % 2
    chance, with_it, without = (np.zeros(len(outcome)) for _ in range(3))
    for half in (0, 1):
        fit, use = fold != half, fold == half
        chance[use] = _predicted(design[fit], exposed[fit].astype(float), design[use])
        with_it[use] = _predicted(design[fit & exposed], outcome[fit & exposed], design[use])
        without[use] = _predicted(design[fit & ~exposed], outcome[fit & ~exposed], design[use])
    chance = np.clip(chance, EDGE, 1 - EDGE)
    weight = np.where(exposed, 1 / chance, 1 / (1 - chance))
    ones = with_it + np.where(exposed, (outcome - with_it) * weight, 0.0)
    zeros = without + np.where(exposed, 0.0, (outcome - without) * weight)
    pull = ones - zeros
    return Effect(
        float(pull.mean()),
        float(pull.std(ddof=1) / np.sqrt(len(pull))),
        float(ones.mean()),
        float(zeros.mean()),
        # On the one side or the other: where nearly all met one, the few who did not stand for the rest.
        float((np.minimum(chance, 1 - chance) < 1 / HEAVY).mean()),
        chance,
    )


def _predicted(design: Array, outcome: Array, new: Array) -> Array:
    """Logistic regression with a little ridge, so that few cases cannot say never or always."""
    beta = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * 0.1
    ridge[0, 0] = 1e-6
    for _ in range(30):
        share = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (outcome - share) - ridge @ beta
        step = np.linalg.solve((design * (share * (1 - share))[:, None]).T @ design + ridge, slope)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-8:
            break
    return np.asarray(1 / (1 + np.exp(-np.clip(new @ beta, -30, 30))))
