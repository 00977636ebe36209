"""How far a problem reaches: the units whose money it makes unknown, beside those it names."""

from collections.abc import Iterable, Iterator

from plaudit.earnings.lay import Laid
from plaudit.earnings.slots import Slot
from plaudit.values.problem import Problem

Unit = tuple[int, int]


def unknown(laid: Laid, problems: Iterable[Problem]) -> frozenset[Unit]:
    """Units (slot, person) without a number: named ones, gates that read them, then everybody who shares a pool or a rank."""
    named = set(_named(laid, problems))
    if not named:
        return frozenset()
    named |= {(slot, person) for slot, person, reads, *_ in laid.table("gate") if (reads, person) in named}
    shared = {slot.number for slot in laid.slots if _shared(laid, slot, {number for number, _ in named})}
    everybody = _everybody(laid)
    found = named | {unit for unit in everybody if unit[0] in shared}
    if laid.table("plan_budget"):
        return frozenset(everybody | named)
    return frozenset(found | set(_later_draws(laid, found)))


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


def _shared(laid: Laid, slot: Slot, named: set[int]) -> bool:
    """Ranks and budgets are shared by a window, or by all windows of the incentive."""
    contest = next((row for row in laid.table("contest") if row[0] == slot.number), None)
    if contest is not None:
        return slot.number in named or contest[4] in named
    pools = {row[0]: row[1] for table in ("budget", "prorated") for row in laid.table(table)}
    return slot.number in pools and any(pools.get(number) == pools[slot.number] for number in named)


def _everybody(laid: Laid) -> set[Unit]:
    return {(row[0], row[2]) for row in laid.table("enrolled") if isinstance(row[0], int) and isinstance(row[2], int)}


def _later_draws(laid: Laid, found: set[Unit]) -> Iterator[Unit]:
    """A draw's balance runs on: one unknown window leaves the later ones unknown."""
    drawn = {(row[0], row[1]) for row in laid.table("drawn")}
    for number, person in found:
        if (number, person) in drawn:
            slot = laid.slot(number)
            later = (s.number for s in laid.slots if s.incentive == slot.incentive and s.starts > slot.starts)
            yield from ((after, person) for after in later)
