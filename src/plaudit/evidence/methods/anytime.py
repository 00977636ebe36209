"""Two rates, looked at whenever somebody likes: of all events, how many are the treated's (a binomial split).

Given how many events came, each is the treated's with a chance that only the ratio of the rates and the exposures say.
A mixture over all ratios, held against one of them, exceeds 1/alpha at any time with at most the chance alpha (Ville);
with even exposures it is the beta-binomial. Which mixture is taken changes how soon it tells, not whether it holds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Array = NDArray[np.float64]
# The mixture is that of a Beta with these two parameters: most at home with changes of up to a half.
STRENGTH = 10.0
# Ratios from one in four hundred to four hundred.
WIDEST, STEP = 6.0, 0.002
GRID = np.arange(-WIDEST, WIDEST + STEP / 2, STEP)


@dataclass(frozen=True, slots=True)
class Split:
    """By period: events of the treated, of both sides, the log of the treated's exposure over the others'.

    `scatter` is the variance over the mean, 1 for pure chance: what scatters twice as much tells half as much.
    """

    mine: Array
    both: Array
    offset: Array
    scatter: float = 1.0

    def likely(self, logs: Array) -> Array:
        """The log-likelihood of each log ratio of rates, up to what is the same for all."""
        odds = logs[:, None] + self.offset
        return np.asarray((self.mine * odds - self.both * np.logaddexp(0, odds)).sum(axis=1) / self.scatter)


def against(found: Split, logs: Array, middle: float = 0.0) -> Array:
    """Log e-values: how much the events speak against each log ratio; `middle` is where the mixture lies."""
    away = STRENGTH * GRID - 2 * STRENGTH * np.logaddexp(0, GRID)
    mixed = special.logsumexp(found.likely(GRID + middle) + away) - special.logsumexp(away)
    return np.asarray(mixed - found.likely(logs))


def before(found: Split, level: float) -> tuple[float, float]:
    """The log ratio of rates of a stretch that is over (Clopper and Pearson)."""
    mine, others = found.mine.sum() / found.scatter, (found.both - found.mine).sum() / found.scatter
    tail = (1 - level) / 2
    low = float(stats.beta.ppf(tail, mine, others + 1)) if mine > 0 else 0.0
    high = float(stats.beta.isf(tail, mine + 1, others)) if others > 0 else 1.0
    whole = float(np.average(found.offset, weights=np.maximum(found.both, 1e-9)))
    with np.errstate(divide="ignore"):
        ends = special.logit([low, high]) - whole
    return float(max(ends[0], -WIDEST)), float(min(ends[1], WIDEST))


@dataclass(frozen=True, slots=True)
class Whenever:
    """How the ratio of the rates changed from a stretch that is over to one that goes on, at any time.

    A lot does not make two sides alike: held against their exposures alone, people who differ would look like an effect
    in nearly half of all lots of eight and eight. So half of the error is spent on what the ratio was before.
    """

    past: Split
    now: Split

    def interval(self, level: float) -> tuple[float, float]:
        """Of the log; it holds at all looks together with that chance."""
        early, error = before(self.past, (1 + level) / 2), (1 - level) / 2
        middle = sum(early) / 2
        kept = np.flatnonzero(against(self.now, GRID + middle, middle) < -np.log(error))
        ends = GRID[[max(kept[0] - 1, 0), min(kept[-1] + 1, len(GRID) - 1)]] + middle
        return float(ends[0] - early[1]), float(ends[1] - early[0])

    def evidence(self, level: float) -> tuple[float, float]:
        """That anything changed, and at which number it may be acted upon: whatever the ratio was before."""
        early, error = before(self.past, (1 + level) / 2), (1 - level) / 2
        middle = sum(early) / 2
        likeliest = GRID[int(np.argmax(self.now.likely(GRID + middle)))] + middle
        nearest = np.clip(likeliest, *early)
        return float(np.exp(min(against(self.now, np.array([nearest]), middle)[0], 700.0))), 1 / error


def split(counts: Array, exposure: Array, treated: NDArray[np.bool_], scatter: float) -> Split:
    """Of units x periods; periods in which the treated have the same share of the exposure are as one."""
    shares = exposure[treated].sum(axis=0) / exposure[~treated].sum(axis=0)
    offset, place = np.unique(np.log(shares), return_inverse=True)
    mine, both = np.zeros(len(offset)), np.zeros(len(offset))
    np.add.at(mine, place, counts[treated].sum(axis=0))
    np.add.at(both, place, counts.sum(axis=0))
    return Split(mine, both, offset, scatter)
