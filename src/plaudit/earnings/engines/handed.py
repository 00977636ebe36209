"""Facts and plan tables as another engine receives them: only the tables that the query reads, with their types."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from plaudit.activities.facts import Snapshot
from plaudit.earnings.engines import embedded
from plaudit.earnings.laid import Laid


@dataclass(frozen=True, slots=True)
class Handed:
    """A table to hand over: its columns with their DuckDB types."""

    name: str
    columns: tuple[tuple[str, str], ...]


def handed(tree: exp.Expr, laid: Laid, snapshot: Snapshot) -> Iterator[Handed]:
    """Lays the plan tables beside the facts, then names every table that the query reads."""
    embedded.lay(laid, snapshot)
    steps = {step.alias_or_name for step in tree.find_all(exp.CTE)}
    for name in sorted({table.name for table in tree.find_all(exp.Table)} - steps):
        rows = snapshot.con.execute(f'DESCRIBE "{name}"').fetchall()
        yield Handed(name, tuple((row[0], row[1]) for row in rows))
