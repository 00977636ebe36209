"""Ways the days to come may go: who brings what when, in as many trials as are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from plaudit.earnings.slots import Slot
from plaudit.earnings.trials import SUPPOSED, Supposed, Trials
from plaudit.evidence.pacing import QUARTER
from plaudit.evidence.question import Question
from plaudit.evidence.studies.simulate.one_more import one_more
from plaudit.evidence.studies.simulate.past import Crowd, Past, Stream
from plaudit.plans.promise import Standing

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
Rows = list[Whole]
# Where the columns of SUPPOSED have an act's turn among those of its day.
TURN = 5


@dataclass(frozen=True, slots=True)
class Cells:
    """Stretches of the days to come in which nothing changes: no quarter and no window begins or ends inside."""

    edges: Whole
    quarter: Whole

    def inside(self, slot: Slot) -> Whole:
        return np.flatnonzero((self.edges[:-1] >= slot.starts) & (self.edges[1:] <= slot.through))


@dataclass(frozen=True, slots=True)
class Response:
    """How acts answer to the plan: `grows` is a factor a trial, `padded` the part of more acts that bring nothing.

    Who `reaches` does one more act wherever that takes her over a step of her curve.
    """

    grows: Array
    padded: float = 0.0
    reaches: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """So `many` acts of a person (a place) in a cell of a trial."""

    trial: Whole
    person: Whole
    cell: Whole
    many: Whole

    def rows(self, which: Whole, where: tuple[int, int]) -> Rows:
        """Trial, slot, part and person of some of them."""
        fixed = [np.full(len(which), number) for number in where]
        return [self.trial[which], *fixed, self.person[which] + 1]


@dataclass(frozen=True, slots=True)
class Ahead:
    """`alone` asks for every act by itself, where sums of them would do."""

    question: Question
    past: Past
    crowd: Crowd
    trials: Trials
    cells: Cells
    alone: bool = False

    def supposed(self, batch: int, response: Response) -> Supposed:
        """Trials of one batch; the same batch meets the same chance whatever the response."""
        count = len(response.grows)
        sums: list[Rows] = []
        singly: list[Rows] = []
        for place, stream in enumerate(self.past.streams):
            random = self.question.random(f"{stream.name} {batch}")
            moves, alone = self._arrived(stream, random, response)
            for rows in (*moves, *alone):
                # No two acts have the same turn: which of them is served first would be the machine's choice.
                rows[TURN] = rows[TURN] * len(self.past.streams) + place
            sums += moves
            singly += alone
        if response.reaches and (sums or singly):
            sums += one_more(self.trials, self.past, [*sums, *singly])
        random = self.question.random(f"levels {batch}")
        levels, gates = self._levels(count, random)
        return Supposed(
            count, *(_table(name, rows) for name, rows in zip(SUPPOSED, (sums, singly, levels, gates), strict=True))
        )

    def _arrived(
        self, stream: Stream, random: np.random.Generator, response: Response
    ) -> tuple[list[Rows], list[Rows]]:
        count = len(response.grows)
        edges, days = self.cells.edges, self.crowd.days(stream.covers, self.cells.edges)
        exposure = days / QUARTER * self.crowd.books(edges)
        # Two trials share what nobody knows, so that chance can be told from it.
        rates = np.repeat(stream.pace.rates((count + 1) // 2, random), 2, axis=0)[:count]
        together = stream.pace.quarter_factors((count + 1) // 2, int(self.cells.quarter.max()) + 1, random)
        moved = np.repeat(together, 2, axis=0)[:count][:, self.cells.quarter] * response.grows[:, None]
        mean = rates[:, :, None] * exposure[None] * moved[:, None, :] * (1 + response.padded)
        arrived = stream.pace.arrivals(mean, np.broadcast_to(days / QUARTER, mean.shape), random)
        trial, person, cell = np.nonzero(arrived)
        return self._rows(stream, Arrived(trial, person, cell, arrived[trial, person, cell]), random)

    def _rows(self, stream: Stream, arrived: Arrived, random: np.random.Generator) -> tuple[list[Rows], list[Rows]]:
        """What the acts bring to each window that they fall in, as sums and one by one."""
        day = self._last_days(stream)[arrived.person, arrived.cell]
        turn = random.permutation(len(day))
        owner = np.repeat(np.arange(len(day)), arrived.many)
        picked = random.integers(0, len(stream.brought), len(owner))
        sums: list[Rows] = []
        singly: list[Rows] = []
        for slot, place in self._windows(stream):
            inside = np.isin(arrived.cell, self.cells.inside(slot))
            where = slot.number, stream.targets[place][1]
            if self.alone or slot.number in self.trials.singly:
                mine = inside[owner] & (stream.brought[picked, place] != 0)
                act, which = picked[mine], owner[mine]
                values = (stream.brought[act, place], stream.share[act, place], stream.kept[act, place])
                singly.append([*arrived.rows(which, where), day[which], np.flatnonzero(mine), *values])
            else:
                total = stream.sums(place, arrived.many, owner, picked)
                which = np.flatnonzero(inside & (total != 0))
                sums.append([*arrived.rows(which, where), day[which], turn[which], total[which]])
        return sums, singly

    def _windows(self, stream: Stream) -> Iterator[tuple[Slot, int]]:
        """Windows to come with the place of the target that they are of."""
        for place, (key, _) in enumerate(stream.targets):
            for slot in self.trials.ground.laid.slots:
                if slot.key == key and slot.through > self.cells.edges[0]:
                    yield slot, place

    def _last_days(self, stream: Stream) -> Whole:
        """People x cells: the last day of each on which she is covered, else its last day."""
        edges = self.cells.edges
        last = np.broadcast_to(edges[1:] - 1, (len(self.crowd.roster.people), len(edges) - 1)).copy()
        for cover in stream.covers:
            for number, stretches in self.crowd.coverage.of(cover).items():
                until = min(stretches[-1][1], self.crowd.roster.people[number - 1].employed[1])
                ends = (edges[:-1] < until) & (until < edges[1:])
                last[number - 1, ends] = until - 1
        return last

    def _levels(self, count: int, random: np.random.Generator) -> tuple[list[Rows], list[Rows]]:
        """Metrics of windows to come are those of windows past, each person's own."""
        laid, known = self.trials.ground.laid, _metrics(self.crowd)
        told = {(row[0], row[1], row[2]) for row in laid.table("gauged")}
        levels: list[Rows] = []
        gates: list[Rows] = []
        drawn: dict[tuple[str, str], Whole] = {}

        def values(metric: str, slot: Slot) -> Whole | None:
            if metric not in known:
                return None
            key = (metric, slot.window.key)
            if key not in drawn:
                drawn[key] = _again(known[metric], len(self.crowd.roster.people), count, random)
            return drawn[key]

        for slot in laid.slots:
            if slot.through <= self.cells.edges[0]:
                continue
            standing = np.array([row[1] for row in laid.table("standing") if row[0] == slot.number], dtype=np.int64)
            for part, metric in _gauged(self.trials, slot):
                found = values(metric, slot)
                missing = standing[[(slot.number, part, int(each)) not in told for each in standing]]
                if found is not None and len(missing):
                    levels.append(_each(count, missing, (slot.number, part), found))
            gate = slot.last.incentive.requires
            if gate is not None and gate.metric is not None:
                found = values(gate.metric, slot)
                unknown = np.array([row[1] for row in laid.table("gate") if row[0] == slot.number], dtype=np.int64)
                measured = self.crowd.roster.metrics.get((gate.metric, slot.window), {})
                unknown = unknown[[int(each) not in measured for each in unknown]]
                if found is not None and len(unknown):
                    opened = (found >= float(gate.at_least) * 1e6).astype(np.int64)
                    gates.append(_each(count, unknown, (slot.number,), opened))
        return levels, gates


