"""DuckDB in this process: beside the facts, no server, spills to disk."""

from collections.abc import Sequence
from typing import Any

from sqlglot import exp

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import Compiled
from plaudit.earnings.exact import spelled
from plaudit.earnings.lay import Laid
from plaudit.earnings.tables import TABLES


def text(compiled: Compiled, *, pretty: bool = False) -> str:
    tree = spelled(compiled.tree(), lambda over, under: exp.IntDiv(this=over, expression=under), "HUGEINT")
    return tree.sql(dialect="duckdb", pretty=pretty)


def run(compiled: Compiled, laid: Laid, snapshot: Snapshot) -> list[tuple[Any, ...]]:
    """The rows of the query, in no order."""
    for name in TABLES:
        _load(snapshot, name, laid.table(name))
    return snapshot.con.execute(text(compiled)).fetchall()


def _load(snapshot: Snapshot, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Whole columns travel as lists; that needs neither a file nor another library."""
    columns = TABLES[name].columns
    if not rows:
        return
    snapshot.con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT "
        + ", ".join(f"UNNEST(?::{kind}[]) AS {column}" for column, kind in columns),
        [list(values) for values in zip(*rows, strict=True)],
    )
