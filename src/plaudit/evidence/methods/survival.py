"""How long customers stay: the Kaplan-Meier curve, the shifted beta-geometric model, and what a customer is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from plaudit.evidence.methods.hazards import DRAWS

Array = NDArray[np.float64]
Days = NDArray[np.int64]
# Customers at a renewal, before what they did is taken for the rate at it.
ENOUGH = 20


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


@dataclass(frozen=True, slots=True)
class Kept:
    """At the first, second, ... renewal: how many stayed, and how many were lost."""

    stayed: Array
    lost: Array

    def survival(self, periods: int, draws: int, random: np.random.Generator) -> Array:
        """Draws x (0, 1, ... periods): as seen while enough were, beyond by the shifted beta-geometric."""
        alpha, beta = self._draw(draws, random)
        seen = int(np.logical_and.accumulate(self.stayed + self.lost >= ENOUGH).sum())
        seen = min(seen, periods)
        renewal = np.arange(1, periods + 1)
        rate = (beta[:, None] + renewal - 1) / (alpha + beta + (renewal - 1)[:, None]).T
        rate[:, :seen] = random.beta(self.stayed[:seen] + 0.5, self.lost[:seen] + 0.5, (draws, seen))
        return np.concatenate([np.ones((draws, 1)), np.cumprod(rate, axis=1)], axis=1)

    def years(self, periods: int, discount: float, random: np.random.Generator) -> Array:
        """Draws of how many periods' worth a customer brings: the first one sure, all discounted."""
        return np.asarray(self.survival(periods, DRAWS, random) @ (1 + discount) ** -np.arange(periods + 1.0))

    def _draw(self, draws: int, random: np.random.Generator) -> tuple[Array, Array]:
        """Exact on a grid of the first loss and of how alike customers are, under (alpha + beta)^(-5/2)."""
        share = special.expit(np.linspace(-6, 4, 161))[:, None]
        total = np.exp(np.linspace(-2, 8, 81))[None, :]
        alpha, beta = share * total, (1 - share) * total
        density = -2.5 * np.log(total) + np.log(alpha) + np.log(beta)
        for earlier, (stayed, lost) in enumerate(zip(self.stayed, self.lost, strict=True)):
            left = np.log(total + earlier)
            density = density + stayed * (np.log(beta + earlier) - left) + lost * (np.log(alpha) - left)
        weight = np.exp(density - density.max()).ravel()
        places = random.choice(weight.size, size=draws, p=weight / weight.sum())
        return alpha.ravel()[places], beta.ravel()[places]


def mean_draws(values: Array, draws: int, random: np.random.Generator) -> Array:
    """Of a mean that is never below nothing: lognormal with its own mean and standard error."""
    middle = float(values.mean())
    part = float(values.std(ddof=1)) / sqrt(len(values)) / middle if len(values) > 1 else 0.0
    spread = sqrt(log(1 + part**2))
    return np.asarray(middle * np.exp(random.normal(-(spread**2) / 2, spread, draws)))


def margin_multiple(retention: float, discount: float) -> float:
    """Gupta and Lehmann: how many periods' margins a customer is worth when churn is constant."""
    return retention / (1 + discount - retention)


def lifetime_value(margin: float, survival: Array, discount: float) -> float:
    """Margins of each period at its start, discounted."""
    periods = np.arange(len(survival))
    return float(margin * (survival / (1 + discount) ** periods).sum())
