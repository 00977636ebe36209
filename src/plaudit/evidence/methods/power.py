"""How many are needed to see an effect, and how probably it is seen (R's and Cohen's formulas)."""

from collections.abc import Callable
from math import ceil, sqrt

from scipy import optimize, stats


def _z(alpha: float, sides: int) -> float:
    return float(stats.norm.isf(alpha / sides))


def two_proportions(n: float, p1: float, p2: float, alpha: float = 0.05) -> float:
    """Power with n in each group (R's power.prop.test)."""
    middle = (p1 + p2) * (1 - (p1 + p2) / 2)
    spread = p1 * (1 - p1) + p2 * (1 - p2)
    return float(stats.norm.cdf((sqrt(n) * abs(p1 - p2) - _z(alpha, 2) * sqrt(middle)) / sqrt(spread)))


def two_means(n: float, delta: float, sd: float, alpha: float = 0.05) -> float:
    """Power of the t-test with n in each group (R's power.t.test)."""
    free = 2 * (n - 1)
    return float(stats.nct.sf(stats.t.isf(alpha / 2, free), free, sqrt(n / 2) * delta / sd))


def arcsine(h: float, n: float, alpha: float = 0.05, sides: int = 2) -> float:
    """Power for Cohen's h when one group has n; two groups have the half of their harmonic mean."""
    z, shift = _z(alpha, sides), h * sqrt(n)
    power = float(stats.norm.sf(z - shift))
    return power + float(stats.norm.cdf(-z - shift)) if sides == 2 else power


def both_groups(n1: float, n2: float) -> float:
    """What stands for n in `arcsine` when two groups are compared."""
    return n1 * n2 / (n1 + n2)


def needed(power_of: Callable[[float], float], power: float, least: float = 2.0, most: float = 1e7) -> float:
    """The n at which the power is reached; infinite when it never is."""
    if power_of(most) < power:
        return float("inf")
    if power_of(least) >= power:
        return least
    return float(optimize.brentq(lambda n: power_of(n) - power, least, most, xtol=1e-9))


def design_effect(size: float, icc: float) -> float:
    """Kish: by how much clusters of that size inflate the n."""
    return 1 + (size - 1) * icc


def far(free: float, power: float = 0.8, alpha: float = 0.05) -> float:
    """By how many errors an effect must stand out to be seen with that power, where Student's t judges it."""
    bar = float(stats.t.isf(alpha / 2, free))
    return float(optimize.brentq(lambda errors: stats.nct.sf(bar, free, errors) - power, 0, 200, xtol=1e-9))


def whole(n: float) -> int:
    return ceil(n - 1e-9)
