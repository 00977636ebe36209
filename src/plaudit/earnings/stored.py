"""Stored acts: after a late fact, only the units it touches are calculated again.

What is stored is the step `matched`: each credited act under each rule, by itself. Everything after it (room by
account, measures, curves, limits, ranks) is the same query over the units that are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from plaudit.activities.facts import Snapshot
from plaudit.activities.learned import learned
from plaudit.earnings.calculate import Question
from plaudit.earnings.compile import Compiled, compile_plan
from plaudit.earnings.curvebook import CurveBook
from plaudit.earnings.engines import embedded
from plaudit.earnings.ground import Ground
from plaudit.earnings.laid import Laid
from plaudit.earnings.prepare import again, prepare
from plaudit.earnings.spread import Unit
from plaudit.earnings.tables import TABLES
from plaudit.values.curve import Curve

Rows = list[tuple[Any, ...]]
MATCHED = "stored_matched"
# Facts that many acts or whole windows read: when one of these is learned, everything is calculated again.
ANEW = frozenset({"accounts", "contacts", "champions", "rates"})


@dataclass(frozen=True, slots=True)
class Stored:
    """The acts of a question as known at a moment; what closes have settled is not looked at here."""

    question: Question
    snapshot: Snapshot
    ground: Ground
    compiled: Compiled

    def lines(self, units: frozenset[Unit]) -> Rows:
        """The rows of the query for these units only, in no order; nothing else of the plan tables is read."""
        read = sorted(_read_with(self.ground.laid, units))
        self.snapshot.con.execute(
            "CREATE OR REPLACE TEMP TABLE wanted AS "
            "SELECT UNNEST(?::INTEGER[]) AS slot, UNNEST(?::INTEGER[]) AS person",
            [[slot for slot, _ in read], [person for _, person in read]],
        )
        schema = self.snapshot.schema
        narrow = self.compiled.reading("matched", _of_wanted(f"{schema}.{MATCHED}", ("slot", "person")))
        for name, table in TABLES.items():
            by = tuple(column for column, _ in table.columns if column in {"slot", "person"})
            if "slot" in by and embedded.there(self.ground.laid, name):
                narrow = narrow.over(name, _of_wanted(f"{schema}.{name}", by))
        rows = embedded.ask(narrow, self.snapshot, "lines", self.compiled.columns)
        return [row for row in rows if (row[0], row[1]) in units]

    def renewed(self, at: datetime | None) -> "tuple[Stored, frozenset[Unit]]":
        """The acts as known at a later moment, and the units that what was learned since has touched.

        Where only activities were learned of, nothing else is looked at.
        """
        since = learned(self.question.facts, self.question.as_of, at)
        if since.only_acts:
            return self._with_acts(at, since.activities)
        return self._anew(at) if since.tables & ANEW else self._compared(at)

    def _anew(self, at: datetime | None) -> "tuple[Stored, frozenset[Unit]]":
        later = store(replace(self.question, as_of=at))
        return later, self.everybody() | later.everybody()

    def _with_acts(self, at: datetime | None, changed: Sequence[int]) -> "tuple[Stored, frozenset[Unit]]":
        question, before = self.question, self.snapshot.schema
        snapshot = question.facts.later(self.snapshot, at, question.plan.calendar.time_zone, changed)
        ground = again(self.ground, snapshot, before)
        if ground.has("fx") and not self.ground.has("fx"):
            # The acts that are stored know of no rates.
            return self._anew(at)
        embedded.lay_again(ground.laid, snapshot, before)
        later = Stored(replace(question, as_of=at), snapshot, ground, compile_plan(ground))
        snapshot.con.execute(f"CREATE TABLE fresh AS {later.compiled.text('matched', ('*',))}")
        as_before = f"SELECT * FROM {before}.{MATCHED} ANTI JOIN learned USING (activity)"
        snapshot.con.execute(f"CREATE VIEW {MATCHED} AS {as_before} UNION ALL BY NAME SELECT * FROM fresh")
        fresh = snapshot.con.execute("SELECT DISTINCT slot, person FROM fresh").fetchall()
        return later, widened(ground.laid, {*self.units_of(changed), *fresh})

    def _compared(self, at: datetime | None) -> "tuple[Stored, frozenset[Unit]]":
        """People, targets and the like may touch any unit, so both moments are compared in full."""
        later = _known(replace(self.question, as_of=at), self.ground.laid.book)
        con = later.snapshot.con
        con.execute(f"CREATE TABLE {MATCHED} AS SELECT * FROM {self.snapshot.schema}.{MATCHED}")
        moved = frozenset(_moved(self.ground.laid, later.ground.laid))
        changed = sorted({*changed_activities(self.snapshot, later.snapshot), *later.activities_of(moved)})
        touched = moved | later.units_of(changed)
        con.execute(f"DELETE FROM {MATCHED} WHERE activity IN (SELECT UNNEST(?::INTEGER[]))", [changed])
        con.execute(f"INSERT INTO {MATCHED} BY NAME {later.compiled.among('reached', changed).text('matched', ('*',))}")
        return later, widened(later.ground.laid, touched | later.units_of(changed))

    def everybody(self) -> frozenset[Unit]:
        enrolled = {(row[0], row[2]) for row in self.ground.laid.table("enrolled")}
        rows = self.snapshot.con.execute(f"SELECT DISTINCT slot, person FROM {MATCHED}").fetchall()
        return frozenset(enrolled | {(slot, person) for slot, person in rows})

    def units_of(self, activities: Sequence[int]) -> frozenset[Unit]:
        rows = self.snapshot.con.execute(
            f"SELECT DISTINCT slot, person FROM {MATCHED} WHERE activity IN (SELECT UNNEST(?::INTEGER[]))", [activities]
        ).fetchall()
        return frozenset((slot, person) for slot, person in rows)

    def activities_of(self, units: frozenset[Unit]) -> set[int]:
        rows = self.snapshot.con.execute(
            f"SELECT DISTINCT activity FROM {MATCHED} WHERE (slot, person) IN "
            "(SELECT (UNNEST(?::INTEGER[]), UNNEST(?::INTEGER[])))",
            [[slot for slot, _ in units], [person for _, person in units]],
        ).fetchall()
        return {row[0] for row in rows}


def _of_wanted(table: str, by: tuple[str, ...]) -> str:
    same = " AND ".join(f"w.{column} = t.{column}" for column in by)
    return f"SELECT t.* FROM {table} AS t SEMI JOIN wanted AS w ON {same}"


def _known(question: Question, book: CurveBook | None) -> Stored:
    snapshot = question.known(question.as_of)
    ground = replace(prepare(question.versions, snapshot, question.period, book=book), once=False)
    embedded.lay(ground.laid, snapshot)
    return Stored(question, snapshot, ground, compile_plan(ground))


def store(question: Question) -> Stored:
    """Calculate every credited act once and keep it, in the order in which units are read."""
    stored = _known(question, None)
    acts = stored.compiled.text("matched", ("*",))
    stored.snapshot.con.execute(f"CREATE TABLE {MATCHED} AS SELECT * FROM ({acts}) AS m ORDER BY slot, person, day")
    return stored


def changed_activities(before: Snapshot, after: Snapshot) -> list[int]:
    """Activities of which any row, credit or holder is not the same at both moments."""
    was, now = before.schema, after.schema
    differing = " UNION ".join(
        f"SELECT activity FROM ((SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table})) AS d"
        for table in ("activity", "milestone", "credit")
        for one, other in ((was, now), (now, was))
    )
    held = " UNION ".join(
        f"SELECT account FROM ((SELECT * FROM {one}.holding EXCEPT SELECT * FROM {other}.holding)) AS d"
        for one, other in ((was, now), (now, was))
    )
    query = (
        f"SELECT activity FROM ({differing}) AS a UNION SELECT activity FROM {now}.activity WHERE account IN ({held})"
    )
    return sorted(row[0] for row in after.con.execute(query).fetchall())


def widened(laid: Laid, touched: Iterable[Unit]) -> frozenset[Unit]:
    """To readers of gates; to everybody for prizes, budgets and room by account; to all windows for draws."""
    found = set(touched)
    found |= {(slot, person) for slot, person, reads, *_ in laid.table("gate") if (reads, person) in found}
    found |= {(row[0], unit[1]) for row in laid.table("contest") for unit in list(found) if row[4] == unit[0]}
    shared = {slot for slot in {unit[0] for unit in found} if _shares(laid, slot)}
    pools = {row[1] for name in ("budget", "prorated") for row in laid.table(name) if row[0] in shared}
    shared |= {row[0] for name in ("budget", "prorated") for row in laid.table(name) if row[1] in pools}
    if laid.table("plan_budget"):
        shared = {slot.number for slot in laid.slots}
    found |= {(slot, row.person) for slot in shared for row in laid.rolls[slot].enrolled}
    return frozenset(found | set(_of_draws(laid, found)))


def _read_with(laid: Laid, units: frozenset[Unit]) -> frozenset[Unit]:
    """The units whose acts must be read for these: what a gate reads, the window that a contest improves on."""
    gates = {(row[2], row[1]) for row in laid.table("gate") if (row[0], row[1]) in units and row[2] is not None}
    slots = {slot for slot, _ in units}
    before = {row[4] for row in laid.table("contest") if row[0] in slots and row[4] is not None}
    return units | gates | {(slot, row.person) for slot in before for row in laid.rolls[slot].enrolled}


def _shares(laid: Laid, number: int) -> bool:
    limits = laid.slot(number).last.incentive.limits
    pooled = limits.budget is not None or limits.per_account is not None or limits.per_contact is not None
    return pooled or any(row[0] == number for row in laid.table("contest"))


def _of_draws(laid: Laid, found: set[Unit]) -> Iterable[Unit]:
    """A balance runs through all windows of a person."""
    incentives = {(laid.slot(slot).incentive, person) for slot, person in found}
    for row in laid.table("drawn"):
        if (laid.slot(row[0]).incentive, row[1]) in incentives:
            yield row[0], row[1]


PEOPLE = {"enrolled": 2, "standing": 1, "gauged": 2, "floored": 1, "drawn": 1, "granted": 1, "gate": 1, "grouped": 1}


def _moved(before: Laid, after: Laid) -> Iterable[Unit]:
    """Units whose coverage, target, metric, guarantee, draw, grant or gate is not the same at both moments."""
    curves = [{number: curve for curve, number in laid.book.numbers.items()} for laid in (before, after)]
    for name, person in PEOPLE.items():
        was = {_meant(name, row, curves[0]) for row in before.table(name)}
        now = {_meant(name, row, curves[1]) for row in after.table(name)}
        yield from ((row[0], row[person]) for row in was ^ now)


def _meant(name: str, row: tuple[Any, ...], curves: Mapping[int, Curve]) -> tuple[Any, ...]:
    """A row with its curve in place of the curve's number, which is counted anew each time."""
    return (*row[:-1], curves[row[-1]]) if name in {"enrolled", "standing"} else row
