"""Texts that are nearly the same: how many runs of five words two of them share."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

RUN, ALIKE = 5, 0.6
# A run of words that so many texts have is a form that they all filled in.
COMMON = 100
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of five words; of a shorter text none, since it says too little to be a copy."""
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def alike(texts: Sequence[str]) -> list[tuple[int, int, float]]:
    """Places of two texts whose shared runs are more than 0.6 of all their runs (Jaccard)."""
    runs = [shingles(text) for text in texts]
    having: dict[tuple[str, ...], list[int]] = {}
    for place, found in enumerate(runs):
        for run in found:
            having.setdefault(run, []).append(place)
    shared = Counter(
        pair for places in having.values() if 1 < len(places) <= COMMON for pair in combinations(places, 2)
    )
    similar = ((a, b, len(runs[a] & runs[b]) / len(runs[a] | runs[b])) for a, b in shared)
    return sorted(each for each in similar if each[2] > ALIKE)
