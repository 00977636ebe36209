"""Measures that count the very same acts of the same people: the query counts them once and tells the others.

A contest over what a bounty pays, a badge for what a score reads: their acts need not be credited, matched and summed
again. What is paid act by act counts for itself; room by account or contact is a queue of each incentive's own.
"""

from collections.abc import Sequence
from typing import Any

from plaudit.earnings.slots import Edition, Slot

Row = tuple[Any, ...]
# A slot, and the part of its score: 0 where it has no parts.
Measured = tuple[int, int]


def told_apart(slots: Sequence[Slot], by_act: frozenset[int], counted: Sequence[Row]) -> list[Row]:
    """Each row of `counted` with the slot and part that count for it, empty where it counts for itself."""
    rows: dict[Measured, list[Row]] = {}
    for row in counted:
        rows.setdefault((row[0], row[1]), []).append(row)
    by_number = {slot.number: slot for slot in slots}
    first: dict[tuple[object, ...], Measured] = {}
    like: dict[Measured, Measured] = {}
    # Room is the incentive's: a window without the limit loses what another one has turned away.
    queued = {slot.incentive for slot in slots if _has_room(slot)}
    # What is paid act by act comes first: its acts are there in any case.
    for measured in sorted(rows, key=lambda each: (each[0] not in by_act, each)):
        slot = by_number[measured[0]]
        if slot.incentive not in queued:
            counts = first.setdefault(_counts(slot, rows[measured]), measured)
            if counts != measured and slot.number not in by_act:
                like[measured] = counts
    return [(*row, *like.get((row[0], row[1]), (None, None))) for row in counted]


def _has_room(slot: Slot) -> bool:
    limits = slot.last.incentive.limits
    return limits.per_account is not None or limits.per_contact is not None


def _counts(slot: Slot, rows: Sequence[Row]) -> tuple[object, ...]:
    """Everything that says which acts count and for how much, but for the numbers of slot, part and edition."""
    place = {edition.number: at for at, edition in enumerate(slot.editions)}
    terms = tuple(_terms(edition) for edition in slot.editions)
    return terms, frozenset((place[row[2]], *row[3:]) for row in rows)


def _terms(edition: Edition) -> tuple[object, ...]:
    """What is not in the rows: on which days, for whom, of which acts, and what takes them back."""
    incentive = edition.incentive
    of_whom = (incentive.covers, incentive.leavers)
    return (edition.starts, edition.ends, *of_whom, incentive.where, incentive.clawback)
