"""What a launch is judged by: acts of each unit by month, before, during and after."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Refusal, more
from plaudit.evidence.observed.panel import Acts, acts, after, counted, first_day, held, months, whole_time
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.values.period import day

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
LEAST_EVENTS = 30
# Of a side with next to none, an 80 % interval held in as few as 36 of 100 draws without any effect.
LEAST_OF_A_SIDE = 5
# Whoever holds less of an account in some month has no rate that is worth as much as another's.
LEAST_HELD = 0.1


@dataclass(frozen=True, slots=True)
class Seen:
    """Units are what was treated together: people, or teams when a team was. `unpaid` are other acts of the same."""

    launch: Launch
    units: tuple[str, ...]
    treated: Mask
    edges: tuple[int, ...]
    counts: Array
    exposure: Array
    unpaid: Array | None
    before: Mask
    during: Mask
    washout: Mask
    # Where a coin chose in each pair, the number of each unit's.
    pairs: NDArray[np.int64] | None = None

    @property
    def pre(self) -> int:
        return int(self.before.sum())

    @property
    def post(self) -> int:
        return int(self.during.sum())

    @property
    def gap(self) -> int:
        """Months between an announcement and the start, which are in no stretch."""
        last, first = int(np.flatnonzero(self.before)[-1]) + 1, int(np.flatnonzero(self.during)[0])
        return max(len(months(day(self.edges[last]), day(self.edges[first]))) - 1, 0)


def seen(question: Question, launch: Launch, snapshot: date, excluded: frozenset[str]) -> Seen | None:
    """None when no act tells of the time around the start."""
    kinds, milestone = question.kinds(), question.milestone()
    of = "account" if launch.level == "account" else "person"
    known = acts(question.facts, snapshot, kinds, milestone, of)
    if known is None or not len(known.on):
        return None
    begin = max(first_day(known), launch.before) if launch.before is not None else first_day(known)
    announced = question.text("announced")
    until = launch.start if announced is None else min(launch.start, date.fromisoformat(announced))
    end = after(snapshot) if launch.end is None else min(launch.end, after(snapshot))
    past, during = months(begin, until), months(launch.start, end)
    gone = months(launch.end, after(snapshot))[: len(during)] if launch.end is not None else []
    if not past or not during:
        return None
    # A gap between what was announced and the start is in no stretch.
    stretches = [past, during, gone]
    edges = tuple(dict.fromkeys(edge for stretch in stretches for edge in stretch))
    starts = np.asarray(edges[:-1])
    units, groups = _units(question, launch, known, (edges[0], edges[-1] - 1))
    counts, exposure = _grouped(question, known, groups, edges, snapshot)
    others = acts(question.facts, snapshot, (), milestone, of) if kinds else None
    kept = np.array([name not in excluded or name in launch.names for name in units], dtype=bool)
    return Seen(
        launch,
        tuple(name for name, keep in zip(units, kept, strict=True) if keep),
        np.array([name in launch.names for name in units], dtype=bool)[kept],
        edges,
        counts[kept],
        exposure[kept],
        None if others is None else (_grouped(question, others, groups, edges, snapshot)[0] - counts)[kept],
        np.isin(starts, past[:-1]),
        np.isin(starts, during[:-1]),
        np.isin(starts, gone[:-1]),
    )


def among(found: Seen, kept: Mask) -> Seen:
    """The same of some of the units."""
    return replace(
        found,
        units=tuple(name for name, keep in zip(found.units, kept, strict=True) if keep),
        treated=found.treated[kept],
        counts=found.counts[kept],
        exposure=found.exposure[kept],
        unpaid=None if found.unpaid is None else found.unpaid[kept],
        pairs=None if found.pairs is None else found.pairs[kept],
    )


def with_accounts(found: Seen) -> Mask:
    """Whoever was drawn against somebody without accounts goes out together with them."""
    used = found.exposure[:, found.before | found.during]
    kept = np.asarray((used >= LEAST_HELD).all(axis=1))
    return kept if found.pairs is None else np.isin(found.pairs, found.pairs[~kept], invert=True)


def side_empty(found: Seen, counts: Array) -> Refusal | None:
    """`counts` are the acts whose change is asked: of a side with next to none no change can be told."""
    used = counts[:, found.before | found.during]
    brought = {"treated": int(used[found.treated].sum()), "others": int(used[~found.treated].sum())}
    side = min(brought, key=lambda each: brought[each])
    lacking = LEAST_OF_A_SIDE - brought[side]
    if lacking <= 0:
        return None
    missing = f"Acts of the {side} before the start and during the program: {brought[side]}; each side needs "
    return Refusal("side-empty", f"{missing}{LEAST_OF_A_SIDE}.", f"{more(lacking, 'acts')} of the {side}.")


def _units(
    question: Question, launch: Launch, known: Acts, days: tuple[int, int]
) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Each unit with the people (or the one account) in it; people who came or went in between are left out."""
    if launch.level == "account":
        return known.units, {name: [name] for name in known.units}
    there = whole_time(question.facts, *days)
    people = [name for name in known.units if name in there or not there]
    if launch.level == "person":
        return tuple(people), {name: [name] for name in people}
    teams: dict[str, list[str]] = {}
    for name in people:
        team = there.get(name)
        if team is not None:
            teams.setdefault(team, []).append(name)
    return tuple(sorted(teams)), {team: teams[team] for team in sorted(teams)}


def _grouped(
    question: Question, known: Acts, groups: dict[str, list[str]], edges: tuple[int, ...], snapshot: date
) -> tuple[Array, Array]:
    names = [name for members in groups.values() for name in members]
    counts = counted(known, names, edges)
    exposure = np.ones_like(counts)
    if question.text("exposure") == "accounts" and names:
        accounts = held(question.facts, names, edges, snapshot)
        # Somebody without an account in a month had nobody to ask; the others' months would count for nothing.
        exposure = np.where(accounts > 0, accounts, 1e-3) if (accounts > 0).mean() > 0.5 else exposure
    bounds = np.cumsum([0, *(len(members) for members in groups.values())])
    rows = [slice(start, end) for start, end in pairwise(bounds)]
    return (
        np.array([counts[row].sum(axis=0) for row in rows]).reshape(len(rows), len(edges) - 1),
        np.array([exposure[row].sum(axis=0) for row in rows]).reshape(len(rows), len(edges) - 1),
    )
