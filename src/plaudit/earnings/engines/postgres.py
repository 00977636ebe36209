"""PostgreSQL: the facts and plan tables travel by COPY into temporary tables, and the same query runs over them."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import Compiled
from plaudit.earnings.dialects.postgres import DIALECT
from plaudit.earnings.engines import out_of_range
from plaudit.earnings.engines.handed import Handed, handed
from plaudit.earnings.laid import Laid
from plaudit.values.refused import Refused

BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server by its DSN; raises Refused when it cannot be reached."""

    dsn: str

    def __call__(self, compiled: Compiled, laid: Laid, snapshot: Snapshot) -> list[tuple[Any, ...]]:
        return run(compiled, laid, snapshot, self.dsn)


def run(compiled: Compiled, laid: Laid, snapshot: Snapshot, dsn: str) -> list[tuple[Any, ...]]:
    """Everything happens in one transaction that is rolled back: nothing stays on the server.

    Raises Unreadable when a number leaves the exact range.
    """
    tree = compiled.tree()
    try:
        connection = psycopg.connect(dsn)
    except psycopg.OperationalError as unreachable:
        raise Refused("postgres-unreachable", f"PostgreSQL did not answer: {unreachable}") from unreachable
    with connection, connection.cursor() as cursor:
        for table in handed(tree, laid, snapshot):
            _copy(cursor, table, snapshot)
        # Steps carry no statistics, so the planner would take one row for certain and loop for minutes.
        cursor.execute("SET LOCAL enable_nestloop = off")
        try:
            cursor.execute(DIALECT.text(tree).encode())
        except psycopg.errors.NumericValueOutOfRange as beyond:
            raise out_of_range() from beyond
        rows = [tuple(_whole(value) for value in row) for row in cursor.fetchall()]
        connection.rollback()
    return rows


def _copy(cursor: psycopg.Cursor[tuple[Any, ...]], table: Handed, snapshot: Snapshot) -> None:
    name = sql.Identifier(table.name)
    # Text compares by its bytes, as everywhere (rule 1).
    columns = [
        sql.SQL("{} {}").format(
            sql.Identifier(column), sql.SQL('TEXT COLLATE "C"' if kind == "VARCHAR" else _type(kind))
        )
        for column, kind in table.columns
    ]
    cursor.execute(sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(name, sql.SQL(", ").join(columns)))
    rows = snapshot.con.execute(f'SELECT * FROM "{table.name}"')
    with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy:
        while batch := rows.fetchmany(BATCH):
            for row in batch:
                copy.write_row(row)
    cursor.execute(sql.SQL("ANALYZE {}").format(name))


def _type(kind: str) -> str:
    return "NUMERIC(38, 0)" if kind == "HUGEINT" else kind


def _whole(value: object) -> object:
    """Sums and quotients come back as numerics without decimals."""
    return value if value is None or isinstance(value, (int, str)) else int(str(value))
