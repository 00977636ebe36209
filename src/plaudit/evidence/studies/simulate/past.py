"""What was done before, as the plan's terms would have counted it: streams of acts, each with its pace."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plaudit.activities.facts import Snapshot
from plaudit.earnings.enrol import Coverage
from plaudit.earnings.roster import Roster
from plaudit.earnings.trials import counted
from plaudit.evidence.pacing import MOST_QUARTERS, QUARTER, Pace, pace
from plaudit.plans.incentive import Covers
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, day

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
# Days that may be missing of a quarter: acts seldom begin on its first one.
ALMOST = 14
# Who holds few accounts brings something all the same: a share of the usual book.
LEAST_BOOK = 0.1
Target = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Stream:
    """Acts that reach one milestone: how often, and what each of those seen brought to which incentives.

    `brought` is acts x targets in millionths; an act of days to come brings what one of these did. `share` is the part
    of a limit that an act may fill, `kept` what a clawback leaves of its money.
    """

    name: str
    pace: Pace
    targets: tuple[Target, ...]
    brought: Whole
    share: Whole
    kept: Whole
    covers: tuple[Covers, ...]

    def sums(self, place: int, many: Whole, owner: Whole, picked: Whole) -> Whole:
        """What each owner's picked acts bring to a target, in all."""
        brought = self.brought[:, place]
        if (brought == brought[0]).all():
            return np.asarray(many * brought[0])
        # Whole numbers far below 2^53 are exact in floats.
        return np.bincount(owner, brought[picked], len(many)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Past:
    """`quarters` of 91 days before `cut` were looked at; `silent` incentives never counted anything."""

    streams: tuple[Stream, ...]
    quarters: int
    cut: int
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody there is, by number from 1, with the days on which each is covered and the accounts she holds."""

    roster: Roster
    coverage: Coverage
    snapshot: Snapshot
    # Accounts of the usual book on the last day that is known; 0 where nobody holds any.
    usual: float

    def exposure(self, covers: tuple[Covers, ...], edges: Whole) -> Array:
        """People x stretches between edges: quarters in which she could bring acts, by the size of her book."""
        return self.days(covers, edges) / QUARTER * self.books(edges)

    def days(self, covers: tuple[Covers, ...], edges: Whole) -> Array:
        found = np.zeros((len(self.roster.people), len(edges) - 1))
        for cover in covers:
            one = np.zeros_like(found)
            for number, stretches in self.coverage.of(cover).items():
                first, end = self.roster.people[number - 1].employed
                for start, until in stretches:
                    low, high = max(start, first), min(until, end)
                    one[number - 1] += np.clip(np.minimum(high, edges[1:]) - np.maximum(low, edges[:-1]), 0, None)
            found = np.maximum(found, one)
        return found

    def books(self, edges: Whole) -> Array:
        """Accounts held in the middle of each stretch, as a part of the usual book."""
        held = np.zeros((len(self.roster.people), len(edges) - 1))
        if not self.usual:
            return np.ones_like(held)
        for place, middle in enumerate(((edges[:-1] + edges[1:]) // 2).tolist()):
            for person, accounts in _held(self.snapshot, middle):
                held[person - 1, place] = accounts
        return np.maximum(held / self.usual, LEAST_BOOK)


def crowd(snapshot: Snapshot, roster: Roster, last: int) -> Crowd:
    """`last` is the last day that is known."""
    books = [accounts for _, accounts in _held(snapshot, last)]
    return Crowd(roster, Coverage(roster.people), snapshot, sum(books) / len(books) if books else 0.0)


def _held(snapshot: Snapshot, on: int) -> list[tuple[int, float]]:
    query = f"SELECT person, SUM(share) / 1e6 FROM holding WHERE starts <= {on} AND {on} < ends GROUP BY 1 ORDER BY 1"
    return snapshot.con.execute(query).fetchall()


def past(plan: Plan, crowd: Crowd, cut: int, first: int) -> Past:
    """`first` is the first day that the facts tell of."""
    quarters = min(MOST_QUARTERS, (cut - first + ALMOST) // QUARTER)
    if quarters < 1:
        return Past((), quarters, cut, tuple(each.key for each in plan.incentives))
    start = cut - quarters * QUARTER
    found = counted(plan, crowd.snapshot, Period(day(start), day(cut)))
    columns = {name: found[name].to_numpy().astype(np.int64) for name in found.column_names}
    edges = np.arange(start, cut + 1, QUARTER)
    streams = tuple(
        _stream(plan, crowd, {name: column[columns["step"] == step] for name, column in columns.items()}, edges)
        for step in np.unique(columns["step"]).tolist()
    )
    heard = {key for stream in streams for key, _ in stream.targets}
    counts = {each.key for each in plan.incentives if each.counts}
    return Past(streams, quarters, cut, tuple(sorted(counts - heard)))


def _stream(plan: Plan, crowd: Crowd, columns: dict[str, Whole], edges: Whole) -> Stream:
    """Of one milestone: an act credited to several people is one of each, with her share."""
    acts, owner = np.unique(
        np.stack([columns["person"], columns["activity"], columns["day"]], axis=1), axis=0, return_inverse=True
    )
    pairs, target = np.unique(np.stack([columns["incentive"], columns["part"]], axis=1), axis=0, return_inverse=True)
    brought, share, kept = (np.zeros((len(acts), len(pairs)), dtype=np.int64) for _ in range(3))
    np.add.at(brought, (owner.ravel(), target.ravel()), columns["quantity"])
    share[owner.ravel(), target.ravel()], kept[owner.ravel(), target.ravel()] = columns["share"], columns["kept"]
    counts = np.zeros((len(crowd.roster.people), len(edges) - 1))
    np.add.at(counts, (acts[:, 0] - 1, (acts[:, 2] - edges[0]) // QUARTER), 1.0)
    covers = tuple(dict.fromkeys(plan.incentives[number].covers for number in pairs[:, 0].tolist()))
    kind, milestone = crowd.roster.milestones[int(columns["step"][0])]
    return Stream(
        name=f"{kind} {milestone}",
        pace=pace(counts, crowd.exposure(covers, edges)),
        targets=tuple((plan.incentives[number].key, part) for number, part in pairs.tolist()),
        brought=brought,
        share=share,
        kept=kept,
        covers=covers,
    )
