"""Drawing the treated anew: how often would the lot alone bring as much (randomisation inference)."""

from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
# Of very many units fewer draws are taken: their p is known without.
DRAWS, LEAST_DRAWS, CELLS = 4_999, 99, 50_000_000
# Fewer coins cannot give a p below 0.05.
ENOUGH_PAIRS = 6


def redrawn(treated: Mask, random: np.random.Generator, pairs: Places | None = None) -> Mask:
    """Draws x units: every way in which so many could have been treated, or the true one and some drawn.

    Where a coin was tossed in each pair, only its two sides could have come; `pairs` has a number for each unit.
    """
    if pairs is not None:
        return _tossed(treated, random, pairs)
    units, size = len(treated), int(treated.sum())
    if comb(units, size) <= DRAWS:
        ways = np.array(list(combinations(range(units), size)), dtype=np.int64)
        found = np.zeros((len(ways), units), dtype=bool)
        np.put_along_axis(found, ways, values=True, axis=1)
        return found
    draws = max(LEAST_DRAWS, min(DRAWS, CELLS // units))
    return np.concatenate([treated[None], random.permuted(np.tile(treated, (draws, 1)), axis=1)])


def _tossed(treated: Mask, random: np.random.Generator, pairs: Places) -> Mask:
    count = int(pairs.max()) + 1
    if 2**count <= DRAWS:
        sides = (np.arange(2**count)[:, None] >> np.arange(count)) % 2 == 1
    else:
        sides = np.concatenate([np.zeros((1, count), dtype=bool), random.random((DRAWS, count)) < 0.5])
    return np.asarray(treated ^ sides[:, pairs])


def share_as_far(own: float, all_draws: Array) -> float:
    """p: how many of the draws, of which the true one is one, are as far out as it."""
    return float((all_draws >= own - 1e-9 * max(1.0, abs(own))).mean())


def least_p(units: int, treated: int) -> float:
    """The smallest two-sided p that this many of so many can give."""
    return min(1.0, (2 if 2 * treated == units else 1) / comb(units, treated))


def least_p_of_pairs(pairs: int) -> float:
    """The smallest two-sided p that a coin in each pair can give."""
    return min(1.0, 2.0 ** (1 - pairs))
