"""Quarters drawn from what each person brought: who is first, who wins a prize, what one more act is worth (M9)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Counts = NDArray[np.int64]
DRAWS = 20_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Gamma shape of each person and the scale common to all: who brought little is drawn to the middle."""

    shapes: Array
    scale: float

    def quarters(self, random: np.random.Generator) -> Counts:
        """Draws by people: what each brings."""
        return random.poisson(random.gamma(self.shapes, 1 / self.scale, (DRAWS, len(self.shapes))))


def rates(counts: Array, quarters: int) -> Rates:
    """`counts`: people by month, or by whatever adds up to what each brought in these quarters."""
    totals = counts.sum(axis=1)
    mean, variance = float(totals.mean()), float(totals.var(ddof=1))
    beta = mean / max(variance - mean, 1e-6 * mean) if variance > mean else 1e6 / mean
    return Rates(totals + mean * beta, (1 + beta) * quarters)


def prizes(brought: Counts, winners: int, more: int = 0) -> Array:
    """The part of a prize that each wins, draws by people, were it she alone who brought so many `more`.

    Those who tie share the places that they take; who brings nothing wins nothing.
    """
    draws, wide = len(brought), int(brought.max()) + more + 1
    places = np.arange(draws)[:, None] * wide
    have = np.bincount((places + brought).ravel(), minlength=draws * wide)
    # How many brought more than each number: the rest of the row behind it.
    beyond = have.reshape(draws, wide)[:, ::-1].cumsum(axis=1)[:, ::-1].ravel() - have
    at = places + brought + more
    tied = have[at] + (more > 0)
    return np.asarray(np.clip(winners - beyond[at], 0, tied) / tied * (brought + more > 0))


def lots(brought: Counts, more: int = 0) -> Array:
    """The chance that the lot drawn is hers, with one for each act; nobody wins where nobody brings anything."""
    hers, total = brought + more, brought.sum(axis=1, keepdims=True) + more
    return np.asarray(np.divide(hers, total, out=np.zeros(brought.shape), where=total > 0))
