"""A data folder as the studies read it: with what else happened, and without asking for every table."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from plaudit.activities.facts import Facts
from plaudit.activities.outside import TABLES as STUDIED
from plaudit.connectors.folder.find import ENDINGS, TABLES
from plaudit.connectors.folder.read import Progress, read
from plaudit.values.table import Table

# What never pays: the domain of an address tells whether a reviewer is one of our own.
STUDIED_ALONE = "email"


def read_studied(folder: Path, progress: Progress | None = None) -> Facts:
    """Every table of the folder; a study says itself what it misses, so no file must be there.

    A key of a table that the folder does not have is taken as it is written.
    """
    try:
        there = {path.stem for path in folder.iterdir() if path.suffix in ENDINGS}
    except OSError:
        # Reading says what is wrong with the folder.
        there = set()
    return read(folder, progress, tuple(as_found(table, there) for table in (*TABLES, *STUDIED)))


def as_found(table: Table, there: Collection[str]) -> Table:
    """The table as a study reads it, where these are the tables that are there."""
    columns = tuple(
        replace(column, kept=column.kept or column.name == STUDIED_ALONE, refers=_there(column.refers, there))
        for column in table.columns
    )
    # A milestone is one of an activity's kind, which only the activities tell.
    required = table.name == "activities" and "milestones" in there
    return replace(table, columns=columns, required=required)


def _there(refers: str | None, there: Collection[str]) -> str | None:
    return refers if refers in there else None
