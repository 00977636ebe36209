"""Who gets a program, or how much of it, or when: drawn by lot among units that bring about the same (M7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

import numpy as np

from plaudit.evidence.answer import Figure
from plaudit.evidence.methods import lots
from plaudit.evidence.question import Question
from plaudit.values.refused import Refused

Shape = Literal["halves", "steps", "arms"]
HALVES: Shape = "halves"
STEPS: Shape = "steps"
MOST_ARMS, STARTS = 3, 3


@dataclass(frozen=True, slots=True)
class Rollout:
    """What was asked: half of the units, starts in the quarters to come, or `arms` of which the first is the usual."""

    shape: Shape
    arms: tuple[str, ...] = ()


def asked(question: Question) -> Rollout:
    written = question.named("rollout")
    if written == (HALVES,):
        return Rollout(HALVES)
    if written == (STEPS,):
        return Rollout(STEPS)
    if not 1 < len(written) <= MOST_ARMS or len(set(written)) < len(written):
        said = f"--set rollout={question.text('rollout')}: write halves, steps, or two or three arms: none, 50, 100."
        raise Refused("setting-unreadable", said)
    return Rollout("arms", written)


def in_pairs(size: int) -> bool:
    return size // 2 >= lots.ENOUGH_PAIRS


def halves(names: Sequence[str], random: np.random.Generator) -> list[tuple[str | None, str]]:
    """Who gets it and who goes without, by `names` in the order of what they brought.

    A coin in each pair of neighbours; where so few coins would prove nothing, the smaller half drawn at once.
    """
    if in_pairs(len(names)):
        pairs = zip(names[::2], names[1::2], strict=False)
        return [(first, second) if random.random() < 0.5 else (second, first) for first, second in pairs]
    drawn = [names[place] for place in random.permutation(len(names))]
    half = len(names) // 2
    return list(zip_longest(sorted(drawn[:half]), sorted(drawn[half:])))


def steps(names: Sequence[str], random: np.random.Generator) -> list[list[str]]:
    """Who starts in the first, second and third quarter, and last who goes without until it is judged.

    The winners of the lot are dealt to the quarters from the strongest down, so that each start has some of all.
    """
    sides = halves(names, random)
    first = [own for own, _ in sides if own is not None]
    starts: list[list[str]] = [[] for _ in range(STARTS)]
    for begin in range(0, len(first), STARTS):
        few = first[begin : begin + STARTS]
        for name, quarter in zip(few, random.permutation(STARTS), strict=False):
            starts[int(quarter)].append(name)
    return [*starts, [other for _, other in sides]]


def arms(names: Sequence[str], count: int, random: np.random.Generator) -> list[list[str]]:
    """Neighbours by what they brought are shared out among the arms; who is left over stays with the usual one."""
    found: list[list[str]] = [[] for _ in range(count)]
    whole = len(names) // count * count
    for begin in range(0, whole, count):
        for arm, place in enumerate(random.permutation(count)):
            found[arm].append(names[begin + int(place)])
    found[0] += names[whole:]
    return found


def rows(label: str, groups: dict[str, list[str]]) -> list[Figure]:
    return [{label: name, "who": ", ".join(members)} for name, members in groups.items()]
