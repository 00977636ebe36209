"""Which files of the folder are which tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plaudit.activities.outside import TABLES as STUDIED
from plaudit.activities.tables import TABLES as HAPPENED
from plaudit.connectors.folder.meant import meant
from plaudit.customers.tables import TABLES as CUSTOMERS
from plaudit.people.tables import TABLES as PEOPLE
from plaudit.values.problem import Problem
from plaudit.values.table import Table

# In the order in which they can refer to each other.
TABLES: tuple[Table, ...] = PEOPLE[:1] + CUSTOMERS[:2] + HAPPENED[:1] + PEOPLE[1:] + CUSTOMERS[2:] + HAPPENED[1:]
ENDINGS = (".csv", ".parquet")
CATALOGUE = "catalogue.yaml"
PACKED = (".gz", ".zip", ".bz2", ".xz", ".zst")


@dataclass(frozen=True, slots=True)
class Found:
    """The file of each table that has one, and the catalogue if the folder brings its own."""

    files: tuple[tuple[Table, Path], ...]
    catalogue: Path | None
    problems: tuple[Problem, ...]


def find(folder: Path, tables: Sequence[Table] = TABLES) -> Found:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as wrong:
        says = f"{folder} cannot be opened as a folder: {wrong.strerror}."
        remedy = "Name the folder that holds people.csv, accounts.csv, activities.csv and milestones.csv."
        return Found((), None, (Problem("folder-unreadable", says, remedy, file=str(folder)),))
    named = [(table, _files(table, folder, names)) for table in tables]
    files = tuple((table, paths[0]) for table, paths in named if paths)
    problems = (*_missing(names, tables), *_twice(paths for _, paths in named), *_misspelt(names, tables))
    return Found(files, folder / CATALOGUE if CATALOGUE in names else None, problems)


def _files(table: Table, folder: Path, names: Sequence[str]) -> list[Path]:
    return [folder / f"{table.name}{ending}" for ending in ENDINGS if f"{table.name}{ending}" in names]


def _missing(names: Sequence[str], tables: Sequence[Table]) -> Iterator[Problem]:
    for table in tables:
        if table.required and not any(f"{table.name}{ending}" in names for ending in ENDINGS):
            near = meant(f"{table.name}.csv", names)
            columns = ", ".join(column.name for column in table.columns if column.required)
            says = f"The folder has no {table.name}.csv" + (f"; it has {near}." if near else ".")
            remedy = f"{_verb(near)} {near} to {table.name}.csv." if near else f"Add it, with the columns {columns}."
            yield Problem("file-missing", says, remedy, file=f"{table.name}.csv")


def _verb(name: str) -> str:
    return "Unpack" if name.endswith(PACKED) else "Rename"


def _twice(named: Iterable[list[Path]]) -> Iterator[Problem]:
    for paths in named:
        if len(paths) > 1:
            says = f"The folder has both {paths[0].name} and {paths[1].name}."
            remedy = "Keep the one that is right; only one can be read."
            yield Problem("file-twice", says, remedy, file=paths[1].name)


def _misspelt(names: Sequence[str], tables: Sequence[Table]) -> Iterator[Problem]:
    """A file that is nearly named like one the calculation reads would be left out without a word."""
    known = [f"{table.name}{ending}" for table in (*TABLES, *STUDIED) for ending in ENDINGS] + [CATALOGUE]
    stems = {name.rsplit(".", 1)[0] for name in names}
    for name in names:
        # Most names are right, and looking for what one may have meant takes longer than all else here.
        near = None if name in known else meant(name, known)
        if near is None or near.rsplit(".", 1)[0] in stems:
            continue
        if any(table.required and near == f"{table.name}.csv" for table in tables):
            continue
        says = f"{name} is not read: no table has that name."
        remedy = f"{_verb(name)} it to {near} if that is what it is."
        yield Problem("file-unknown", says, remedy, file=name, severity="warning")
