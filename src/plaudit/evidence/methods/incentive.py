"""The arithmetic of an amount (M4): its bounds, its optimum, when to look again, what waiting is worth."""

from dataclasses import dataclass
from math import exp, pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Array = NDArray[np.float64]
# Nobody has measured how CSMs respond to the size of a bounty: a judgement, shown as one (M4).
ELASTICITY_SHAPE, ELASTICITY_MEAN = 1.5, 0.25


@dataclass(frozen=True, slots=True)
class Terms:
    """What surrounds an amount: other cost of each paid event, employer's cost on pay, value asked per unit of cost."""

    other_cost: float
    on_cost: float
    ratio: float


def parity(q: Array, cost: Array, terms: Terms) -> Array:
    """C1: what the event would cost if the other channel had brought the win."""
    return (q * cost - terms.other_cost) / (1 + terms.on_cost)


def worth_it(q: Array, value: Array, terms: Terms) -> Array:
    """C2: so that the lifetime value stays `ratio` times its cost."""
    return (q * value / terms.ratio - terms.other_cost) / (1 + terms.on_cost)


def incremental(q: Array, value: Array, terms: Terms, came_anyway: float) -> Array:
    """C3: all events are paid, only those that would not have come anyway are gained."""
    return (1 - came_anyway) * (q * value - terms.other_cost) / (1 + terms.on_cost)


def optimum(q: Array, value: Array, terms: Terms, elasticity: Array | float) -> Array:
    """The amount that earns most when events grow by `elasticity` percent for each percent paid more."""
    part = np.asarray(elasticity) / (1 + np.asarray(elasticity))
    return np.asarray(part * np.maximum(q * value - terms.other_cost, 0.0) / (1 + terms.on_cost))


def elasticity(count: int, random: np.random.Generator) -> Array:
    return random.gamma(ELASTICITY_SHAPE, ELASTICITY_MEAN / ELASTICITY_SHAPE, count)


def profit(amount: float, paid_now: float, margin: Array, terms: Terms, response: Array) -> Array:
    """Per event that comes at what is paid now."""
    more = ((1 + amount) / (1 + paid_now)) ** response
    return np.asarray(more * (margin - (1 + terms.on_cost) * amount))


def enough_events(share: float, ratio: float = 1.75, strength: float = 10.0) -> int:
    """The smallest number of events after which the 80 % interval of the share is that narrow (about 40 at 30 %)."""
    for n in range(1, 100_000):
        low, high = (
            float(stats.beta.ppf(at, (n + strength) * share, (n + strength) * (1 - share))) for at in (0.1, 0.9)
        )
        if high <= ratio * low:
            return n
    return 100_000


def evidence_above(wins: int, losses: int, share: float) -> float:
    """How much the events speak for a chance above `share`; at 20 act, however often it was looked at before.

    A mixture over all higher chances: whoever looks every week is misled less than once in twenty times.
    """
    if share >= 1:
        return 0.0
    tail = stats.beta.sf(share, wins + 1, losses + 1)
    whole = special.betaln(wins + 1, losses + 1) - np.log1p(-share)
    return float(exp(min(700.0, float(whole) - wins * np.log(share) - losses * np.log1p(-share))) * tail)


def unit_normal_loss(z: float) -> float:
    return exp(-z * z / 2) / sqrt(2 * pi) - z * float(stats.norm.sf(z))


def perfect_information(gain: Array) -> float:
    """What knowing the truth before choosing would be worth, per event, for a gain that is about normal."""
    spread = float(np.std(gain))
    return 0.0 if spread == 0 else spread * unit_normal_loss(abs(float(np.mean(gain))) / spread)


def sample_information(q: Array, slope: float, level: float, n: int) -> float:
    """What n more events would be worth before choosing, when the gain is slope * q + level."""
    mean, variance = float(q.mean()), float(q.var())
    if variance == 0:
        # Nothing is left to learn: a win that is paid for is a win.
        return 0.0
    strength = mean * (1 - mean) / variance - 1
    a, b = mean * strength, (1 - mean) * strength
    s = np.arange(n + 1)
    chance = np.exp(
        special.gammaln(n + 1)
        - special.gammaln(s + 1)
        - special.gammaln(n - s + 1)
        + special.betaln(a + s, b + n - s)
        - special.betaln(a, b)
    )
    after = slope * (a + s) / (a + b + n) + level
    return float((chance * np.maximum(after, 0.0)).sum() - max(0.0, slope * mean + level))
