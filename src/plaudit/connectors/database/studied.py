"""What the database holds of the tables that studies alone read, as sources beside the others."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from plaudit.activities.known import literal, quoted
from plaudit.activities.outside import TABLES
from plaudit.connectors.database.place import Reading
from plaudit.connectors.folder.source import Cell, Source
from plaudit.values.table import RECORDED, RETRACTED, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def studied(con: "DuckDBPyConnection", database: Reading) -> Mapping[str, Source]:
    """Fills `given` with each table that has rows; its cells are text, as they were written."""
    sources = {table.name: _source(con, database, table) for table in TABLES}
    return {name: source for name, source in sources.items() if source is not None}


def _source(con: "DuckDBPyConnection", database: Reading, table: Table) -> Source | None:
    arrow = database.table(
        f"""SELECT id, arrival_id, recorded_at, retracted_at, CAST("row" AS TEXT) AS "row" FROM outside
        WHERE "table" = {literal(table.name)}"""
    )
    if arrow.num_rows == 0:
        return None
    con.register("arriving", arrow)
    texts = [f"json_extract_string(\"row\", '$.{each.name}') AS {quoted(each.name)}" for each in table.columns]
    con.execute(f"""CREATE TABLE given.{table.name} AS SELECT id AS _id, arrival_id AS _arrival,
        recorded_at::VARCHAR::TIMESTAMP AS recorded_at, retracted_at::VARCHAR::TIMESTAMP AS retracted_at,
        {", ".join(texts)} FROM arriving""")
    con.unregister("arriving")
    cells = [Cell(column, quoted(column.name)) for column in table.columns]
    cells += [Cell(column, quoted(column.name), "TIMESTAMP") for column in (RECORDED, RETRACTED)]
    return Source(table, Path(table.name), f"given.{table.name}", tuple(cells))
