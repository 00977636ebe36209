"""Who gets which prize when measures tie (rule 17)."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from plaudit.values.allocate import allocate

Ties = Literal["share", "all", "earliest"]


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody ranked; `reached_day` is the day of the last act that counts in the measure."""

    key: str
    measure: int | Fraction
    reached_day: int


@dataclass(frozen=True, slots=True)
class Placed:
    """The place, shared by all who tie for it, and the prize in minor units; 0 outside the paid places."""

    key: str
    place: int
    amount: int


def split_prizes(prizes: tuple[int, ...], ranked: tuple[Entrant, ...], ties: Ties) -> tuple[Placed, ...]:
    """Everybody's place and prize, best first; who ties is ordered by the day reached, then by key."""
    by_day = ties == "earliest"
    ordered = sorted(ranked, key=lambda entrant: (-entrant.measure, entrant.reached_day, entrant.key))
    placed: list[Placed] = []
    for _, group in groupby(ordered, key=lambda entrant: (entrant.measure, entrant.reached_day if by_day else 0)):
        tied = tuple(group)
        place = len(placed) + 1
        amounts = _full(prizes, place, len(tied)) if ties == "all" else _shared(prizes, place, len(tied))
        placed += [Placed(entrant.key, place, amount) for entrant, amount in zip(tied, amounts, strict=True)]
    return tuple(placed)


def _shared(prizes: tuple[int, ...], place: int, tied: int) -> tuple[int, ...]:
    """The prizes of the places they cover together; a place that pays nothing adds nothing."""
    return allocate(sum(prizes[place - 1 : place - 1 + tied]), (1,) * tied)


def _full(prizes: tuple[int, ...], place: int, tied: int) -> tuple[int, ...]:
    return (prizes[place - 1] if place <= len(prizes) else 0,) * tied
