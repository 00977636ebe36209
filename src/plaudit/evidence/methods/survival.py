"""How long customers stay: the Kaplan-Meier curve, the shifted beta-geometric model, and what a customer is worth."""

from collections.abc import Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

Array = NDArray[np.float64]


def kaplan_meier(times: Sequence[float], events: Sequence[int]) -> dict[float, float]:
    """The share that remains after each time at which something happened."""
    time, event = np.asarray(times, dtype=float), np.asarray(events, dtype=bool)
    left, curve = 1.0, {}
    for moment in np.unique(time[event]):
        left *= 1 - float((event & (time == moment)).sum()) / float((time >= moment).sum())
        curve[float(moment)] = left
    return curve


def sbg(survivors: Sequence[float]) -> tuple[float, float, float]:
    """Shifted beta-geometric fit (Fader and Hardie 2007): alpha, beta, log likelihood."""
    left = np.asarray(survivors, dtype=float)
    lost, periods = -np.diff(left), np.arange(1, len(left))

    def loss(logs: Array) -> float:
        a, b = np.exp(logs)
        died = special.betaln(a + 1, b + periods - 1) - special.betaln(a, b)
        stayed = special.betaln(a, b + periods[-1]) - special.betaln(a, b)
        return -float((lost * died).sum() + left[-1] * stayed)

    found = optimize.minimize(loss, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-9})
    return exp(found.x[0]), exp(found.x[1]), -float(found.fun)


def sbg_survival(alpha: float, beta: float, periods: int) -> Array:
    """The share that remains after 0, 1, ... periods."""
    t = np.arange(periods + 1)
    return np.asarray(np.exp(special.betaln(alpha, beta + t) - special.betaln(alpha, beta)))


def margin_multiple(retention: float, discount: float) -> float:
    """Gupta and Lehmann: how many periods' margins a customer is worth when churn is constant."""
    return retention / (1 + discount - retention)


def lifetime_value(margin: float, survival: Array, discount: float) -> float:
    """Margins of each period at its start, discounted."""
    periods = np.arange(len(survival))
    return float(margin * (survival / (1 + discount) ** periods).sum())
