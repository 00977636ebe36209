"""How long customers stay: the Kaplan-Meier curve, the shifted beta-geometric model, and what a customer is worth."""

from collections.abc import Sequence
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

Array = NDArray[np.float64]
Days = NDArray[np.int64]


def kaplan_meier(times: Sequence[float], events: Sequence[int]) -> dict[float, float]:
    """The share that remains after each time at which something happened."""
    time, event = np.asarray(times, dtype=float), np.asarray(events, dtype=bool)
    left, curve = 1.0, {}
    for moment in np.unique(time[event]):
        left *= 1 - float((event & (time == moment)).sum()) / float((time >= moment).sum())
        curve[float(moment)] = left
    return curve


def incidence(lag: Days, age: Days, horizon: int, z: float) -> tuple[float, float, float]:
    """The share with an event by the horizon, by Kaplan-Meier, with Greenwood's interval on the log-log scale.

    `lag` is the day of the event, beyond every `age` where there was none; who was lost is watched until her age.
    """
    seen = np.minimum(np.minimum(lag, age), horizon)
    events = np.bincount(seen[(lag <= age) & (lag <= horizon)], minlength=horizon + 1)
    at_risk = np.bincount(seen, minlength=horizon + 1)[::-1].cumsum()[::-1]
    some = events > 0
    left = float(np.prod(1 - events[some] / at_risk[some]))
    if not 0 < left < 1:
        return (1 - left,) * 3
    greenwood = float((events[some] / (at_risk[some] * np.maximum(at_risk[some] - events[some], 1))).sum())
    spread = z * sqrt(greenwood) / abs(log(left))
    return 1 - left ** exp(-spread), 1 - left, 1 - left ** exp(spread)


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
