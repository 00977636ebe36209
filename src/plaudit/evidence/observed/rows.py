"""Columns of a table of facts as arrays, as the rows were known at the end of a day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from plaudit.activities.facts import Facts
from plaudit.activities.known import known, quoted
from plaudit.values.period import day, day_number

# A day that is not there.
NO_DAY = -(1 << 40)
Days = NDArray[np.int64]
Numbers = NDArray[np.float64]
Words = NDArray[np.object_]
Columns = dict[str, "NDArray[np.int64] | NDArray[np.float64] | NDArray[np.object_]"]


def rows(facts: Facts, name: str, snapshot: date | None) -> str:
    """SQL for the rows of a table that were known when the day ended; rows of no known moment always were.

    On the last day that the facts tell of, or later, all that was learned since belongs to it.
    """
    last = None if snapshot is None else last_day(facts)
    if snapshot is None or last is None or snapshot >= last:
        return known(facts.loaded[name], None)
    return known(facts.loaded[name], datetime.combine(snapshot + timedelta(days=1), time(), UTC))


def there(facts: Facts, *names: str) -> bool:
    return all(name in facts.loaded and facts.loaded[name].there for name in names)


def has(facts: Facts, name: str, column: str) -> bool:
    return there(facts, name) and column in facts.loaded[name].columns


def key(facts: Facts, table: str, column: str, alias: str) -> str:
    """SQL for a key as it is written, where the table keeps the number of the row it refers to."""
    found = facts.loaded[table].table.find(column)
    refers = None if found is None else found.refers
    if refers is None or not has(facts, table, column):
        return f"{alias}.{quoted(column)}::VARCHAR"
    number = {"people": "person", "accounts": "account", "contacts": "contact", "activities": "activity"}
    numbered = number.get(refers, "deal")
    return (
        f"(SELECT any_value(k.key) FROM facts.{refers} AS k WHERE k.{numbered} = {alias}.{quoted(column)})"
        if facts.loaded[refers].there
        else f"{alias}.{quoted(column)}::VARCHAR"
    )


def arrays(facts: Facts, query: str) -> list[tuple[object, ...]]:
    """Small results as rows."""
    return facts.con.execute(query).fetchall()


def days(facts: Facts, query: str, names: Sequence[str]) -> dict[str, Days]:
    """Large results as arrays of whole numbers; nothing is NO_DAY."""
    selected = ", ".join(f"coalesce({name}::BIGINT, {NO_DAY}) AS {name}" for name in names)
    found = facts.con.execute(f"SELECT {selected} FROM ({query})").fetchnumpy()
    return {name: np.asarray(found[name], dtype=np.int64) for name in names}


def last_day(facts: Facts) -> date | None:
    """The latest day that the facts tell of: nobody asks the clock."""
    asked = {
        "activities": ("opened_on",),
        "milestones": ("on",),
        "deals": ("created_on", "demo_on", "won_on", "lost_on"),
        "asks": ("on",),
        "exposures": ("on",),
    }
    selects = [
        f"SELECT max({quoted(column)}) FROM facts.{name}"
        for name, columns in asked.items()
        for column in columns
        if has(facts, name, column)
    ]
    if not selects:
        return None
    latest = facts.con.execute(f"SELECT max(x) FROM ({' UNION ALL '.join(selects)}) AS t(x)").fetchall()[0][0]
    return None if latest is None else day(int(latest))


def number(of: date) -> int:
    return day_number(of)
