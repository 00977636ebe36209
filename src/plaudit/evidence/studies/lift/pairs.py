"""Pairs in which a coin said who gets the program, as they were written down when it was tossed (M7)."""

from dataclasses import replace

import numpy as np

from plaudit.evidence.answer import Refusal, more
from plaudit.evidence.methods import lots
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.seen import Seen, among
from plaudit.values.refused import Refused

Pairs = tuple[tuple[str, str], ...]


def unpaired(seen: Seen, told: Pairs) -> Refusal | None:
    """Why the pairs cannot be judged as they were drawn."""
    if not told:
        return None
    treated = dict(zip(seen.units, seen.treated, strict=True))
    for pair in told:
        known = [bool(treated[name]) for name in pair if name in treated]
        said = f"Of the pair {pair[0]} and {pair[1]},"
        if len(known) < 2:
            missing = f"{said} {'neither' if not known else 'only one'} is known to have been there all the time."
            return Refusal("pair-incomplete", missing, "Acts of both, or the pairs without this one.")
        if sum(known) != 1:
            missing = f"{said} {'both' if all(known) else 'neither'} had the program."
            return Refusal(
                "pair-not-split", missing, "Programs.csv with one of the two, or the pairs without this one."
            )
    if len(told) < lots.ENOUGH_PAIRS:
        least = lots.least_p_of_pairs(len(told))
        missing = f"With {len(told)} pairs no result can be told from chance: the smallest p is {least:.2g}."
        return Refusal("pairs-too-few", missing, f"{more(lots.ENOUGH_PAIRS - len(told), 'pairs')} drawn by lot.")
    return None


def paired(seen: Seen, told: Pairs) -> Seen:
    """Only whoever is in a pair; everybody where none are told."""
    if not told:
        return seen
    place = {name: number for number, pair in enumerate(told) for name in pair}
    kept = np.array([name in place for name in seen.units], dtype=bool)
    pairs = np.array([place.get(name, -1) for name in seen.units], dtype=np.int64)
    return among(replace(seen, pairs=pairs), kept)


def by_lot(question: Question) -> bool:
    return question.yes("randomised") or bool(named(question))


def named(question: Question) -> Pairs:
    found = []
    for written in question.named("pairs"):
        first, colon, second = (part.strip() for part in written.partition(":"))
        if not (first and colon and second):
            raise Refused("setting-unreadable", f"--set pairs={written}: write pairs as ada:dev, cleo:elif.")
        found.append((first, second))
    names = [name for pair in found for name in pair]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refused("setting-unreadable", f"--set pairs: {twice} stands in it twice.")
    return tuple(found)
