"""What is laid beside the facts: the plan tables as rows, and what the result needs to speak of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from plaudit.earnings.curvebook import CurveBook
from plaudit.earnings.enrol import Coverage, Roll
from plaudit.earnings.roster import Roster
from plaudit.earnings.sieve import Sieve
from plaudit.earnings.slots import Slot
from plaudit.earnings.where import Attribute
from plaudit.plans.promise import Promise, Standing
from plaudit.values.problem import Problem

# A row of a plan table: whole numbers, texts and nulls, which only the query reads.
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What everybody with the same target and the same part of a window is promised, and what is wrong with it."""

    promise: Promise
    problem: Callable[[str], Problem] | None = None
    # Whether the problem leaves no promise of her own: the terms without a target stand in its place.
    refused: bool = False


@dataclass(slots=True)
class Laid:
    """The plan tables by name, and what the result needs to speak of them."""

    slots: tuple[Slot, ...]
    roster: Roster
    book: CurveBook
    coverage: Coverage
    rows: dict[str, list[Row]] = field(default_factory=dict)
    rolls: dict[int, Roll] = field(default_factory=dict)
    promises: dict[tuple[int, int], Promise] = field(default_factory=dict)
    offers: dict[tuple[int | None, ...], Offer] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # Units whose gate nobody can decide: their own money is unknown, but nobody's rank.
    undecided: set[tuple[int, int]] = field(default_factory=set)
    # (slot, person) of who left before it, and what her gate lacks should an act of hers earn there.
    unopened: dict[tuple[int, int], Problem] = field(default_factory=dict)
    # What leaves a person of a slot without a promise in an edition before its last, or when she had left: told only if
    # she acted then.
    earlier: dict[tuple[int, int, int], Problem] = field(default_factory=dict)
    # (slot, person, activity, day, day first recorded) of acts that wait and would earn by then.
    waits: set[tuple[int, int, int, int, int]] = field(default_factory=set)
    attributes: tuple[Attribute, ...] = ()
    sifts: Sieve = field(default_factory=dict)
    part_scale: int = 1
    _by_number: dict[int, Slot] = field(init=False)

    def __post_init__(self) -> None:
        self._by_number = {slot.number: slot for slot in self.slots}

    def add(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    def table(self, name: str) -> list[Row]:
        return self.rows.get(name, [])

    def slot(self, number: int) -> Slot:
        return self._by_number[number]

    def shown_promise(self, slot: Slot, person: int) -> Promise:
        """The promise to somebody who is not paid by it: her target is shown all the same."""
        own = self.roster.targets.get((slot.key, slot.window), {}).get(person)
        promise = self.book.promise(slot.last, Standing(slot.last.plan.currency))
        target = promise.target if own is None else own[0]
        if target is None or slot.last.incentive.prorate == "none":
            return replace(promise, target=target)
        return replace(promise, target=target * self.rolls[slot.number].covered.get(person, Fraction(0)))
