"""Credit for what several did together: the exact Shapley value, over every order in which they could have come."""

from collections.abc import Callable
from math import factorial

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Coalitions = NDArray[np.bool_]
# Twice as many coalitions with each one more.
MOST = 8


def shapley(players: int, worth: Callable[[Coalitions], Array]) -> Array:
    """`worth` of coalitions x players, a row each; nobody at all is one of them."""
    coalitions = (np.arange(2**players)[:, None] >> np.arange(players)) % 2 == 1
    values, sizes = worth(coalitions), coalitions.sum(axis=1)
    orders = np.array([factorial(size) * factorial(players - size - 1) for size in range(players)]) / factorial(players)
    parts = np.zeros(players)
    for player in range(players):
        without = np.flatnonzero(~coalitions[:, player])
        parts[player] = orders[sizes[without]] @ (values[without + (1 << player)] - values[without])
    return parts


def of_claims(claims: Array) -> Array:
    """What each may claim of one whole: as claimed, and where that is more than the whole, by Shapley."""
    if claims.sum() <= 1:
        return claims
    return shapley(len(claims), lambda coalitions: np.minimum(coalitions @ claims, 1.0))
