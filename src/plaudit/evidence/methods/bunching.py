"""Too many at a threshold (Chetty et al. 2011): a smooth count through all bins but the one that bunches."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# It settles in a handful; what does not settle is left after as many as the R package bunching takes at most.
STEPS = 200


@dataclass(frozen=True, slots=True)
class Bunching:
    """How many more than expected, in events and in units of the height expected there."""

    excess: float
    relative: float

    def elasticity(self, binwidth: float, threshold: float, change: float) -> float:
        """For a kink of taxes or rates: the share by which people move over the share by which it pays."""
        return self.relative * binwidth / threshold / change


def bunching(counts: Sequence[float], at: int, degree: int, *, whole: bool = True) -> Bunching:
    """`at` is the place of the bunching bin; `whole` keeps the total, since those who bunch came from above.

    Where nobody is above, nobody can have come from there, and nothing is moved back.
    """
    seen = np.asarray(counts, dtype=float)
    excess, height = _fit(seen, seen, at, degree)
    above = float(seen[at + 1 :].sum())
    for _ in range(STEPS if whole and above else 0):
        shifted = seen.copy()
        shifted[at + 1 :] *= 1 + excess / above
        again, height = _fit(shifted, seen, at, degree)
        fell, excess = excess - again, again
        if fell < 1:
            break
    return Bunching(excess, excess / height)


def _fit(counts: np.ndarray, seen: np.ndarray, at: int, degree: int) -> tuple[float, float]:
    place = np.arange(len(counts)) - at
    scale = max(abs(int(place[0])), int(place[-1]))
    terms = [(place / scale) ** power for power in range(degree + 1)]
    found = np.linalg.lstsq(np.stack([*terms, place == 0], axis=1), counts, rcond=None)[0]
    height = float(found[0])
    return float(seen[at]) - height, height


def binned(values: Sequence[float], threshold: float, binwidth: float, around: tuple[int, int]) -> list[int]:
    """Counts of bins whose middle one is centred on the threshold."""
    left, right = around
    place = np.floor((np.asarray(values) - threshold) / binwidth + 0.5).astype(int)
    kept = place[(place >= -left) & (place <= right)] + left
    return [int(count) for count in np.bincount(kept, minlength=left + right + 1)]
