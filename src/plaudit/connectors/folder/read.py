"""A data folder as facts."""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.activities.facts import Facts
from plaudit.connectors.folder.explained.explain import explain
from plaudit.connectors.folder.find import TABLES, Found, find
from plaudit.connectors.folder.load import Mistaken, kinds_change, load
from plaudit.connectors.folder.open_csv import Opened, open_csv
from plaudit.connectors.folder.open_parquet import open_parquet
from plaudit.values.problem import Problem
from plaudit.values.refused import Refused, Unreadable
from plaudit.values.table import Table

Progress = Callable[[str, int, int], None]

MEMORY = re.compile(r"[1-9]\d*(MB|GB|MiB|GiB)")
# Bytes; a larger table belongs in a Parquet file. PLAUDIT_CSV_LIMIT says otherwise.
CSV_LIMIT = 1 << 30


def read(folder: Path, progress: Progress | None = None, tables: tuple[Table, ...] = TABLES) -> Facts:
    """Everything in the folder, checked; `Unreadable` carries every problem that was found."""
    tell = progress if progress is not None else _silent
    found = find(folder, tables)
    if any(problem.code == "folder-unreadable" for problem in found.problems):
        raise Unreadable(found.problems)
    catalogue, mistaken = _catalogue(found.catalogue)
    con = connect()
    opened = _opened(con, found, tell)
    problems = (*found.problems, *mistaken, *(problem for each in opened.values() for problem in each.problems))
    sources = {name: each.source for name, each in opened.items() if each.source is not None}
    if any(problem.stops for problem in problems):
        raise Unreadable((*problems, *explain(con, opened, catalogue)))
    steps = iter(range(1, len(tables) + 1))
    try:
        loaded = load(con, sources, tables, catalogue, lambda: tell("load", next(steps), len(tables)))
    except (duckdb.Error, Mistaken):
        explained = explain(con, opened, catalogue)
        # An error of the engine that no rule of ours explains is our own mistake, and is not hidden.
        if not explained:
            raise
        raise Unreadable((*problems, *explained)) from None
    return Facts(
        con=con,
        loaded=loaded,
        inputs=_inputs(found, tell),
        folder=str(folder),
        catalogue=catalogue,
        kinds_change=kinds_change(con, loaded["activities"]),
        problems=problems,
    )


def connect() -> duckdb.DuckDBPyConnection:
    """An engine that reads no setting of the machine: days are days of UTC, and nothing is fetched from anywhere."""
    con = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            **_memory(),
            "temp_directory": str(Path(tempfile.gettempdir()) / f"plaudit-{os.getpid()}"),
        },
    )
    con.execute("SET TimeZone = 'UTC'")
    return con


def _memory() -> dict[str, str]:
    """How much the engine may hold before it writes to disk; without PLAUDIT_MEMORY, most of what the machine has."""
    said = os.environ.get("PLAUDIT_MEMORY")
    if said is None:
        return {}
    if MEMORY.fullmatch(said) is None:
        raise Refused("memory-unreadable", f"PLAUDIT_MEMORY is {said!r}; write a whole number with its unit: 12GiB.")
    return {"memory_limit": said}


def _catalogue(path: Path | None) -> tuple[Catalogue, tuple[Problem, ...]]:
    if path is None:
        return BUILT_IN, ()
    # Most folders have no catalogue, and YAML takes a tenth of a second to load.
    from plaudit.connectors.folder.read_catalogue import read_catalogue

    return read_catalogue(path)


def _opened(con: duckdb.DuckDBPyConnection, found: Found, tell: Progress) -> dict[str, Opened]:
    largest = _csv_limit()
    opened = {}
    for number, (table, path) in enumerate(found.files, 1):
        csv = path.suffix == ".csv"
        opened[table.name] = open_csv(table, path, largest) if csv else open_parquet(con, table, path)
        tell("open", number, len(found.files))
    return opened


def _csv_limit() -> int:
    said = os.environ.get("PLAUDIT_CSV_LIMIT")
    if said is None:
        return CSV_LIMIT
    if not said.isdecimal():
        says = f"PLAUDIT_CSV_LIMIT is {said!r}; write the largest size of a CSV file in bytes, digits only."
        raise Refused("csv-limit-unreadable", says)
    return int(said)


def _inputs(found: Found, tell: Progress) -> str:
    """What `sha256sum * | sha256sum` prints over the files that were read, in byte order of their names."""
    catalogue = [] if found.catalogue is None else [found.catalogue]
    paths = sorted([path for _, path in found.files] + catalogue, key=lambda path: path.name.encode())
    return "sha256:" + hashlib.sha256(b"".join(_digests(paths, tell))).hexdigest()


def _digests(paths: list[Path], tell: Progress) -> Iterable[bytes]:
    for number, path in enumerate(paths, 1):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield f"{digest}  {path.name}\n".encode()
        tell("digest", number, len(paths))


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody is watching."""
