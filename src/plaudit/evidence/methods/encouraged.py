"""What is offered by lot moves some to take it: the effect of the offer, and of what was taken because of it (M5)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Encouraged:
    """By case: whether it was offered, whether it was taken, what came of it (0 or 1)."""

    offered: NDArray[np.bool_]
    took: Array
    came: Array

    @property
    def free(self) -> int:
        return len(self.offered) - 2

    def apart(self, values: Array) -> Pair:
        """Those offered less the others, with the variance of that."""
        arms = values[self.offered], values[~self.offered]
        variance = sum(float(each.var(ddof=1)) / len(each) for each in arms)
        return float(arms[0].mean() - arms[1].mean()), variance

    def taken(self) -> float:
        """How many errors the offer moves what is taken: the strength of the first stage."""
        difference, variance = self.apart(self.took)
        return difference / variance**0.5 if variance > 0 else float(np.sign(difference) * np.inf)


def ratio(found: Encouraged) -> float:
    """Wald: what came of the offer over what was taken because of it."""
    return _share(found.apart(found.came)[0] / found.apart(found.took)[0])


def anderson_rubin(found: Encouraged, level: float) -> Pair | None:
    """Every effect under which offered and others differ by chance alone; None where it has no end.

    It holds however little the offer moved, because nothing is divided by that.
    """
    (came, var_came), (took, var_took) = found.apart(found.came), found.apart(found.took)
    both = (found.apart(found.came + found.took)[1] - var_came - var_took) / 2
    far = float(stats.t.ppf((1 + level) / 2, found.free)) ** 2
    # (came - b took)^2 <= far (var_came - 2 b both + b^2 var_took), as a b^2 - 2 h b + c <= 0.
    a, h, c = took**2 - far * var_took, came * took - far * both, came**2 - far * var_came
    if a <= 0:
        return None
    wide = max(h * h - a * c, 0.0) ** 0.5
    return _share((h - wide) / a), _share((h + wide) / a)


def _share(effect: float) -> float:
    """No chance grows by more than all of it."""
    return min(max(effect, -1.0), 1.0)
