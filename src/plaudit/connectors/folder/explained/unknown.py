"""Keys that no table has, and milestones that no activity of that kind reaches."""

from collections.abc import Iterator, Mapping

import duckdb

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.known import NUMBERS, quoted
from plaudit.connectors.folder.explained.mistake import Mistake
from plaudit.connectors.folder.explained.mistyped import sampled
from plaudit.connectors.folder.meant import MOST, meant, shown
from plaudit.connectors.folder.source import Source


def unknown(
    con: duckdb.DuckDBPyConnection, source: Source, sources: Mapping[str, Source], catalogue: Catalogue
) -> Iterator[Mistake]:
    for cell in source.cells:
        refers = cell.column.refers
        if refers in sources:
            yield from _keys(con, source, cell.column.name, sources[str(refers)])
    if source.table.name == "milestones" and "activities" in sources:
        yield from _milestones(con, catalogue)


def _keys(con: duckdb.DuckDBPyConnection, source: Source, column: str, owner: Source) -> Iterator[Mistake]:
    x, table = quoted(column), owner.table.name
    wrong = f"""SELECT _row, {x} AS x, 0 AS which FROM raw.{source.table.name} AS s
        ANTI JOIN raw.{table} AS o ON o.key = s.{x} WHERE {x} IS NOT NULL"""
    found = list(sampled(con, wrong))
    names = _names(con, table) if found else ()
    for row, typed, _, more in found:
        key = str(typed)
        near = meant(key, names)
        also = f"Do you mean {near}? Otherwise add" if near else "Add"
        says = f"{column} is {shown(key)}, which is not in {owner.file}."
        remedy = f"{also} it to {owner.file}, or take this row out."
        yield Mistake(row, f"{NUMBERS[table]}-unknown", says, remedy, more=more)


def _names(con: duckdb.DuckDBPyConnection, table: str) -> tuple[str, ...]:
    """The keys to choose a suggestion from; of very many, none."""
    query = f"SELECT DISTINCT key FROM raw.{table} WHERE key IS NOT NULL ORDER BY key LIMIT {MOST + 1}"
    names = tuple(key for (key,) in con.execute(query).fetchall())
    return names if len(names) <= MOST else ()


def _milestones(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Iterator[Mistake]:
    """An activity that was corrected may have been of several kinds: any of them will do."""
    con.execute("CREATE OR REPLACE TEMP TABLE reached (kind VARCHAR, milestone VARCHAR)")
    con.executemany("INSERT INTO reached VALUES (?, ?)", [(k.kind, step) for k in catalogue.kinds for step in k.steps])
    wrong = """SELECT m._row, m.milestone AS x, a.kind AS which FROM raw.milestones AS m
        JOIN (SELECT key, min(kind) AS kind FROM raw.activities GROUP BY key) AS a ON a.key = m.activity
        WHERE m.milestone IS NOT NULL AND a.kind IN (SELECT kind FROM reached) AND NOT EXISTS (
            SELECT 1 FROM raw.activities AS o JOIN reached AS r USING (kind)
            WHERE o.key = m.activity AND r.milestone = m.milestone)"""
    for row, typed, kind, more in sampled(con, wrong):
        found = catalogue.find(str(kind))
        steps = found.steps if found is not None else ()
        near = meant(str(typed), steps)
        says = f"milestone is {shown(str(typed))}, which no {kind} reaches."
        advice = f"Do you mean {near}? " if near else ""
        yield Mistake(
            row, "milestone-unknown", says, f"{advice}The milestones of a {kind} are {', '.join(steps)}.", more=more
        )
