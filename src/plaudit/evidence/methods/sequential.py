"""Looking more than once: bounds that keep the error over all looks (Pocock, O'Brien and Fleming, Lan and DeMets)."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from scipy import optimize, stats

POINTS = 241
# What no result passes: so little of the error is spent on a look that comes very early.
HIGHEST = 8.0


def crossing(bounds: Sequence[float], times: Sequence[float]) -> float:
    """The chance that |Z| crosses its bound at any look when nothing is there; `times` are shares of the end."""
    crossed = 2 * float(stats.norm.sf(bounds[0]))
    half = bounds[0] * np.sqrt(times[0])
    points = np.linspace(-half, half, POINTS)
    density = stats.norm.pdf(points, scale=np.sqrt(times[0]))
    for earlier, time, bound in zip(times, times[1:], bounds[1:], strict=False):
        step = np.sqrt(time - earlier)
        weights = density * _simpson(points)
        half = bound * np.sqrt(time)
        crossed += float((weights * (stats.norm.cdf(-(half + points) / step) * 1.0)).sum())
        crossed += float((weights * stats.norm.sf((half - points) / step)).sum())
        after = np.linspace(-half, half, POINTS)
        density = stats.norm.pdf((after[:, None] - points[None, :]) / step) / step @ weights
        points = after
    return crossed


def _simpson(points: np.ndarray) -> np.ndarray:
    weights = np.full(len(points), 2.0)
    weights[1::2] = 4.0
    weights[0] = weights[-1] = 1.0
    return np.asarray(weights * (points[1] - points[0]) / 3)


def pocock(looks: int, alpha: float = 0.05) -> float:
    """The same bound at every look."""
    return _solved(lambda c: [c] * looks, looks, alpha)


@cache
def obrien_fleming(looks: int, alpha: float = 0.05) -> tuple[float, ...]:
    """High bounds early, nearly the usual one at the end."""
    times = _times(looks)
    c = _solved(lambda c: [c / np.sqrt(time) for time in times], looks, alpha)
    return tuple(float(c / np.sqrt(time)) for time in times)


def spending(times: Sequence[float], alpha: float = 0.05) -> tuple[float, ...]:
    """Bounds at looks that nobody planned evenly: of the error, each time spends its part (Lan and DeMets 1983).

    The part is that which O'Brien and Fleming's bounds would have spent; when to look may not hang on what was seen.
    """
    found: list[float] = []
    for place, time in enumerate(times):
        so_far = 4 * float(stats.norm.sf(stats.norm.isf(alpha / 4) / np.sqrt(time)))
        seen = times[: place + 1]

        def left(bound: float, spent: float = so_far, seen: Sequence[float] = seen) -> float:
            return crossing([*found, bound], seen) - spent

        found.append(float(optimize.brentq(left, 0.5, HIGHEST, xtol=1e-6)) if left(HIGHEST) < 0 else HIGHEST)
    return tuple(found)


def _times(looks: int) -> list[float]:
    return [(look + 1) / looks for look in range(looks)]


def _solved(bounds: Callable[[float], Sequence[float]], looks: int, alpha: float) -> float:
    times = _times(looks)
    return float(optimize.brentq(lambda c: crossing(bounds(c), times) - alpha, 0.5, 4.0, xtol=1e-6))


def gittins(successes: int, failures: int, discount: float, depth: int = 400) -> float:
    """The index of a Bernoulli arm: the sure reward at which trying it once more is no better."""
    low, high = 0.0, 1.0
    for _ in range(24):
        sure = (low + high) / 2
        if _worth(successes, failures, (sure, discount), depth) > sure / (1 - discount) + 1e-12:
            low = sure
        else:
            high = sure
    return (low + high) / 2


def _worth(successes: int, failures: int, terms: tuple[float, float], depth: int) -> float:
    sure, discount = terms
    retire = sure / (1 - discount)
    wins = np.arange(depth + 1)
    share = (successes + wins) / (successes + failures + depth)
    value = np.maximum(retire, share / (1 - discount))
    for tried in range(depth - 1, -1, -1):
        share = (successes + wins[: tried + 1]) / (successes + failures + tried)
        go = share * (1 + discount * value[1 : tried + 2]) + (1 - share) * discount * value[: tried + 1]
        value = np.maximum(retire, go)
    return float(value[0])
