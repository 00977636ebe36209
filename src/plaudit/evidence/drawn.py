"""Draws of an estimate in the words of an answer: its middle, its intervals, its Monte Carlo error."""

from math import isinf

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Diagnostic, Interval

Array = NDArray[np.float64]


def interval(draws: Array, level: float) -> Interval:
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def middle(draws: Array) -> float:
    return float(np.median(draws))


def monte_carlo(draws: Array) -> Diagnostic:
    """How far the middle would move with another seed, as a part of the 80 % interval."""
    low, high = interval(draws, 0.8)
    width = high - low
    error = 1.2533 * float(np.std(draws)) / np.sqrt(len(draws))
    # A long tail says nothing of the middle: the width of the interval does.
    part = 0.0 if width == 0 else min(error, width) / width
    return Diagnostic("Monte Carlo error, as a part of the interval", float(part), passed=part < 0.05)


def percent(share: float) -> str:
    written = f"{share:.1%}" if 0 < abs(share) < 0.1 else f"{share:.0%}"
    return written.replace("%", " %")


def change(share: float) -> str:
    """With its sign: +12 %; whatever nothing keeps from being larger has no bound."""
    if isinf(share):
        return "no bound"
    return f"{share:+.0%}".replace("%", " %")


def between(bounds: Interval) -> str:
    return f"{percent(bounds[0])} to {percent(bounds[1])}"
