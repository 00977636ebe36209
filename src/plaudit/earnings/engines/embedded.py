"""DuckDB in this process: beside the facts, no server, spills to disk."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import Compiled
from plaudit.earnings.engines import out_of_range
from plaudit.earnings.laid import Laid
from plaudit.earnings.tables import TABLES, Table

# Our words in DuckDB: the only place where they are not spelled out by the printer (`exact.py`).
WORDS = """
CREATE OR REPLACE TEMP MACRO WIDE(x) AS CAST(x AS HUGEINT);
CREATE OR REPLACE TEMP MACRO WHOLE(a, b) AS (a // b);
CREATE OR REPLACE TEMP MACRO ROUNDED(n, d) AS (CASE WHEN n < 0 THEN -1 ELSE 1 END * ((2 * ABS(n) + d) // (2 * d)));
CREATE OR REPLACE TEMP MACRO HASHED(t) AS SHA256(t);
"""


# The query already puts the small table on the right of each join and filters each step once. The engine cannot guess
# how many rows a step leaves; where it turns joins round and filters again, ten million activities take a fifth longer.
GUESSES = "build_side_probe_side,cte_filter_pusher"


def run(compiled: Compiled, laid: Laid, snapshot: Snapshot) -> list[tuple[Any, ...]]:
    """The rows of the query, in no order."""
    lay(laid, snapshot)
    return ask(compiled, snapshot, compiled.last, compiled.columns)


def ask(compiled: Compiled, snapshot: Snapshot, step: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The rows of one step of the query."""
    with as_written(snapshot):
        return snapshot.con.execute(compiled.text(step, columns)).fetchall()


def write(compiled: Compiled, snapshot: Snapshot, path: Path) -> None:
    """The lines as a Parquet file, without passing through Python."""
    named = str(path).replace("'", "''")
    with as_written(snapshot):
        snapshot.con.execute(f"COPY ({compiled.text()}) TO '{named}' (FORMAT parquet)")


@contextmanager
def as_written(snapshot: Snapshot) -> Iterator[None]:
    """Meanwhile the engine keeps the order of joins and filters that the steps say.

    Raises Unreadable when a number leaves the exact range.
    """
    snapshot.con.execute(f"SET disabled_optimizers = '{GUESSES}'")
    try:
        yield
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as beyond:
        raise out_of_range() from beyond
    finally:
        snapshot.con.execute("RESET disabled_optimizers")


def lay(laid: Laid, snapshot: Snapshot) -> None:
    """Put the plan tables beside the facts."""
    snapshot.con.execute(WORDS)
    lay_tables(laid, snapshot, (table for name, table in TABLES.items() if there(laid, name)))


def lay_tables(laid: Laid, snapshot: Snapshot, tables: Iterable[Table]) -> None:
    """Whole columns travel as lists, which needs no file and no other library."""
    for table in tables:
        rows = laid.table(table.name)
        values = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in table.columns]
        snapshot.con.execute(
            f"CREATE OR REPLACE TABLE {table.name} AS SELECT "
            + ", ".join(f"UNNEST(?::{kind}[]) AS {column}" for column, kind in table.columns),
            values,
        )


def lay_again(laid: Laid, snapshot: Snapshot, earlier: str) -> None:
    """As `lay`, where all but what a look at the facts showed is what the schema `earlier` says."""
    snapshot.con.execute(WORDS)
    for name, table in TABLES.items():
        if there(laid, name) and name in LOOKED_UP:
            lay_tables(laid, snapshot, (table,))
        elif there(laid, name):
            snapshot.con.execute(f"CREATE VIEW {name} AS SELECT * FROM {earlier}.{name}")


def there(laid: Laid, name: str) -> bool:
    return bool(laid.table(name)) or name in ALWAYS_THERE


ENGINE = run

# Every plan's query reads these, also when nobody is covered or nothing has been settled.
ALWAYS_THERE = frozenset({"slot", "counted", "enrolled", "standing", "segment", "settled"})
LOOKED_UP = frozenset({"fx", "unsound"})
