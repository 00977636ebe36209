"""Money that several windows share: the life it holds for, and its amount from each day on (decision 0005)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from plaudit.values.table import ALWAYS, NEVER


@dataclass(frozen=True, slots=True)
class Written:
    """The days (half-open) that a version was written for, and what it allots; `number` tells it from others."""

    number: int
    starts: int
    ends: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class Pool:
    """One budget, and from which day (number) on it has which amount; the first holds from always on.

    `ends` is the day after the last one that a version was written for.
    """

    number: int
    amounts: tuple[tuple[int, int], ...] = ()
    ends: int = NEVER

    def stretches(self) -> Iterator[tuple[int, int, int]]:
        """(first day, day after the last one, amount), one for each amount."""
        for (starts, amount), (ends, _) in pairwise([*self.amounts, (NEVER, 0)]):
            yield starts, ends, amount


def pools(versions: Sequence[Written]) -> list[Pool]:
    """For each version its pool: what begins while another holds amends it, what begins after its end has its own."""
    lives: list[list[Written]] = []
    for each in versions:
        if not lives or each.starts >= _ends(lives[-1]):
            lives.append([])
        lives[-1].append(each)
    return [pool for life in lives for pool in [Pool(life[0].number, _amounts(life), _ends(life))] * len(life)]


def _ends(life: Sequence[Written]) -> int:
    return max(each.ends for each in life)


def _amounts(life: Sequence[Written]) -> tuple[tuple[int, int], ...]:
    """Of versions that begin on one day the last one counts; one that says the same changes nothing."""
    said = {each.starts: each.amount for each in life if each.amount is not None}
    changes = [next(same) for _, same in groupby(sorted(said.items()), key=lambda each: each[1])]
    return tuple((starts if place else ALWAYS, amount) for place, (starts, amount) in enumerate(changes))
