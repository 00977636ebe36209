"""The columns of a sent file, and what they are called here: remembered of its source, or guessed from their names."""

import re
import tempfile
from pathlib import Path

import duckdb

from plaudit.activities.models import Source
from plaudit.connectors.folder.meant import meant
from plaudit.connectors.folder.open_csv import mapped
from plaudit.connectors.folder.source import columns, read_parquet
from plaudit.connectors.folder.structure import Break, header
from plaudit.connectors.upload.kept import TABLES
from plaudit.connectors.upload.sheet import to_csv
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from plaudit.values.table import Table

_MARK = b"\xef\xbb\xbf"


def headings(path: Path) -> tuple[str, ...]:
    """The names in the first row; none of a file that cannot be read, which checking it explains.

    Raises Unreadable where the file is gone: a site that was restored has the database, not what waited beside it.
    """
    if not path.exists():
        says, remedy = f"{path.name} is no longer here.", "Send it again."
        raise Unreadable((Problem("file-gone", says, remedy, file=path.name),))
    match path.suffix.lower():
        case ".parquet":
            return _parquet(path)
        case ".xlsx":
            with tempfile.TemporaryDirectory(prefix="plaudit-") as folder:
                csv = Path(folder) / path.name
                to_csv(path, csv, most=1)
                return _csv(csv)
    return _csv(path)


def _parquet(path: Path) -> tuple[str, ...]:
    try:
        described = duckdb.connect().execute(f"DESCRIBE SELECT * FROM {read_parquet(path)}").fetchall()
    except (duckdb.InvalidInputException, duckdb.IOException):
        return ()
    return tuple(str(name) for name, *_ in described if name != "file_row_number")


def _csv(path: Path) -> tuple[str, ...]:
    if path.stat().st_size == 0:
        return ()
    with mapped(path) as text:
        try:
            found = header(text, len(_MARK) if text[: len(_MARK)] == _MARK else 0)
        except UnicodeDecodeError:
            return ()
    return () if isinstance(found, Break) else found[0]


def arranged(source: str, table: Table, names: tuple[str, ...]) -> dict[str, str]:
    """What each column is called here: as last time, by its own name, or by the nearest one that is still free."""
    known = Source.objects.filter(name=source).first()
    before = {} if known is None else known.columns.get(table.name, {})
    ours = {name: before[name] for name in names if name in before}
    free = [column.name for column in columns(table)]
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")
        if name not in ours and plain in free and plain not in ours.values():
            ours[name] = plain
    for name in names:
        left = [column for column in free if column not in ours.values()]
        # "Account name" is a name: what a heading ends with says more than what it begins with.
        words = [word for word in _attribute(name).split("_") if word in left]
        near = words[-1] if words else meant(name, left)
        if name not in ours and near is not None:
            ours[name] = near
        elif name not in ours:
            ours[name] = _attribute(name) if table.attributes else ""
    return ours


def _attribute(name: str) -> str:
    """A column of the company's own, called as an attribute may be."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def guessed(file_name: str, names: tuple[str, ...]) -> Table | None:
    """By the file's name, or by the columns it has once they are called as here."""
    stem = Path(file_name).stem
    near = meant(stem, [table.name for table in TABLES])
    if near is not None:
        return next(table for table in TABLES if table.name == near)
    plain = {_attribute(name) for name in names}
    fitting = [table for table in TABLES if {column.name for column in table.columns if column.required} <= plain]
    scores = {table.name: len(plain & {column.name for column in columns(table)}) for table in fitting}
    best = [table for table in fitting if scores[table.name] == max(scores.values())]
    return best[0] if len(best) == 1 else None
