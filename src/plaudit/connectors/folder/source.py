"""A file of the data folder that can be read: how each of its columns is named in SQL, and of what type it is."""

import re
from dataclasses import dataclass
from pathlib import Path

from plaudit.values.table import HISTORY, Column, Table


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the file: `sql` names it, `native` is its type in a Parquet file (a CSV file has only text)."""

    column: Column
    sql: str
    native: str = "VARCHAR"


@dataclass(frozen=True, slots=True)
class Source:
    """`relation` is the file as a table expression of the engine; `attributes` are columns of the company's own."""

    table: Table
    path: Path
    relation: str
    cells: tuple[Cell, ...]

    @property
    def file(self) -> str:
        return self.path.name

    @property
    def parquet(self) -> bool:
        return self.path.suffix == ".parquet"

    @property
    def attributes(self) -> tuple[str, ...]:
        known = {column.name for column in columns(self.table)}
        return tuple(cell.column.name for cell in self.cells if cell.column.name not in known)

    def cell(self, name: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.column.name == name), None)


def columns(table: Table) -> tuple[Column, ...]:
    """What the file may hold: its own columns and when a row was learned and withdrawn (rule 1)."""
    return table.columns + HISTORY


def read_csv(path: Path, width: int) -> str:
    """Every field as text, named by position: the header's own names may differ from each other by case only."""
    named = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv({literal(path)}, columns={{{named}}}, auto_detect=false, header=true, delim=',', quote='\"', "
        "escape='\"', strict_mode=true, null_padding=false)"
    )


def read_parquet(path: Path) -> str:
    return f"read_parquet({literal(path)}, file_row_number=true, binary_as_string=true)"


def literal(path: Path) -> str:
    """The engine reads `*`, `?` and `[` in a path as patterns; here they are parts of a name."""
    return "'" + re.sub(r"([*?\[])", r"[\1]", str(path)).replace("'", "''") + "'"
