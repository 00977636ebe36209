"""How many months a roll-out needs before the comparison that will judge it sees the effect (M7).

Errors are those of the comparison itself: of the log of a ratio of rates, with the noise of the months before where it
takes them off, judged by Student's t with its degrees of freedom.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from plaudit.evidence.methods import cuped, power

Array = NDArray[np.float64]
Variance = Callable[[float], float]
MONTHS_OF_A_QUARTER = 3
# Beyond that no number of months is told.
FOREVER = 600.0
ALONE, LESS, ADJUSTED = (
    "the program's months alone",
    "less the months before",
    "adjusted for the months before (CUPED)",
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What units are expected to bring: acts a month, their scatter, and how many months before will be known.

    `alike` is how large a part of the units, if all brought the same, would hide as little of what each misses.
    """

    rate: float
    scatter: cuped.Scatter
    before: int
    alike: float

    def noise(self) -> float:
        """Of a month, relative; counts never scatter less than chance does."""
        return max(self.scatter.within, self.rate) / self.rate**2


def expected(counts: Array) -> Expected:
    """Of units that all bring something; units x months."""
    brought = counts.sum(axis=1)
    alike = float(brought.sum() ** 2 / (brought**2).sum()) / len(counts)
    return Expected(float(counts.mean()), cuped.scatter(counts), counts.shape[1], alike)


def readings(
    known: Expected, effect: float, sides: tuple[int, int], *, in_pairs: bool, alpha: float = 0.05
) -> dict[str, float | None]:
    """Months by what is compared; None is never: people differ more than any time tells.

    `sides` are how many get the program and how many go without.
    """
    both = 1 / sides[0] + 1 / sides[1]
    each_month = known.noise() * (1 / (effect * sides[0]) + 1 / sides[1])
    units = sum(sides) / 2 if in_pairs else float(sum(sides))
    lost = 1 if in_pairs else 2
    adjusted = known.scatter.left(known.before) + known.scatter.bent(known.before, effect)
    left = {
        ALONE: (known.scatter.between / known.rate**2, units - lost),
        LESS: (known.noise() / known.before, units * known.alike - lost),
        ADJUSTED: (adjusted / known.rate**2, units - lost - 1),
    }

    def months(stays: float, free: float) -> float | None:
        return _until(lambda months: both * stays + each_month / months, effect, free, alpha)

    return {name: months(stays, free) for name, (stays, free) in left.items()}


def in_steps(known: Expected, effect: float, starts: tuple[int, ...], without: int) -> float | None:
    """Months from the first start; `starts` are how many start in each quarter, held against those who go without."""
    free = min(sum(starts), without) - 1.0
    return _until(lambda months: stepped(known, (effect, months), starts, without), effect, free, 0.05)


def stepped(known: Expected, at: tuple[float, float], starts: tuple[int, ...], without: int) -> float:
    """Each start against the same others, weighted by the acts that came after it."""
    effect, months = at
    begun = [(size, MONTHS_OF_A_QUARTER * place) for place, size in enumerate(starts)]
    seen = [(size, begin, months - begin) for size, begin in begun if months > begin]
    weights = np.array([size * during for size, _, during in seen])
    weights /= weights.sum()
    own = sum(
        weight**2 / size * (1 / (effect * during) + 1 / (known.before + begin))
        for weight, (size, begin, during) in zip(weights, seen, strict=True)
    )
    # Stretches of months between one start and the next, in which the others pull alike.
    edges = [-float(known.before), *(float(begin) for _, begin, _ in seen), months]
    others = sum(
        (end - start)
        * sum(
            weight * (1 / during if start >= begin else -1 / (known.before + begin))
            for weight, (_, begin, during) in zip(weights, seen, strict=True)
        )
        ** 2
        for start, end in pairwise(edges)
    )
    return known.noise() * float(own + others / without)


def _until(variance: Variance, effect: float, free: float, alpha: float) -> float | None:
    """The months at which the effect is so many errors out that it is seen with 80 %."""
    if free < 1:
        return None
    most = (np.log(effect) / power.far(free, alpha=alpha)) ** 2
    if variance(FOREVER) > most:
        return None
    return float(optimize.brentq(lambda months: variance(months) - most, 1e-3, FOREVER, xtol=1e-6))
