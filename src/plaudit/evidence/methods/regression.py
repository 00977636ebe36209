"""Counts over time: quasi-Poisson regression, whose errors admit that counts scatter more than chance.

Where one month says something of the next, errors that add up neighbours as well (Newey and West 1987) say how far.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients of the log rate; `scatter` is the dispersion (1: Poisson), which the errors include."""

    beta: Array
    errors: Array
    scatter: float
    free: int
    residuals: Array
    mean: Array

    def interval(self, place: int, level: float) -> tuple[float, float]:
        half = float(stats.t.ppf((1 + level) / 2, max(self.free, 1))) * float(self.errors[place])
        return float(self.beta[place]) - half, float(self.beta[place]) + half


def quasi_poisson(design: Array, counts: Array, exposure: Array) -> Fit:
    """Iteratively reweighted least squares; the scatter is never taken for less than chance."""
    offset = np.log(exposure)
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(max(counts.sum(), 0.5) / exposure.sum())
    for _ in range(50):
        mean = np.exp(np.clip(design @ beta + offset, -30, 30))
        weighted = design * mean[:, None]
        step = np.linalg.lstsq(weighted.T @ design, design.T @ (counts - mean), rcond=None)[0]
        beta = beta + step
        if float(np.abs(step).max()) < 1e-10:
            break
    mean = np.exp(design @ beta + offset)
    free = len(counts) - design.shape[1]
    residuals = (counts - mean) / np.sqrt(mean)
    scatter = max(1.0, float((residuals**2).sum()) / max(free, 1))
    cover = np.linalg.pinv((design * mean[:, None]).T @ design) * scatter
    return Fit(beta, np.sqrt(np.diag(cover)), scatter, free, residuals, mean)


def lasting(design: Array, fit: Fit, lags: int) -> Array:
    """Errors that hold although months resemble their neighbours, up to `lags` away (HAC, Bartlett's weights)."""
    heavy = np.sqrt(fit.mean)
    pull = design * (fit.residuals * heavy)[:, None]
    spread = pull.T @ pull
    for lag in range(1, lags + 1):
        both = pull[lag:].T @ pull[:-lag]
        spread += (1 - lag / (lags + 1)) * (both + both.T)
    bread = np.linalg.pinv((design * fit.mean[:, None]).T @ design)
    return np.sqrt(np.diag(bread @ spread @ bread) * len(design) / max(fit.free, 1))


def seasons(months: NDArray[np.int64], pairs: int) -> Array:
    """Sines and cosines of the year."""
    waves = [wave(2 * np.pi * k * months / 12) for k in range(1, pairs + 1) for wave in (np.sin, np.cos)]
    return np.stack(waves, axis=1) if waves else np.zeros((len(months), 0))


def memory(residuals: Array) -> float:
    """Autocorrelation of neighbours: near 0 when one month says nothing of the next."""
    return float(np.corrcoef(residuals[:-1], residuals[1:])[0, 1]) if residuals.std() > 0 else 0.0
