"""What the trials cost, gathered while they run: by period, by month of cash, by person."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.earnings.trials import PLAN_SHORT, Paid
from plaudit.evidence.studies.simulate.ahead import Ahead, Response
from plaudit.plans.incentive import Covers
from plaudit.values.currency import digits
from plaudit.values.period import day

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
# Rows that one query holds at once: what two GiB bear.
ROWS, FEWEST, MOST = 600_000, 50, 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """Trials x ... in whole units of the plan's currency.

    `owed` is earned and not yet paid at each period's end; `short` says whether the plan's own budget took something.
    """

    periods: Array
    cash: Array
    owed: Array
    cut: Array
    short: NDArray[np.bool_]
    incentives: Array
    # Trials x incentives: whether its own budget took something.
    bounded: NDArray[np.bool_]
    people: Array
    gini: Array

    @property
    def total(self) -> Array:
        return np.asarray(self.periods.sum(axis=1))


@dataclass(frozen=True, slots=True)
class Months:
    """The periods' first months from the year 0, with the one after the last; cash comes `lag` months later."""

    starts: Whole
    lag: int

    @property
    def cash(self) -> Whole:
        """Months in which anything may be paid out."""
        return np.arange(self.starts[0], self.starts[-1] + self.lag + 1)


def run(ahead: Ahead, months: Months, response: Response, moved: Callable[[int], None]) -> Outcome:
    """All trials, a batch at a time, each through the query that pays; `moved` hears how many are done."""
    laid = ahead.trials.ground.laid
    coming = sum(slot.through > ahead.cells.edges[0] for slot in laid.slots)
    size = int(np.clip(ROWS // (len(laid.roster.people) * max(coming, 1)), FEWEST, MOST)) // 2 * 2
    found = []
    for batch, start in enumerate(range(0, len(response.grows), size)):
        part = Response(response.grows[start : start + size], response.padded, response.reaches)
        paid = ahead.trials.pay(ahead.supposed(batch, part))
        found.append(_outcome(ahead, months, part, paid))
        moved(start + len(part.grows))
    names = ("periods", "cash", "owed", "cut", "short", "incentives", "bounded", "people", "gini")
    return Outcome(**{name: np.concatenate([getattr(each, name) for each in found]) for name in names})


def _outcome(ahead: Ahead, months: Months, response: Response, paid: Paid) -> Outcome:
    ground, count = ahead.trials.ground, len(response.grows)
    unit = 10 ** digits(ground.currency)
    rows = {name: paid.by_month[name].to_numpy() for name in paid.by_month.column_names}
    size = len(months.starts) - 1
    at = np.clip(np.searchsorted(months.starts, rows["month"], side="right") - 1, 0, size - 1)
    periods, limited, cash = np.zeros((count, size)), np.zeros(count), np.zeros((count, len(months.cash)))
    np.add.at(periods, (rows["trial"], at), rows["earned"])
    np.add.at(limited, rows["trial"], rows["gross"] - rows["earned"] - rows["waiting"])
    # Nobody is paid before her window has ended.
    ends = {slot.number: _month(slot.ends - 1) for slot in ground.laid.slots}
    ended = np.array([ends[int(number)] for number in rows["slot"]], dtype=np.int64)
    place = np.minimum(np.maximum(ended, rows["month"]) + months.lag - months.cash[0], len(months.cash) - 1)
    later = np.maximum(ended, rows["month"]) > months.starts[-1] - 1
    np.add.at(cash, (rows["trial"][~later], place[~later]), rows["earned"][~later])
    out = np.cumsum(cash, axis=1)[:, months.starts[1:] - 1 - months.cash[0]]
    short = np.zeros(count, dtype=bool)
    np.logical_or.at(short, rows["trial"], rows["short"] == PLAN_SHORT)
    incentive = {slot.number: slot.incentive for slot in ground.laid.slots}
    by_incentive = np.zeros((count, 1 + max(incentive.values())))
    which = np.array([incentive[int(number)] for number in rows["slot"]], dtype=np.int64)
    np.add.at(by_incentive, (rows["trial"], which), rows["earned"])
    bounded = np.zeros(by_incentive.shape, dtype=bool)
    np.logical_or.at(bounded, (rows["trial"], which), (rows["short"] > 0) & (rows["short"] < PLAN_SHORT))
    persons = np.zeros((count, len(ground.laid.roster.people)))
    mine = {name: paid.by_person[name].to_numpy() for name in paid.by_person.column_names}
    np.add.at(persons, (mine["trial"], mine["person"] - 1), mine["earned"])
    there = persons[:, (ahead.crowd.days(_covers(ahead), ahead.cells.edges) > 0).any(axis=1)]
    return Outcome(
        periods=periods / unit,
        cash=cash / unit,
        owed=(np.cumsum(periods, axis=1) - out) / unit,
        cut=limited / unit,
        short=short,
        incentives=by_incentive / unit,
        bounded=bounded,
        people=there / unit,
        gini=gini(there),
    )


def _covers(ahead: Ahead) -> tuple[Covers, ...]:
    slots = ahead.trials.ground.laid.slots
    return tuple(dict.fromkeys(slot.last.incentive.covers for slot in slots if slot.through > ahead.cells.edges[0]))


def gini(paid: Array) -> Array:
    """Of each row: 0 when all get the same, near 1 when one gets all; nothing paid is 0."""
    ordered = np.sort(np.maximum(paid, 0.0), axis=1)
    people, total = ordered.shape[1], ordered.sum(axis=1)
    weight = 2 * np.arange(1, people + 1) - people - 1
    return np.asarray(np.divide(ordered @ weight, people * total, out=np.zeros(len(total)), where=total > 0))


def _month(number: int) -> int:
    found = day(number)
    return found.year * 12 + found.month - 1
