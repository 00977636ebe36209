"""What the published numbers on one outcome say together, before the company's own facts do (M12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence.methods.random_effects import pooled
from plaudit.evidence.published.library import Published, about, own, topics
from plaudit.values.refused import Refused

Array = NDArray[np.float64]
WIN_RATIO, REFERRED_VALUE = "referral win ratio", "referred value"
# The channel that all of it is about.
REFERRAL = "referral"
# How much wider a number is taken when it was found among others than these.
SETTINGS = {"same": 1.0, "b2b": 2.0, "consumer": 3.0}
# The error of a number whose source tells none: within a factor of 1.8, twice in three times it is not even that far.
UNTOLD = 0.3
# Fewer studies do not tell how much they differ.
LEAST = 3
# The prior of what others found is not the whole of it: so much is kept for their being irrelevant here.
VAGUE, CONFLICT = 0.2, 0.05


@dataclass(frozen=True, slots=True)
class Prior:
    """Of the log of a ratio; `studies` 0 is a judgement."""

    middle: float
    spread: float
    studies: int

    def draws(self, count: int, random: np.random.Generator) -> Array:
        return np.asarray(np.exp(random.normal(self.middle, self.spread, count)))

    def ends(self, level: float = 0.8) -> list[float]:
        """Low, middle and high of the ratio."""
        half = float(stats.norm.ppf((1 + level) / 2)) * self.spread
        return [exp(self.middle - half), exp(self.middle), exp(self.middle + half)]

    def surprise(self, estimate: float, error: float) -> float:
        """Prior predictive p of a log ratio that was found: below CONFLICT others found something else."""
        return float(2 * stats.norm.sf(abs(estimate - self.middle) / sqrt(self.spread**2 + error**2)))


# +16 % and more in a bank, less margin in two telecommunications companies that name no number: mean 1.05, error 0.15.
JUDGED = {REFERRED_VALUE: Prior(log(1.05) - 0.0101, 0.142, 0), WIN_RATIO: Prior(0.4, 0.7, 0)}


def prior(outcome: str, folder: str) -> Prior:
    """The truth of a next company by all numbers on it, the company's own list included; else what we judge."""
    numbers = [(_ratio(each), _error(each)) for each in _about(outcome, folder)]
    if len(numbers) < LEAST:
        return JUDGED[outcome]
    found = pooled([ratio for ratio, _ in numbers], [error for _, error in numbers])
    return Prior(found.middle, found.spread, found.studies)


def _about(outcome: str, folder: str) -> Iterator[Published]:
    for topic in topics():
        for each in (*own(folder, topic), *about(topic)):
            if each.outcome == outcome:
                yield each


def _ratio(each: Published) -> float:
    return log(_positive(each, each.ratio))


def _error(each: Published) -> float:
    if each.setting not in SETTINGS:
        says = f"published.csv: {each.source} was found in the setting {each.setting}; write {', '.join(SETTINGS)}."
        raise Refused("published-unreadable", says)
    return SETTINGS[each.setting] * (_positive(each, each.log_error) if each.log_error else UNTOLD)


def _positive(each: Published, written: str) -> float:
    try:
        found = float(written)
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        says = f"published.csv: ratio and log_error of {each.source} are numbers above 0, not {written}."
        raise Refused("published-unreadable", says)
    return found
