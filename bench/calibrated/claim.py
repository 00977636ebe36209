"""A claim that is put to the test, and the simulated companies that do it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.methods.hazards import OPEN
from plaudit.evidence.methods.incentive import Terms
from plaudit.evidence.methods.proportions import binomial_test
from plaudit.evidence.winning import Stage

COMPANIES, LIFTED, PEEKED, SEED, DRAWS = 1_000, 200, 4_000, 20_261_122, 4_000
DAYS, HORIZON, CHANNELS, ALARM = 540, 120, 6, 0.01
TREND, ERROR = 0.1, 0.05
TERMS = Terms(other_cost=60, on_cost=0.0765, ratio=3)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said, how often it came out, and which way it may miss: exactly, never more often, or never less."""

    name: str
    said: float
    hits: int
    n: int
    side: str = "two-sided"

    @property
    def p(self) -> float:
        return binomial_test(self.hits, self.n, self.said, self.side)  # type: ignore[arg-type]  # one of three words

    def line(self) -> str:
        verdict = "holds" if self.p >= 0.01 else "FAILS"
        most = {"greater": " at most", "less": "at least"}.get(self.side, "")
        came = f"{self.hits / self.n:>6.1%} of {self.n:>5}"
        return f"{self.name:<48}{most:>8} {self.said:>6.1%}  came out {came}  p {self.p:.3f}  {verdict}"


def company(random: np.random.Generator) -> tuple[Stage, NDArray[np.float64], NDArray[np.float64]]:
    """Channels that are alike but not the same; winners come after a lag, the others are lost or stay open."""
    strength, mean = random.uniform(8, 60), random.uniform(0.08, 0.35)
    chance = random.beta(mean * strength, (1 - mean) * strength, CHANNELS)
    pace = random.uniform(0.15, 0.6, CHANNELS)
    sizes = random.poisson(pace * DAYS)
    group = np.repeat(np.arange(CHANNELS), sizes)
    origin = random.integers(0, DAYS, len(group))
    lag = np.minimum(random.gamma(3, 18, len(group)).astype(np.int64), HORIZON)
    reached = np.where(random.random(len(group)) < chance[group], origin + lag, OPEN)
    reached = np.where(reached < DAYS, reached, OPEN)
    age = DAYS - 1 - origin
    seen = np.where(reached == OPEN, OPEN, reached - origin)
    names = tuple(f"c{place}" for place in range(CHANNELS))
    return Stage(origin, reached, group, names, DAYS - 1, HORIZON, age, seen), chance, pace
