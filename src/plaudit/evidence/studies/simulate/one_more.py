"""The act that is found in the last week: one more for everybody whom it takes over a step of her curve."""

import numpy as np
from numpy.typing import NDArray

from plaudit.earnings.trials import Trials
from plaudit.evidence.studies.simulate.past import Past

Whole = NDArray[np.int64]
Rows = list[Whole]
FAR = np.iinfo(np.int64).max


def one_more(trials: Trials, past: Past, moved: list[Rows]) -> list[Rows]:
    """Rows of sums, as `Trials.pay` takes them, on the last day that each person has acts on."""
    laid = trials.ground.laid
    size, people = 1 + max(slot.number for slot in laid.slots), 1 + len(laid.roster.people)
    trial, slot, part, person, day, quantity = (
        np.concatenate([rows[place] for rows in moved]) for place in (0, 1, 2, 3, 4, 6)
    )
    mine = (part == 0) & np.isin(slot, [row[0] for row in laid.table("slot") if row[7]])
    unit, place = np.unique((trial[mine] * size + slot[mine]) * people + person[mine], return_inverse=True)
    last = np.zeros(len(unit), dtype=np.int64)
    np.maximum.at(last, place, day[mine])
    # Slots and persons as one number, as they stand in a table of all of them.
    here = unit % (size * people)
    known, curve, act = (np.zeros(size * people, dtype=np.int64) for _ in range(3))
    for number, name, stands in trials.known():
        known[number * people + name] = stands
    for row in laid.table("enrolled"):
        curve[row[0] * people + row[2]] = row[6]
    usual = _usual(past)
    for each in laid.slots:
        act[each.number * people : (each.number + 1) * people] = usual.get(each.key, 0)
    stands = np.bincount(place, quantity[mine], len(unit)).astype(np.int64) + known[here]
    over = np.zeros(len(unit), dtype=bool)
    for number in np.unique(curve[here]).tolist():
        found = laid.book.curve(number)
        steps = np.array([*(segment.lo for segment in found.segments), FAR]) if found is not None else np.array([FAR])
        hers = curve[here] == number
        over[hers] = steps[np.searchsorted(steps, stands[hers], side="right")] <= stands[hers] + act[here[hers]]
    where = here[over]
    whole, first = np.zeros(len(where), dtype=np.int64), np.full(len(where), -1)
    return [[unit[over] // (size * people), where // people, whole, where % people, last[over], first, act[where]]]


def _usual(past: Past) -> dict[str, int]:
    """What the usual act brings to each incentive."""
    brought: dict[str, list[Whole]] = {}
    for stream in past.streams:
        for place, (key, part) in enumerate(stream.targets):
            if part == 0:
                brought.setdefault(key, []).append(stream.brought[:, place][stream.brought[:, place] > 0])
    return {key: int(np.median(np.concatenate(each))) for key, each in brought.items() if sum(map(len, each))}
