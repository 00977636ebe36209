"""Rows that contradict themselves or each other."""

from collections.abc import Iterator, Mapping

import duckdb

from plaudit.activities.known import Loaded, latest, quoted
from plaudit.connectors.folder.cells import meaning
from plaudit.connectors.folder.explained.mistake import Mistake
from plaudit.connectors.folder.explained.mistyped import SAMPLE, sampled
from plaudit.connectors.folder.load import HISTORY_ORDER, orders
from plaudit.connectors.folder.meant import shown
from plaudit.connectors.folder.source import Source
from plaudit.connectors.folder.spans import MISFITS
from plaudit.values.table import ALWAYS, NEVER, Order

_DIFFER = {
    "grants": (
        "grant-approved-by-giver",
        "A grant is approved by somebody else than who gives it.",
    ),
    "rates": ("rate-of-itself", "Take the row out: a currency is always worth itself."),
}


def misfits(con: duckdb.DuckDBPyConnection, source: Source, sources: Mapping[str, Source]) -> Iterator[Mistake]:
    names = {cell.column.name for cell in source.cells}
    for order in orders(source.table):
        if {order.first, order.then} <= names:
            yield from _reversed(con, source, order)
    for first, second in source.table.differ:
        yield from _same(con, source, first, second)
    if set(source.table.key) <= names:
        yield from _contradicting(con, source)
    if source.table.name == "positions" and "people" in sources:
        yield from _spans(con, sources)


def _reversed(con: duckdb.DuckDBPyConnection, source: Source, order: Order) -> Iterator[Mistake]:
    first, then = quoted(order.first), quoted(order.then)
    table = source.table.name
    wrong = f"""SELECT g._row, r.{then} || '|' || r.{first} AS x, 0 AS which FROM good.{table} AS g
        JOIN raw.{table} AS r USING (_row) WHERE g.{then} {"<=" if order.strictly else "<"} g.{first}"""
    for row, typed, _, more in sampled(con, wrong):
        later, earlier = str(typed).split("|")
        says = f"{order.then} is {later}, but {order.first} is {earlier}."
        if order == HISTORY_ORDER:
            code, remedy = "withdrawn-before-recorded", "A row is withdrawn after it was recorded, or at that moment."
        elif order.strictly:
            code, remedy = "days-reversed", f"{order.then} is the day after the last one, so it must be later."
        else:
            code, remedy = "days-reversed", f"{order.then} may not be before {order.first}."
        yield Mistake(row, code, says, remedy, more=more)


def _same(con: duckdb.DuckDBPyConnection, source: Source, first: str, second: str) -> Iterator[Mistake]:
    code, remedy = _DIFFER[source.table.name]
    wrong = f"""SELECT _row, {quoted(first)} AS x, 0 AS which FROM raw.{source.table.name}
        WHERE {quoted(first)} = {quoted(second)}"""
    for row, typed, _, more in sampled(con, wrong):
        yield Mistake(row, code, f"{first} and {second} are both {shown(str(typed))}.", remedy, more=more)


def _contradicting(con: duckdb.DuckDBPyConnection, source: Source) -> Iterator[Mistake]:
    """Rows of one key that differ, learned at one moment, or with nothing said about when."""
    names = [cell.column.name for cell in source.cells]
    meanings = {cell.column.name: meaning(cell.column.kind, quoted(cell.column.name)) for cell in source.cells}
    key = ", ".join(meanings[part] for part in source.table.key)
    learned = meanings.get("recorded_at", "NULL")
    whole = ", ".join(f"coalesce({meanings[name]}, '')" for name in names)
    wrong = f"""SELECT _row, first_value(_row) OVER w AS x, 0 AS which, first_value(whole) OVER w AS first, whole
        FROM (SELECT *, {learned} AS _learned, concat_ws(chr(31), {whole}) AS whole FROM raw.{source.table.name})
        WINDOW w AS (PARTITION BY {key}, _learned ORDER BY _row)"""
    rows = con.execute(f"""SELECT _row, x, count(*) OVER (), string_split(first, chr(31)), string_split(whole, chr(31))
        FROM ({wrong}) WHERE first <> whole ORDER BY _row LIMIT {SAMPLE}""").fetchall()
    for place, (row, first, total, before, after) in enumerate(rows):
        differing = [name for name, old, new in zip(names, before, after, strict=True) if old != new]
        says = f"This row has the key of {{line}} and another {' and '.join(differing)}."
        remedy = "Keep the one that is right, or give the later one a later recorded_at."
        more = max(total - SAMPLE, 0) if place + 1 == len(rows) else 0
        yield Mistake(row, "rows-contradict", says, remedy, other=int(first), more=more)


def _spans(con: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> Iterator[Mistake]:
    relations = {name: _latest(sources[name]) for name in ("people", "positions")}
    for misfit in MISFITS:
        query = misfit.query.format(**relations, person="key", never=NEVER, always=ALWAYS)
        for person, day, other in con.execute(query).fetchall():
            row = _position(con, person, day)
            if other is None:
                yield Mistake(row, misfit.code, misfit.says.format(person=person), misfit.remedy)
            else:
                earlier = _position(con, person, other)
                yield Mistake(row, misfit.code, misfit.says.format(person=person), misfit.remedy, other=earlier)


def _latest(source: Source) -> str:
    readable = " AND ".join(f"{quoted(part)} IS NOT NULL" for part in source.table.key)
    loaded = Loaded(source.table, tuple(cell.column.name for cell in source.cells))
    return latest(loaded, f"(SELECT * FROM good.{source.table.name} WHERE {readable})")


def _position(con: duckdb.DuckDBPyConnection, person: str, day: int) -> int:
    query = 'SELECT max(_row) FROM good.positions WHERE person = ? AND "from" = ?'
    row: int = con.execute(query, [person, day]).fetchall()[0][0]
    return row
