"""A draw by lot adjusted for what each unit brought before it: CUPED (Deng et al. 2013), an analysis of covariance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods.lots import Mask, Places, share_as_far
from plaudit.evidence.methods.panel import Change

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scatter:
    """Variances of a month's rate: between units, of what stays with a unit; and within, from month to month."""

    between: float
    within: float

    def left(self, before: int) -> float:
        """What stays with a unit and that many months before do not tell."""
        noise = self.within / before
        return self.between * noise / (self.between + noise) if self.between > 0 else 0.0

    def bent(self, before: int, effect: float) -> float:
        """What one slope for both sides leaves, where those of one side are multiplied by an effect."""
        told = self.between + self.within / before
        slope = self.between / told if told > 0 else 0.0
        return slope**2 * told * ((effect - 1) / 2) ** 2 * (1 + effect**-2) / 2

    def sooner(self, before: int, after: int) -> float | None:
        """By how many months the adjusted rate of `after` months is known as well as the plain one."""
        known = self.between + self.within / after - self.left(before)
        return after - self.within / known if known > 0 else None


@dataclass(frozen=True, slots=True)
class Adjusted:
    """`taken` is the share of the scatter between units that the months before explain; `slope` is theta."""

    change: Change
    slope: float
    taken: float


def scatter(rates: Array) -> Scatter:
    """Of units x months, after what all units do together in a month is taken out."""
    units, months = rates.shape
    own = rates.mean(axis=1, keepdims=True)
    left = rates - own - rates.mean(axis=0) + rates.mean()
    within = float((left**2).sum()) / ((units - 1) * (months - 1))
    return Scatter(max(float(own.var(ddof=1)) - within / months, 0.0), within)


def adjusted(before: Array, after: Array, treated: Mask, pairs: Places | None = None) -> Adjusted | None:
    """By how much more the treated brought; None where the adjusted rate of a side is not above zero."""
    sides = treated, ~treated
    early, late = (_centred(each, treated) for each in (before, after))
    square = float((early**2).sum())
    slope = float((early * late).sum()) / square if square > 0 else 0.0
    rates = [float(after[side].mean() - slope * (before[side].mean() - before.mean())) for side in sides]
    if min(rates) <= 0:
        return None
    left = late - slope * early
    parts = [left[side] / rate / side.sum() for side, rate in zip(sides, rates, strict=True)]
    counts = [len(part) for part in parts]
    variances = [float((part**2).sum()) * count / (count - 1) for part, count in zip(parts, counts, strict=True)]
    total, free = sum(variances), float(sum(counts) - 3)
    if pairs is not None:
        apart = parts[0][np.argsort(pairs[treated])] - parts[1][np.argsort(pairs[~treated])]
        total, free = float((apart**2).sum()) * counts[0] / (counts[0] - 1), float(counts[0] - 2)
    scattered = float((late**2).sum())
    taken = 1 - float((left**2).sum()) / scattered if scattered > 0 else 0.0
    return Adjusted(Change(float(np.log(rates[0] / rates[1])), total**0.5, free), slope, taken)


def by_lot(before: Array, after: Array, treated: Mask, lots: Mask) -> float:
    """p that the adjusted rates are as far apart when the treated are drawn anew, each draw with its own slope."""

    def far(masks: Mask) -> Array:
        own = masks.sum(axis=1)
        sizes = own, masks.shape[1] - own
        sums = [(masks @ each, each.sum() - masks @ each) for each in (before, after)]
        square, product = (
            float((before * each).sum())
            - sum(mine * theirs / size for mine, theirs, size in zip(sums[0], other, sizes, strict=True))
            for each, other in ((before, sums[0]), (after, sums[1]))
        )
        slope = np.divide(product, square, out=np.zeros(len(masks)), where=square > 1e-12)
        early, late = (each[0] / sizes[0] - each[1] / sizes[1] for each in sums)
        return np.asarray(np.abs(late - slope * early))

    return share_as_far(float(far(treated[None])[0]), far(lots))


def _centred(values: Array, treated: Mask) -> Array:
    return np.asarray(values - np.where(treated, values[treated].mean(), values[~treated].mean()), dtype=np.float64)
