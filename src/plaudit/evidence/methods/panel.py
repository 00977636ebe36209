"""Counts before and after, of some who were treated and some who were not: by how much more did the treated change."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from plaudit.evidence.methods.lots import Places, share_as_far
from plaudit.evidence.methods.means import together

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
# Of one unit that brings nearly all, no miss can be seen.
MOST_HELD = 0.95


@dataclass(frozen=True, slots=True)
class Change:
    """Of the log rate; `free` are the degrees of freedom of its error."""

    log: float
    error: float
    free: float

    def interval(self, level: float) -> tuple[float, float]:
        """As a share of change: 0.2 is a fifth more."""
        return self.within(float(stats.t.ppf((1 + level) / 2, max(self.free, 1.0))))

    def within(self, errors: float) -> tuple[float, float]:
        """So many errors to either side, as a share of change."""
        with np.errstate(over="ignore"):
            low, high = np.expm1([self.log - errors * self.error, self.log + errors * self.error])
        return float(low), float(high)

    @property
    def share(self) -> float:
        return float(np.expm1(self.log))


@dataclass(frozen=True, slots=True)
class Halves:
    """Per unit (or cluster of units treated together): events and exposure before and after."""

    events: Array
    exposure: Array

    def of(self, mask: Mask) -> "Halves":
        return Halves(self.events[mask], self.exposure[mask])


def halves(counts: Array, exposure: Array, before: Mask, after: Mask) -> Halves:
    return Halves(
        np.stack([counts[:, before].sum(axis=1), counts[:, after].sum(axis=1)], axis=1),
        np.stack([exposure[:, before].sum(axis=1), exposure[:, after].sum(axis=1)], axis=1),
    )


def growth(found: Halves) -> float:
    """Log of the rate after over the rate before; an empty half counts as half an event."""
    events = found.events.sum(axis=0)
    rates = np.where(events == 0, 0.5, events) / found.exposure.sum(axis=0)
    return float(np.log(rates[1] / rates[0]))


def pulls(found: Halves) -> Array:
    """By how much each unit pulls at the growth: whatever varies within a unit is in it."""
    events = found.events.sum(axis=0)
    rates = np.where(events == 0, 0.5, events) / found.exposure.sum(axis=0)
    both = (found.events - rates * found.exposure) / np.where(events == 0, 0.5, events)
    return np.asarray(both[:, 1] - both[:, 0])


def _hidden(missed: Array, events: Array) -> tuple[Array, float]:
    """With its degrees of freedom: who brings much of all acts hides her own miss (Bell and McCaffrey)."""
    total = max(float(events.sum()), 0.5)
    held = np.minimum(events / total, MOST_HELD)
    alike = total**2 / max(float((events**2).sum()), 0.25)
    return missed / np.sqrt(1 - held), max(alike - 1, 1.0)


def _missed(found: Halves, treated: Mask, pairs: Places | None) -> tuple[tuple[Array, float], ...]:
    """Of each arm; of pairs in which a coin chose, the two are alike, and only what differs within pairs is error."""
    arms = found.of(treated), found.of(~treated)
    if pairs is None:
        return tuple(_hidden(pulls(arm), arm.events.sum(axis=1)) for arm in arms)
    order = np.argsort(pairs[treated]), np.argsort(pairs[~treated])
    apart = pulls(arms[0])[order[0]] - pulls(arms[1])[order[1]]
    return (_hidden(apart, (arms[0].events[order[0]] + arms[1].events[order[1]]).sum(axis=1)),)


def difference(found: Halves, treated: Mask, pairs: Places | None = None) -> Change:
    """Poisson difference in differences: with effects of unit and period it is this ratio of ratios (one start)."""
    return _changed(_apart(found, treated), _missed(found, treated, pairs))


def triple(found: Halves, beside: Halves, treated: Mask, pairs: Places | None = None) -> Change:
    """By how much more `found` changed than other acts of the same units, which may fall where those rise."""
    both = zip(_missed(found, treated, pairs), _missed(beside, treated, pairs), strict=True)
    return _changed(
        _apart(found, treated) - _apart(beside, treated),
        tuple((mine - other, min(free, its)) for (mine, free), (other, its) in both),
    )


def _apart(found: Halves, treated: Mask) -> float:
    return growth(found.of(treated)) - growth(found.of(~treated))


def _changed(log: float, missed: tuple[tuple[Array, float], ...]) -> Change:
    return Change(log, *together((float((each**2).sum()), free) for each, free in missed))


def by_lot(found: Halves, treated: Mask, lots: Mask) -> float:
    """p that the difference is as large when the treated are drawn anew; `lots` are such draws, a row each."""

    def far(masks: Mask) -> Array:
        both = _logs(found.events, found.exposure, masks)
        return np.asarray(np.abs(both[:, 1] - both[:, 0]))

    return share_as_far(float(far(treated[None])[0]), far(lots))


def path(seen: tuple[Array, Array], treated: Mask, before: Mask, pairs: Places | None = None) -> tuple[Change, ...]:
    """Event study: each period of `seen` (events and exposure) against all periods before the start together."""
    periods = np.arange(len(before))
    return tuple(difference(halves(*seen, before, periods == each), treated, pairs) for each in periods)


def parallel(seen: tuple[Array, Array], treated: Mask, lots: Mask) -> float:
    """p that the treated moved with the others through all the periods of `seen`, which are those before the start.

    Held against draws of the treated, because periods that resemble their neighbours would fool a chi-square.
    """

    def far(masks: Mask) -> Array:
        events, exposure = seen
        logs = _logs(events, exposure, masks)
        mine = _summed(masks, events)
        weight = 1 / (1 / _half(mine) + 1 / _half(events.sum(axis=0) - mine))
        middle = (weight * logs).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
        return np.asarray((weight * (logs - middle) ** 2).sum(axis=1))

    return share_as_far(float(far(treated[None])[0]), far(lots))


def _logs(events: Array, exposure: Array, masks: Mask) -> Array:
    """Masks x columns: log of the rate of those in the mask over that of the others."""
    mine, own = _summed(masks, events), _summed(masks, exposure)
    rates = _half(mine) / own, _half(events.sum(axis=0) - mine) / (exposure.sum(axis=0) - own)
    return np.asarray(np.log(rates[0] / rates[1]))


def _summed(masks: Mask, columns: Array) -> Array:
    parts = np.array_split(masks, len(masks) * masks.shape[1] // 4_000_000 + 1)
    return np.concatenate([part.astype(float) @ columns for part in parts])


def _half(events: Array) -> Array:
    return np.where(events < 1e-9, 0.5, events)


def dispersion(counts: Array) -> float:
    """Variance over mean within units and periods: 1 for pure chance."""
    rows, columns, total = counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    if total == 0:
        return 1.0
    expected = np.outer(rows, columns) / total
    free = (int((rows > 0).sum()) - 1) * (int((columns > 0).sum()) - 1)
    used = expected > 0
    return float((((counts - expected)[used] ** 2) / expected[used]).sum() / max(free, 1))


def worst_drift(counts: Array, exposure: Array, treated: Mask, before: Mask) -> float:
    """The largest change, from half to half of the periods before, of the treated against the others, in logs."""
    places = np.flatnonzero(before)
    middle = len(places) // 2
    first, second = np.zeros(len(before), dtype=bool), np.zeros(len(before), dtype=bool)
    first[places[:middle]], second[places[middle:]] = True, True
    found = halves(counts, exposure, first, second)
    return abs(_apart(found, treated))
