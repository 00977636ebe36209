"""The slow second pass: every mistake in the files that could be opened, each with its line, the facts and a remedy."""

from collections.abc import Iterable, Iterator, Mapping

import duckdb

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.known import quoted
from plaudit.connectors.folder.cells import READINGS, text
from plaudit.connectors.folder.explained.misfits import misfits
from plaudit.connectors.folder.explained.mistake import Mistake
from plaudit.connectors.folder.explained.mistyped import mistyped
from plaudit.connectors.folder.explained.unknown import unknown
from plaudit.connectors.folder.open_csv import Opened, mapped
from plaudit.connectors.folder.open_parquet import ROW, unreadable
from plaudit.connectors.folder.source import Source
from plaudit.connectors.folder.structure import lines
from plaudit.values.problem import Problem

# So many of one code in one file are listed; of the rest the number is said.
LISTED = 50


def explain(con: duckdb.DuckDBPyConnection, opened: Mapping[str, Opened], catalogue: Catalogue) -> tuple[Problem, ...]:
    sources = {name: each.source for name, each in opened.items() if each.source is not None}
    damaged = tuple(problem for source in sources.values() if source.parquet for problem in _damaged(con, source))
    if damaged:
        return damaged
    con.execute("CREATE SCHEMA raw; CREATE SCHEMA good")
    for source in sources.values():
        con.execute(_laid(source))
    found: list[Problem] = []
    for name, source in sources.items():
        mistakes = [
            *mistyped(con, source, catalogue),
            *unknown(con, source, sources, catalogue),
            *misfits(con, source, sources),
        ]
        found += placed(opened[name], source, mistakes)
    return tuple(found)


def _damaged(con: duckdb.DuckDBPyConnection, source: Source) -> Iterator[Problem]:
    """A file may end well and break inside: pages that cannot be unpacked, text that is not UTF-8."""
    every = ", ".join(f"max({cell.sql}::VARCHAR)" for cell in source.cells)
    try:
        con.execute(f"SELECT {every} FROM {source.relation}").fetchall()
    except (duckdb.InvalidInputException, duckdb.IOException):
        yield unreadable(source.path)


def _laid(source: Source) -> str:
    """`raw` has each cell as text and the row it stands in, `good` its value, or nothing where it has none."""
    name = source.table.name
    texts = ", ".join(f"{text(cell)} AS {quoted(cell.column.name)}" for cell in source.cells)
    values = ", ".join(
        f"CASE WHEN {reading.holds.format(x=x)} THEN {reading.value.format(x=x)} END AS {x}"
        for cell in source.cells
        for reading, x in [(READINGS[cell.column.kind], quoted(cell.column.name))]
    )
    good = f"CREATE VIEW good.{name} AS SELECT _row, {values} FROM raw.{name}"
    if source.parquet:
        return f"CREATE VIEW raw.{name} AS SELECT {ROW} + 1 AS _row, {texts} FROM {source.relation}; {good}"
    # Rows of a table keep the order of the file, which the lines are counted by.
    return f"""CREATE TABLE raw.{name}_text AS SELECT {texts} FROM {source.relation};
        CREATE VIEW raw.{name} AS SELECT rowid + 1 AS _row, * FROM raw.{name}_text; {good}"""


def placed(opened: Opened, source: Source, mistakes: list[Mistake]) -> Iterator[Problem]:
    """The first of each code with their lines, and how many more there are."""
    counts: dict[str, int] = {}
    for mistake in mistakes:
        counts[mistake.code] = counts.get(mistake.code, 0) + mistake.more + 1
    listed = list(_first(sorted(mistakes)))
    line = _lines(opened, source, [row for mistake in listed for row in (mistake.row, mistake.other) if row])
    for mistake in listed:
        yield mistake.problem(source.file, line)
    for code, count in counts.items():
        if count > LISTED:
            says = f"{source.file} has {count - LISTED:,} more problems of this kind."
            yield Problem(
                code, says, "Correct those listed; what is right for them is right for these.", file=source.file
            )


def _first(mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
    listed: dict[str, int] = {}
    for mistake in mistakes:
        listed[mistake.code] = listed.get(mistake.code, 0) + 1
        if listed[mistake.code] <= LISTED:
            yield mistake


def _lines(opened: Opened, source: Source, rows: list[int]) -> Mapping[int, int]:
    """A Parquet file has no lines: its rows are counted instead, from 1."""
    if opened.shape is None:
        return {row: row for row in rows if source.parquet}
    with mapped(source.path) as content:
        return lines(content, opened.shape, rows)
