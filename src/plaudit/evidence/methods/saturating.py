"""Leads over what stands to be read: a curve that flattens, beside an effect of each listing and of each month (M5)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods.hazards import DRAWS

Array = NDArray[np.float64]
# Before any month is seen: up to five times the leads of an empty page, flattening after one to fifty reviews.
HIGHEST, SOONEST, LATEST = 4.0, 1.5, 50.0
CELLS, ROUNDS, CLOSE = 40, 200, 1e-9


@dataclass(frozen=True, slots=True)
class Curve:
    """Leads by n reviews are 1 + climb (1 - exp(-n / pace)) times those by none; `scatter` is theirs over chance's."""

    climb: Array
    pace: Array
    scatter: float

    def height(self, n: float) -> Array:
        return np.asarray(1 - self.climb * np.expm1(-n / self.pace))

    def more(self, n: float) -> Array:
        """The part by which one review more raises the leads."""
        return np.asarray(self.climb * np.exp(-n / self.pace) / self.pace / self.height(n))


def curve(leads: Array, reviews: Array, random: np.random.Generator, draws: int = DRAWS) -> Curve:
    """Of listings x months: the likelihood on a grid, each listing's and each month's own level at its best."""
    climb = (np.arange(CELLS) + 0.5) * HIGHEST / CELLS
    step = np.log(LATEST / SOONEST) / CELLS
    pace = SOONEST * np.exp((np.arange(CELLS) + 0.5) * step)
    fitted = [levels(1 - climb[:, None, None] * np.expm1(-reviews / each), leads) for each in pace]
    logs = np.stack([(leads * np.log(np.maximum(mean, 1e-300))).sum(axis=(1, 2)) for mean in fitted])
    row, column = np.unravel_index(int(np.argmax(logs)), logs.shape)
    wide = scatter(leads, fitted[row][column])
    weight = np.exp((logs - logs.max()) / wide).ravel()
    rows, columns = np.unravel_index(random.choice(weight.size, draws, p=weight / weight.sum()), logs.shape)
    within = random.random((2, draws)) - 0.5
    return Curve(climb[columns] + within[0] * HIGHEST / CELLS, pace[rows] * np.exp(within[1] * step), wide)


def levels(shape: Array, leads: Array) -> Array:
    """Shapes x listings x months, each scaled by listing and by month until both add up to the leads that came."""
    rows, columns = leads.sum(axis=1)[:, None], leads.sum(axis=0)
    mean = shape * leads.sum() / shape.sum(axis=(1, 2), keepdims=True)
    for _ in range(ROUNDS):
        mean = mean * rows / np.maximum(mean.sum(axis=2, keepdims=True), 1e-300)
        ratio = columns / np.maximum(mean.sum(axis=1, keepdims=True), 1e-300)
        mean = mean * ratio
        if float(np.abs(ratio - 1)[..., columns > 0].max(initial=0)) < CLOSE:
            break
    return np.asarray(mean)


def scatter(leads: Array, mean: Array) -> float:
    """Variance over the mean, times what months that resemble their neighbours take from it; never below chance."""
    seen = mean > 0
    left = np.where(seen, (leads - mean) / np.sqrt(np.where(seen, mean, 1.0)), 0.0)
    free = (int(seen.any(axis=1).sum()) - 1) * (int(seen.any(axis=0).sum()) - 1) - 2
    squares = float((left**2).sum())
    memory = max(float((left[:, 1:] * left[:, :-1]).sum()) / squares, 0.0) if squares > 0 else 0.0
    return max(squares / max(free, 1), 1.0) * (1 + memory) / (1 - memory)
