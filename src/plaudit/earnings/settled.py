"""What closes have made final: ranks of contests and shares of prorated budgets, as known then (rule 22a)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plaudit.earnings.laid import Laid
from plaudit.earnings.slots import Slot, measured
from plaudit.values.period import Period

Close = tuple[Period, datetime]
PLACES = ("slot", "person", "x", "ties", "bracket", "place", "turn", "tied")


@dataclass(frozen=True, slots=True)
class Settling:
    """Slots that one close made final, and the moment whose knowledge counts for them."""

    at: datetime
    contests: frozenset[int]
    budgets: frozenset[int]


def settlings(laid: Laid, closes: Sequence[Close], as_of: datetime | None) -> tuple[Settling, ...]:
    """One for each close that concerns a contest or a prorated budget; the earliest close of a day counts."""
    contests = {row[0] for row in laid.table("contest")}
    budgets = {row[0] for row in laid.table("prorated")}
    # Prizes of windows that nobody asks about matter only to a budget that runs through them.
    pooled = bool(laid.table("plan_budget"))
    by_moment: dict[datetime, set[int]] = {}
    for slot in laid.slots:
        if slot.number in contests | budgets and (slot.reported or pooled):
            moments = sorted(_moments(slot, closes, as_of))
            if moments:
                by_moment.setdefault(moments[0], set()).add(slot.number)
    return tuple(
        Settling(at, frozenset(numbers & contests), frozenset(numbers & budgets))
        for at, numbers in sorted(by_moment.items())
    )


def _moments(slot: Slot, closes: Sequence[Close], as_of: datetime | None) -> Iterator[datetime]:
    for period, closed_at in closes:
        if period.holds(slot.window.last) and (as_of is None or closed_at <= as_of):
            yield closed_at


def needed(laid: Laid, settling: Settling) -> frozenset[int]:
    """What must be calculated to know how a close settled its slots: themselves, and the windows that they read."""
    found: set[int] = set()
    more = set(settling.contests | settling.budgets)
    while more:
        found |= more
        more = {read for number in more for read in _reads(laid, laid.slot(number))} - found
    return frozenset(found)


def _reads(laid: Laid, slot: Slot) -> Iterator[int]:
    """What a gate asks for, what an improvement is measured from, and windows that share a budget or room for acts."""
    incentive = slot.last.incentive
    limits, gate = incentive.limits, incentive.requires
    shared = limits.per_account is not None or limits.per_contact is not None or limits.budget_per == "effective"
    improves = measured(slot.last).improvement
    for other in laid.slots:
        if gate is not None and other.key == gate.incentive and other.window == slot.window:
            yield other.number
        if other.incentive == slot.incentive and (shared or (improves and other.ends == slot.starts)):
            yield other.number


def lay_settled(
    laid: Laid, settling: Settling, places: Sequence[tuple[Any, ...]], shares: Sequence[tuple[Any, ...]]
) -> None:
    """Add what the calculation of that moment gave; `shares` are (slot, person, total, allotted)."""
    for slot in sorted(settling.contests):
        laid.add("closed", (slot,))
    for row in places:
        if row[0] in settling.contests:
            laid.add("settled_place", row)
    for row in shares:
        if row[0] in settling.budgets:
            laid.add("settled", row)