def cells(trials: Trials, begins: int, quarters: Sequence[int]) -> Cells:
    """`quarters` are the first days of the quarters and the day after the last."""
    end = quarters[-1]
    windows = {edge for slot in trials.ground.laid.slots for edge in (slot.starts, slot.ends)}
    edges = np.array(sorted({begins, end, *(each for each in (*windows, *quarters) if begins < each < end)}))
    return Cells(edges, np.searchsorted(np.asarray(quarters), edges[:-1], side="right") - 1)


def _gauged(trials: Trials, slot: Slot) -> Iterator[tuple[int, str]]:
    """Parts of a slot that are metrics; the incentive's own measure is part 0."""
    promise = trials.ground.laid.book.promise(slot.last, Standing(slot.last.plan.currency))
    measured = [(number, part.measure) for number, part in enumerate(promise.parts, start=1)]
    for number, measure in measured or [(0, promise.measure)]:
        if measure.metric is not None:
            yield number, measure.metric


def _metrics(crowd: Crowd) -> dict[str, dict[int, list[int]]]:
    """Each person's values of each metric, oldest first."""
    found: dict[str, dict[int, list[int]]] = {}
    for (metric, _), values in sorted(crowd.roster.metrics.items(), key=lambda each: (each[0][0], each[0][1])):
        for person, value in sorted(values.items()):
            found.setdefault(metric, {}).setdefault(person, []).append(value)
    return found


def _again(known: dict[int, list[int]], people: int, count: int, random: np.random.Generator) -> Whole:
    """Trials x people: one of her last values; of somebody who has none, anybody's."""
    anybody = np.array([value for values in known.values() for value in values], dtype=np.int64)
    columns = [np.array(known[number][-8:]) if number in known else anybody for number in range(1, people + 1)]
    return np.stack([column[random.integers(0, len(column), count)] for column in columns], axis=1)


def _each(count: int, people: Whole, fixed: tuple[int, ...], values: Whole) -> Rows:
    """A row for each trial and person."""
    trial, person = np.repeat(np.arange(count), len(people)), np.tile(people, count)
    numbers = [np.full(len(trial), number) for number in fixed]
    return [trial, *numbers, person, values[trial, person - 1]]


def _table(name: str, rows: list[Rows]) -> pa.Table:
    columns = SUPPOSED[name].split()
    if not rows:
        return pa.table({column: np.zeros(0, dtype=np.int64) for column in columns})
    return pa.table({column: np.concatenate([each[place] for each in rows]) for place, column in enumerate(columns)})
