"""How hard people try for a prize: rank-order tournaments and lotteries in symmetric equilibrium."""

from collections.abc import Callable
from math import pi, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Taste = Literal["linear", "sqrt", "log"]


def uniform_noise(high: float, low: float, divisor: float, half_width: float) -> float:
    """Lazear and Rosen, cost e^2/divisor, noise uniform: the same for any number of contestants and winners."""
    return (high - low) * divisor / (4 * half_width)


def normal_noise(spread: float, sigma: float) -> float:
    """Lazear and Rosen, cost e^2/2: spread of prizes times the density of a tie."""
    return spread / (2 * sigma * sqrt(pi))


def tullock(contestants: int, prize: float) -> float:
    """What each spends on lottery tickets."""
    return (contestants - 1) / contestants**2 * prize


def rank_weights(n: int) -> Array:
    """Logistic noise: how much a little effort moves the chance of each rank, up to a factor."""
    return np.asarray((n + 1.0 - 2.0 * np.arange(1, n + 1)) / (n * (n + 1)))


def schedule(n: int, taste: Taste) -> Array:
    """Shares of the purse by rank that make people try hardest."""
    weight = np.maximum(rank_weights(n), 0.0)
    if taste == "linear":
        return np.asarray(np.eye(n)[0])
    shares = weight**2 if taste == "sqrt" else weight
    return np.asarray(shares / shares.sum())


def best_winners(n: int, taste: Taste) -> int:
    """How many equal prizes make people try hardest; never more than half."""
    utility: Callable[[float], float] = {
        "linear": lambda share: share,
        "sqrt": sqrt,
        "log": lambda share: float(np.log1p(10 * share)),
    }[taste]
    pulls = [k * (n - k) * utility(1 / k) for k in range(1, n)]
    return int(np.argmax(pulls)) + 1
