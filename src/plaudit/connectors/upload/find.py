"""Which table an uploaded file holds: by its name, or by the columns it has."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from plaudit.connectors.folder.meant import meant
from plaudit.connectors.upload.check import Upload
from plaudit.connectors.upload.kept import TABLES
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from plaudit.values.table import Table

ENDINGS = (".csv", ".parquet", ".xlsx")


def find(paths: Sequence[Path]) -> list[Upload]:
    """Every table in the files and folders; raises Unreadable for a file that is none."""
    files = [file for path in paths for file in _files(path)]
    uploads: dict[str, Upload] = {}
    problems: list[Problem] = []
    for file in files:
        table = next((table for table in TABLES if table.name == file.stem), None)
        if table is None or table.name in uploads:
            problems.append(_unknown(file) if table is None else _twice(file, table))
        else:
            uploads[table.name] = Upload(file, table)
    if problems:
        raise Unreadable(tuple(problems))
    return [uploads[table.name] for table in TABLES if table.name in uploads]


def _files(path: Path) -> Iterator[Path]:
    """A folder is its tables; what else lies there is nobody's business."""
    if not path.is_dir():
        yield path
        return
    for table in TABLES:
        yield from (path / f"{table.name}{ending}" for ending in ENDINGS if (path / f"{table.name}{ending}").exists())


def _unknown(file: Path) -> Problem:
    near = meant(file.stem, [table.name for table in TABLES])
    says = f"{file.name} is not called like a table."
    remedy = f"Call it {near}.csv if that is what it is." if near else f"Call it {TABLES[0].name}.csv or another table."
    return Problem("file-unknown", says, remedy, file=file.name)


def _twice(file: Path, table: Table) -> Problem:
    return Problem("file-twice", f"There are two files of {table.name}.", "Import one at a time.", file=file.name)
