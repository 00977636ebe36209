"""What many payments add up to: exact distributions of sums, and what to expect beyond a quantile."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]


def panjer_negative_binomial(size: float, prob: float, severity: Sequence[float], most: int) -> Array:
    """Probabilities of the sum 0..most; the severity is of whole units from 0."""
    fall = 1 - prob
    amounts = np.asarray(severity, dtype=float)
    a, b = fall, (size - 1) * fall
    total = np.zeros(most + 1)
    total[0] = (prob / (1 - fall * amounts[0])) ** size
    for s in range(1, most + 1):
        y = np.arange(1, min(s, len(amounts) - 1) + 1)
        total[s] = ((a + b * y / s) * amounts[y] * total[s - y]).sum() / (1 - a * amounts[0])
    return total


def quantile(probabilities: Array, level: float) -> int:
    return int(np.searchsorted(np.cumsum(probabilities), level - 1e-12))


def beyond(draws: Array, level: float) -> float:
    """The mean of the worst draws (CTE): what a bad period costs when it is one."""
    return float(np.sort(draws)[int(np.floor(level * len(draws))) :].mean())


def normal_risk(level: float) -> tuple[float, float]:
    """Quantile and mean beyond it of a standard normal."""
    z = float(stats.norm.ppf(level))
    return z, float(stats.norm.pdf(z)) / (1 - level)
