"""How far a problem reaches: the units whose money it makes unknown, beside those it names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plaudit.earnings.lay import Laid
from plaudit.earnings.slots import Slot
from plaudit.values.problem import Problem

Unit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Units (slot, person) without a number, and slots in which nobody has one."""

    units: frozenset[Unit] = frozenset()
    slots: frozenset[int] = frozenset()

    def holds(self, unit: Unit) -> bool:
        return unit in self.units or unit[0] in self.slots


def unknown(laid: Laid, problems: Iterable[Problem]) -> Unknown:
    """What the problems name, the gates that read it, and everybody who shares a pool or a rank with it."""
    named = set(_named(laid, problems))
    if not named:
        return Unknown()
    named |= {(slot, person) for slot, person, reads, *_ in laid.table("gate") if (reads, person) in named}
    measured = {number for number, person in named if (number, person) not in laid.undecided}
    shared = {slot.number for slot in laid.slots if _shared(laid, slot, {number for number, _ in named}, measured)}
    if laid.table("plan_budget"):
        shared = {slot.number for slot in laid.slots}
    return Unknown(frozenset(named | set(_later_draws(laid, named, shared))), frozenset(shared))


def _named(laid: Laid, problems: Iterable[Problem]) -> Iterator[Unit]:
    numbers = {person.key: person.number for person in laid.roster.people}
    slots = {(slot.key, slot.window.key): slot.number for slot in laid.slots}
    for problem in problems:
        for touch in problem.touches:
            slot = slots[touch.incentive, touch.window]
            if touch.person is None:
                yield from ((slot, person) for person in laid.rolls[slot].covered)
            else:
                yield slot, numbers[touch.person]


def _shared(laid: Laid, slot: Slot, named: set[int], measured: set[int]) -> bool:
    """Ranks are shared where a measure is in question, budgets by a window or by all windows of the incentive."""
    contest = next((row for row in laid.table("contest") if row[0] == slot.number), None)
    if contest is not None and (slot.number in measured or contest[4] in measured):
        return True
    pools = {row[0]: row[1] for table in ("budget", "prorated") for row in laid.table(table)}
    return slot.number in pools and any(pools.get(number) == pools[slot.number] for number in named)


def _later_draws(laid: Laid, named: set[Unit], shared: set[int]) -> Iterator[Unit]:
    """A draw's balance runs on: one unknown window leaves the later ones unknown."""
    drawn = {(row[0], row[1]) for row in laid.table("drawn")}
    for number, person in drawn:
        if (number, person) in named or number in shared:
            slot = laid.slot(number)
            later = (s.number for s in laid.slots if s.incentive == slot.incentive and s.starts > slot.starts)
            yield from ((after, person) for after in later if (after, person) in drawn)
