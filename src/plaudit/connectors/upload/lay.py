"""The uploaded tables as text, and laid over what the database holds, so that all of it is checked together."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from plaudit.activities.known import quoted
from plaudit.connectors.folder.cells import meaning, text
from plaudit.connectors.folder.open_parquet import ROW
from plaudit.connectors.folder.source import Cell, Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def lay(con: "DuckDBPyConnection", source: Source) -> None:
    """`upload.<table>`: each cell as it was typed, in the order of the file."""
    texts = [f"{text(cell)} AS {quoted(cell.column.name)}" for cell in source.cells]
    # A file may leave out a part of the key that is empty in all its rows.
    texts += [_nothing(part) for part in source.table.key if source.cell(part) is None]
    con.execute(f"CREATE TABLE upload.{source.table.name} AS SELECT {', '.join(texts)} FROM {source.relation}")


def over(con: "DuckDBPyConnection", source: Source, stands: Source | None) -> Source:
    """The file's rows first, so that their numbers are the file's, then the known rows of which it says nothing."""
    name = source.table.name
    cells = {cell.column.name: cell for each in (stands, source) if each is not None for cell in each.cells}
    con.execute(f"""CREATE TABLE laid.{name} AS
        SELECT rowid AS {ROW}, {_texts(source, cells)} FROM (SELECT rowid, * FROM upload.{name})""")
    if stands is not None:
        known = f"SELECT {', '.join(_text(stands, column) for column in cells)} FROM given.{name}"
        con.execute(f"INSERT INTO laid.{name} SELECT NULL, g.* FROM ({known}) AS g {_unsaid(source)}")
    found = tuple(Cell(cell.column, quoted(column)) for column, cell in cells.items())
    return Source(source.table, source.path, f"laid.{name}", found)


def _texts(source: Source, columns: Iterable[str]) -> str:
    return ", ".join(quoted(column) if source.cell(column) is not None else _nothing(column) for column in columns)


def _text(stands: Source, column: str) -> str:
    cell = stands.cell(column)
    return _nothing(column) if cell is None else f"{text(cell)} AS {quoted(column)}"


def _nothing(column: str) -> str:
    return f"NULL::VARCHAR AS {quoted(column)}"


def _unsaid(source: Source) -> str:
    """By key; an activity's milestones may be those of a kind that it had before the file corrects it."""
    key = same(source.table.key, "u", "g")
    if source.table.name == "activities":
        dated = f" OR {meaning('instant', 'u.recorded_at')} = {meaning('instant', 'g.recorded_at')}"
        key += f" AND (u.kind = g.kind{dated if source.cell('recorded_at') is not None else ''})"
    return f"WHERE NOT EXISTS (SELECT 1 FROM upload.{source.table.name} AS u WHERE {key})"


def same(columns: Iterable[str], one: str, other: str) -> str:
    # A part of a key may be empty: a program is of a person or of a team.
    parts = [f"{one}.{quoted(column)} IS NOT DISTINCT FROM {other}.{quoted(column)}" for column in columns]
    return " AND ".join(parts)


def too_long(source: Source, lengths: Mapping[str, int]) -> str | None:
    """SQL for the cells that no column of the database holds: `_row, x, which`, as mistakes are looked for."""
    cases = " UNION ALL ".join(
        f"SELECT rowid + 1 AS _row, {quoted(name)} AS x, '{name}' AS which FROM upload.{source.table.name} "
        f"WHERE length({quoted(name)}) > {longest}"
        for name, longest in lengths.items()
        if source.cell(name) is not None
    )
    return cases or None
