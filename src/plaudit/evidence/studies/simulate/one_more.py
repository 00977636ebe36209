"""The act that is found in the last week: one more for everybody whom it takes over a step of her curve."""

import numpy as np
from numpy.typing import NDArray

from plaudit.earnings.trials import Trials
from plaudit.evidence.studies.simulate.past import Past

Whole = NDArray[np.int64]
Rows = list[Whole]


def one_more(trials: Trials, past: Past, moved: list[Rows]) -> list[Rows]:
    """Rows of sums, as `Trials.pay` takes them, on the last day that each person has acts on."""
    laid, units = trials.ground.laid, _units(past)
    keys = {slot.number: slot.key for slot in laid.slots}
    by_act = np.array([row[0] for row in laid.table("slot") if row[7]])
    trial, slot, part, person, day, quantity = (
        np.concatenate([rows[place] for rows in moved]) for place in (0, 1, 2, 3, 4, 6)
    )
    mine = (part == 0) & np.isin(slot, by_act)
    who, place = np.unique(np.stack([trial[mine], slot[mine], person[mine]], axis=1), axis=0, return_inverse=True)
    x = np.bincount(place.ravel(), quantity[mine], len(who)).astype(np.int64)
    last = np.zeros(len(who), dtype=np.int64)
    np.maximum.at(last, place.ravel(), day[mine])
    known = {(number, name): stands for number, name, stands in trials.known()}
    curves = {(row[0], row[2]): row[6] for row in laid.table("enrolled")}
    found = []
    for number, name in np.unique(who[:, 1:], axis=0).tolist():
        curve, unit = laid.book.curve(curves.get((number, name), 1)), units.get(keys[number])
        if curve is None or unit is None:
            continue
        hers = np.flatnonzero((who[:, 1] == number) & (who[:, 2] == name))
        stands = x[hers] + known.get((number, name), 0)
        steps = np.array([*(segment.lo for segment in curve.segments), np.iinfo(np.int64).max])
        over = hers[steps[np.searchsorted(steps, stands, side="right")] <= stands + unit]
        filled = [np.full(len(over), each) for each in (number, 0, name)]
        found.append([who[over, 0], *filled, last[over], np.zeros_like(over), np.full(len(over), unit)])
    return found


def _units(past: Past) -> dict[str, int]:
    """What the usual act brings to each incentive."""
    brought: dict[str, list[Whole]] = {}
    for stream in past.streams:
        for place, (key, part) in enumerate(stream.targets):
            if part == 0:
                brought.setdefault(key, []).append(stream.brought[:, place][stream.brought[:, place] > 0])
    return {key: int(np.median(np.concatenate(each))) for key, each in brought.items() if sum(map(len, each))}
