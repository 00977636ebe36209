"""How many acts each person brings in a stretch of days to come (M11): a rate of her own, and chance around it.

Two layers: what nobody knows for sure (each rate, how restless quarters are) is drawn outside, chance inside.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Counts = NDArray[np.int64]
QUARTER = 91
# Older quarters tell of another company.
MOST_QUARTERS = 8
# People are never taken for more alike than this, nor quarters for wilder than that.
LEAST_SPREAD, WILDEST = 1e-3, 4.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Rates a quarter of 91 days, learned from `counts` (people x quarters) under `exposure` of the same shape.

    `spread` is how people differ, `restless` how one person's quarters do, `shared` how all people's quarters do
    together: variances of factors around 1.
    """

    counts: Array
    exposure: Array
    mean: float
    spread: float
    restless: float
    shared: float

    @property
    def quarters(self) -> int:
        return len(self.counts[0])

    def rates(self, draws: int, random: np.random.Generator) -> Array:
        """Draws x people: each one's own, pulled towards all people's the more, the less she was seen."""
        if self.mean == 0:
            return np.zeros((draws, len(self.counts)))
        seen, brought = self.exposure.sum(axis=1), self.counts.sum(axis=1)
        noise = 1 + self.restless * self.mean
        shape = 1 / self.spread + brought / noise
        own = random.gamma(shape, 1 / (1 / (self.spread * self.mean) + seen / noise), (draws, len(seen)))
        return np.asarray(own * _factor(self.shared / self.quarters, (draws, 1), random))

    def quarter_factors(self, draws: int, quarters: int, random: np.random.Generator) -> Array:
        """Draws x quarters: what moves everybody at once; how much is itself known from few quarters."""
        if self.shared == 0 or self.quarters < 2:
            return np.ones((draws, quarters))
        free = self.quarters - 1
        variance = np.minimum(self.shared * free / random.chisquare(free, draws), WILDEST)
        return _factor(variance[:, None], (draws, quarters), random)

    def arrivals(self, mean: Array, length: Array, random: np.random.Generator) -> Counts:
        """Counts about their means; `length` is the part of a quarter that each has to arrive in."""
        if self.restless == 0:
            return random.poisson(mean)
        size = np.maximum(length / self.restless, 1e-9)
        return random.poisson(np.where(mean > 0, random.gamma(size, 1.0, mean.shape) * mean / size, 0.0))


def pace(counts: Array, exposure: Array) -> Pace:
    """By moments: what is left of each variance when the ones below it are taken out, and never less than nothing."""
    total, seen = float(counts.sum()), float(exposure.sum())
    mean = total / seen if seen > 0 else 0.0
    if mean == 0:
        return Pace(counts, exposure, 0.0, LEAST_SPREAD, 0.0, 0.0)
    people, quarters = counts.shape
    brought, days = counts.sum(axis=1), exposure.sum(axis=1)
    own = np.divide(brought, days, out=np.zeros(people), where=days > 0)
    expected = exposure * own[:, None]
    by_quarter, said = counts.sum(axis=0), expected.sum(axis=0)
    together = np.divide(by_quarter, said, out=np.ones(quarters), where=said > 0) if people > 1 else np.ones(quarters)
    fitted = expected * together
    freed = people * quarters / max((quarters - 1) * max(people - 1, 1), 1)
    if people == 1:
        freed = quarters / max(quarters - 1, 1)
    square = float((fitted**2).sum())
    restless = max(0.0, (float(((counts - fitted) ** 2).sum()) * freed - total) / square) if quarters > 1 else 0.0
    # One person's quarters cannot be told from everybody's.
    shared = 0.0
    if people > 1 and quarters > 1:
        alone = total + restless * float((expected**2).sum())
        moved = float(((by_quarter - said) ** 2).sum()) * quarters / (quarters - 1)
        shared = max(0.0, (moved - alone) / float((said**2).sum()))
    return Pace(counts, exposure, mean, _spread((counts, exposure), mean, restless + shared), restless, shared)


def _spread(seen: tuple[Array, Array], mean: float, restless: float) -> float:
    counts, exposure = seen
    people = len(counts)
    if people < 2:
        return 1.0
    expected = exposure.sum(axis=1) * mean
    chance = float(expected.sum()) + restless * mean**2 * float((exposure**2).sum())
    apart = float(((counts.sum(axis=1) - expected) ** 2).sum()) * people / (people - 1)
    return max(LEAST_SPREAD, (apart - chance) / float((expected**2).sum()))


def _factor(variance: Array | float, shape: tuple[int, int], random: np.random.Generator) -> Array:
    """Around 1 with that variance."""
    size = 1 / np.maximum(variance, 1e-12)
    return np.asarray(random.gamma(size, 1 / size, shape)) if np.any(np.asarray(variance) > 0) else np.ones(shape)
