"""Events by age when many are still open: the chance in each stretch of age, of those who reached it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Days = NDArray[np.int64]
# First days of the stretches; a horizon cuts them.
STRETCHES = (0, 8, 15, 31, 61, 91, 121, 181, 271, 366, 548, 731)
# No event has happened.
OPEN = np.int64(1 << 40)
DRAWS = 20_000
# Of so few cases each is tossed by itself; of so many the sum is normal to the last digit that anybody reads.
FEW, MANY = 250, 5_000


@dataclass(frozen=True, slots=True)
class Table:
    """Events and those at risk, by group (rows) and stretch of age (columns)."""

    edges: tuple[int, ...]
    events: Array
    at_risk: Array


def edges(horizon: int) -> tuple[int, ...]:
    return (*(edge for edge in STRETCHES if edge <= horizon), horizon + 1)


def table(groups: Days, age: Days, lag: Days, shape: tuple[int, tuple[int, ...]]) -> Table:
    """`age` is how long each was watched, `lag` when its event came (`OPEN`: not yet).

    Who was lost stays at risk until its age: a closed case that did not win is an answer, not a missing one.
    """
    count, bounds = shape
    events, risk = np.zeros((count, len(bounds) - 1)), np.zeros((count, len(bounds) - 1))
    for place, (low, high) in enumerate(pairwise(bounds)):
        watched = (age >= high - 1) & (lag >= low)
        risk[:, place] = np.bincount(groups[watched], minlength=count)
        events[:, place] = np.bincount(groups[watched & (lag < high)], minlength=count)
    return Table(bounds, events, risk)


def posterior(found: Table, group: int, strength: Array, random: np.random.Generator) -> Array:
    """Draws of the hazards of one group (draws x stretches); the others give the middle of its prior."""
    others = np.arange(len(found.events)) != group
    if not others.any():
        others = ~others
    pooled = (found.events[others].sum(axis=0) + 0.5) / (found.at_risk[others].sum(axis=0) + 1)
    d, r = found.events[group], found.at_risk[group]
    kappa = strength[:, None]
    return np.asarray(random.beta(kappa * pooled + d, kappa * (1 - pooled) + r - d))


def within(hazards: Array) -> Array:
    """The chance of the event before the last stretch ends."""
    return np.asarray(1.0 - np.prod(1.0 - hazards, axis=1))


def curve(hazards: Array) -> Array:
    """The same at the end of each stretch (draws x stretches)."""
    return np.asarray(1.0 - np.cumprod(1.0 - hazards, axis=1))


def reached(last: Days, horizon: int) -> Array:
    """How many got to each age, from 0 to the horizon; `last` is the last one that each got to."""
    counts = np.bincount(np.clip(last, -1, horizon) + 1, minlength=horizon + 2)
    return np.asarray(counts[::-1].cumsum()[::-1][1:], dtype=float)


def still_to_come(
    hazards: Array, bounds: tuple[int, ...], ages: Days, random: np.random.Generator, among: Array | None = None
) -> Array:
    """Draws of how many of the cases at these ages have their event before the horizon.

    A case within a stretch has the part of its chance that is left of it. Where the cases are but a part of those
    that the hazards are of, `among` is that part by age: what comes falls to them alone.
    """
    quiet = np.log1p(-np.minimum(hazards, 1 - 1e-12))
    there, counts = np.unique(np.clip(ages, 0, bounds[-1]), return_counts=True)
    low, high = np.asarray(bounds[:-1]), np.asarray(bounds[1:])
    left = np.clip((high[:, None] - 1 - there[None, :]) / (high - low)[:, None], 0.0, 1.0)
    # A matrix product of so few columns keeps processors busy that it has no use for.
    chance = -np.expm1(np.einsum("ds,sa->da", quiet, left))
    if among is not None:
        chance = np.minimum(chance / among[there], 1.0)
    if len(ages) < FEW:
        each = np.repeat(chance, counts, axis=1)
        return np.asarray((random.random(each.shape) < each).sum(axis=1), dtype=float)
    if len(ages) < MANY:
        return np.asarray(random.binomial(counts, chance).sum(axis=1), dtype=float)
    mean, variance = chance @ counts, (chance * (1 - chance)) @ counts
    return np.asarray(np.maximum(np.rint(random.normal(mean, np.sqrt(variance))), 0.0))


def likelihood(found: Table, group: int, shape: Array, p: Array) -> Array:
    """Log likelihood of the chance p within the horizon, when its events are spread over age like `shape`."""
    quiet = np.log1p(-p)[:, None] * shape[None, :]
    d, r = found.events[group], found.at_risk[group]
    return np.asarray((d * np.log(-np.expm1(quiet)) + (r - d) * quiet).sum(axis=1))
