"""A Parquet file to a source, or what keeps it from being read."""

from pathlib import Path

import duckdb

from plaudit.activities.known import quoted
from plaudit.connectors.folder.columns import cells, problems
from plaudit.connectors.folder.open_csv import Opened
from plaudit.connectors.folder.source import Source, read_parquet
from plaudit.values.problem import Problem
from plaudit.values.table import Table

# The engine's own column with the place of each row in the file.
ROW = "file_row_number"


def unreadable(path: Path) -> Problem:
    says = f"{path.name} is not a Parquet file that can be read to its end."
    return Problem("file-unreadable", says, "Export it again, or store it as CSV.", file=path.name)


def open_parquet(con: duckdb.DuckDBPyConnection, table: Table, path: Path) -> Opened:
    relation = read_parquet(path)
    try:
        described = con.execute(f"DESCRIBE SELECT * EXCLUDE ({ROW}) FROM {relation}").fetchall()
    except (duckdb.InvalidInputException, duckdb.IOException):
        return Opened(None, (unreadable(path),))
    typed = [(str(name), quoted(str(name)), str(native)) for name, native, *_ in described]
    wrong_columns = tuple(problems(table, typed, path.name))
    if any(problem.stops for problem in wrong_columns):
        return Opened(None, wrong_columns)
    return Opened(Source(table, path, relation, cells(table, typed)), wrong_columns)
