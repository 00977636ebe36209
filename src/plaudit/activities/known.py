"""What was known at a moment (rule 1): of the rows with one key the one learned last, unless it is withdrawn.

The tables it reads hold every row ever recorded. Their days are numbers, amounts and shares millionths, references
the numbers of the rows they refer to; `STORED` says so by kind of column.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from plaudit.values.table import Column, Kind, Table

STORED: Mapping[Kind, str] = {
    "key": "VARCHAR",
    "text": "VARCHAR",
    "word": "VARCHAR",
    "day": "INTEGER",
    "amount": "BIGINT",
    "decimal": "VARCHAR",
    "rate": "VARCHAR",
    "share": "BIGINT",
    "currency": "VARCHAR",
    "period": "VARCHAR",
    "instant": "TIMESTAMPTZ",
    "moment": "VARCHAR",
    "flag": "BOOLEAN",
}

# The number that stands for a key, by the table that owns the key.
NUMBERS: Mapping[str, str] = {
    "people": "person",
    "accounts": "account",
    "contacts": "contact",
    "activities": "activity",
    "deals": "deal",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A table as it was read: which of its columns the file had, and whether rows of one key follow each other.

    With `versions`, the rows of keys that have several stand in a table of their own, `<name>_again`: corrections are
    few, and only among these must the latest be looked for.
    """

    table: Table
    columns: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    versions: bool = False

    @property
    def there(self) -> bool:
        return bool(self.columns)

    @property
    def dated(self) -> bool:
        """Whether what is known depends on the moment."""
        return "recorded_at" in self.columns or "retracted_at" in self.columns


def stored(column: Column) -> str:
    return "INTEGER" if column.refers in NUMBERS else STORED[column.kind]


def known(loaded: Loaded, as_of: datetime | None) -> str:
    """SQL for the rows known at `as_of` (None: everything recorded), with NULL in the columns the file lacks.

    `_first_at` is when the key was first recorded, NULL when it was always known.
    """
    name = loaded.table.name
    if not loaded.there:
        return f"(SELECT {', '.join(_absent(loaded.table))} WHERE false)"
    selected = ", ".join(_selected(loaded))
    learned, standing = _learned(loaded, as_of), _standing(loaded, as_of)
    first = "recorded_at" if "recorded_at" in loaded.columns else "NULL::TIMESTAMPTZ"
    alone = f"SELECT {selected}, {first} AS _first_at FROM facts.{name} WHERE {learned} AND {standing}"
    if not loaded.versions:
        return f"({alone})"
    latest = f"SELECT * FROM facts.{name}_again WHERE {learned} {_latest(loaded)}"
    return f"({alone} UNION ALL SELECT {selected}, _first_at FROM ({latest}) WHERE {standing})"


def latest(loaded: Loaded, relation: str) -> str:
    """As `known` when everything recorded is, of rows that are not loaded."""
    chosen = _latest(loaded) if "recorded_at" in loaded.columns else ""
    standing = _standing(loaded, None)
    return f"(SELECT {', '.join(_selected(loaded))} FROM (SELECT * FROM {relation} {chosen}) WHERE {standing})"


def ever(loaded: Loaded) -> str:
    """Every row ever recorded."""
    name = f"facts.{loaded.table.name}"
    again = f"SELECT * EXCLUDE (_first_at) FROM {name}_again"
    return f"(FROM {name} UNION ALL {again})" if loaded.versions else name


def row_key(table: Table, columns: Collection[str]) -> tuple[str, ...]:
    """What tells rows of the loaded table apart: a milestone is there by the number of its step.

    A part of the key that the file need not have (the kind of a channel's spend) is left out where it has none.
    """
    named = tuple("step" if part == "milestone" else part for part in table.key)
    return tuple(part for part in named if part in columns)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def moment(as_of: datetime) -> str:
    return f"TIMESTAMPTZ '{as_of.astimezone(UTC).isoformat(sep=' ')}'"


def _latest(loaded: Loaded) -> str:
    keys = ", ".join(quoted(part) for part in row_key(loaded.table, loaded.columns))
    return f"QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY recorded_at DESC NULLS LAST) = 1"


def _learned(loaded: Loaded, as_of: datetime | None) -> str:
    if as_of is None or "recorded_at" not in loaded.columns:
        return "true"
    return f"(recorded_at IS NULL OR recorded_at <= {moment(as_of)})"


def _standing(loaded: Loaded, as_of: datetime | None) -> str:
    if "retracted_at" not in loaded.columns:
        return "true"
    return "retracted_at IS NULL" if as_of is None else f"(retracted_at IS NULL OR retracted_at > {moment(as_of)})"


def _selected(loaded: Loaded) -> list[str]:
    columns = [
        quoted(name) if name in loaded.columns else f"NULL::{kind} AS {quoted(name)}"
        for name, kind in _laid(loaded.table)
    ]
    return columns + [quoted(name) for name in loaded.attributes]


def _absent(table: Table) -> list[str]:
    laid = [*_laid(table), ("_first_at", "TIMESTAMPTZ")]
    return [f"NULL::{kind} AS {quoted(name)}" for name, kind in laid]


def _laid(table: Table) -> list[tuple[str, str]]:
    """The columns of a loaded table in order: its number, its own, the fraction beside a share, its history."""
    laid = [(NUMBERS[table.name], "INTEGER")] if table.name in NUMBERS else []
    for column in table.columns:
        if not column.kept:
            continue
        laid.append(("step", "INTEGER") if column.name == "milestone" else (column.name, stored(column)))
        if column.kind == "share":
            laid.append(("fraction", "VARCHAR"))
    return [*laid, ("recorded_at", "TIMESTAMPTZ"), ("retracted_at", "TIMESTAMPTZ")]
