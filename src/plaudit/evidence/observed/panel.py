"""Acts by unit (a person or an account) and period, with how many accounts could have been asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from plaudit.activities.facts import Facts
from plaudit.activities.known import literal
from plaudit.evidence.observed.rows import NO_DAY, has, number, rows, there
from plaudit.values.period import Period, day, windows

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Acts:
    """One row an act: whose it is (a place in `units`) and its day."""

    units: tuple[str, ...]
    unit: NDArray[np.int64]
    on: NDArray[np.int64]


def acts(facts: Facts, snapshot: date, kinds: Sequence[str], milestone: str | None, of: str = "person") -> Acts | None:
    """By the day the activity was opened, or reached the milestone; None when the folder has no activities."""
    if not has(facts, "activities", of):
        return None
    activities = rows(facts, "activities", snapshot)
    listed = ", ".join(literal(kind) for kind in kinds)
    where = f"AND a.kind IN ({listed})" if kinds else ""
    table = {"person": "people", "account": "accounts"}[of]
    named = f"coalesce(p.key, a.{of}::VARCHAR)" if there(facts, table) else f"a.{of}::VARCHAR"
    join = f"LEFT JOIN facts.{table} AS p ON p.{of} = a.{of}" if there(facts, table) else ""
    on, source = "a.opened_on", f"{activities} AS a"
    if milestone is not None:
        on = 'm."on"'
        source = f"""{rows(facts, "milestones", snapshot)} AS m JOIN {activities} AS a USING (activity)
            JOIN facts.step AS s ON s.step = m.step AND s.milestone = {literal(milestone)}"""
    query = f"""SELECT {named} AS unit, {on} AS day FROM {source} {join}
        WHERE a.{of} IS NOT NULL AND {on} <= {number(snapshot)} {where}"""
    facts.con.execute(f"CREATE OR REPLACE TEMP TABLE acts_now AS {query}")
    names = [str(name) for (name,) in facts.con.execute("SELECT DISTINCT unit FROM acts_now ORDER BY 1").fetchall()]
    found = facts.con.execute("SELECT dense_rank() OVER (ORDER BY unit) - 1 AS unit, day FROM acts_now").fetchnumpy()
    return Acts(tuple(names), np.asarray(found["unit"], np.int64), np.asarray(found["day"], np.int64))


def months(start: date, end: date) -> list[int]:
    """First days of the months that lie whole in [start, end), and the day after the last."""
    if start >= end:
        return []
    found = [each for each in windows("month", Period(start, end)) if each.start >= start and each.end <= end]
    return [*(number(each.start) for each in found), number(found[-1].end)] if found else []


def counted(known: Acts, units: Sequence[str], edges: Sequence[int]) -> Array:
    """Units x periods; a unit without an act has zeros."""
    place = {name: row for row, name in enumerate(units)}
    row = (
        np.array([place.get(name, -1) for name in known.units], dtype=np.int64)[known.unit]
        if known.units
        else known.unit
    )
    column = np.searchsorted(np.asarray(edges), known.on, side="right") - 1
    inside = (row >= 0) & (column >= 0) & (column < len(edges) - 1)
    flat = np.bincount(row[inside] * (len(edges) - 1) + column[inside], minlength=len(units) * (len(edges) - 1))
    return flat.reshape(len(units), len(edges) - 1).astype(float)


def held(facts: Facts, units: Sequence[str], edges: Sequence[int], snapshot: date) -> Array:
    """Accounts that each held in the middle of each period; ones where nobody says who holds what."""
    found = np.zeros((len(units), len(edges) - 1))
    if not there(facts, "holdings", "people"):
        return np.ones_like(found)
    query = f"""SELECT p.key, h."from", coalesce(h."to", {-NO_DAY}), h.share / 1e6
        FROM {rows(facts, "holdings", snapshot)} AS h JOIN facts.people AS p ON p.person = h.person"""
    place = {name: row for row, name in enumerate(units)}
    middles = (np.asarray(edges[:-1]) + np.asarray(edges[1:])) / 2
    for key, start, end, share in facts.con.execute(query).fetchall():
        if key in place:
            found[place[key]] += np.where(
                (middles >= start) & (middles < end), share if share is not None else 1.0, 0.0
            )
    return found


def whole_time(facts: Facts, first: int, last: int) -> dict[str, str | None]:
    """People employed on all those days, with their team; of the role that most acts come from."""
    if not there(facts, "people"):
        return {}
    people = rows(facts, "people", None)
    role = facts.con.execute(
        f"SELECT role FROM acts_now JOIN {people} ON key = unit GROUP BY role ORDER BY count(*) DESC, role LIMIT 1"
    ).fetchall()
    query = f"""SELECT key, team FROM {people} WHERE role = ?
        AND coalesce(starts_on, {first}) <= {first} AND coalesce(ends_on, {last}) >= {last} ORDER BY key"""
    return dict(facts.con.execute(query, [role[0][0] if role else None]).fetchall())


def first_day(known: Acts) -> date:
    """The first act's; one in the first week of a month is taken for the start of that month."""
    first = day(int(known.on.min()))
    return first.replace(day=1) if first.day <= 7 else first


def after(snapshot: date) -> date:
    return snapshot + timedelta(days=1)
