"""The columns a file has against those its table may have."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plaudit.connectors.folder.cells import exact
from plaudit.connectors.folder.meant import meant, shown
from plaudit.connectors.folder.source import Cell, columns
from plaudit.values.problem import Problem
from plaudit.values.table import Column, Table

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,59}")
# What the calculation calls the columns it adds.
_TAKEN = {"activity", "account", "opened"}

Typed = tuple[str, str, str]


def cells(table: Table, typed: Sequence[Typed]) -> tuple[Cell, ...]:
    """The columns from (name, SQL, type in the file); those that the table does not know are attributes.

    They stand in the table's order, whatever the file's: a milestone is found by the activity that stands before it.
    """
    known = {column.name: column for column in columns(table)}
    places = {name: place for place, name in enumerate(known)}
    found = (Cell(known.get(name, Column(name)), sql, native) for name, sql, native in typed)
    return tuple(sorted(found, key=lambda cell: places.get(cell.column.name, len(places))))


def problems(table: Table, typed: Sequence[Typed], file: str) -> Iterator[Problem]:
    names = [name for name, _, _ in typed]
    wrong = [*_twice(names, file), *_unknown(table, names, file)]
    renamed = {problem.remedy for problem in wrong}
    yield from wrong
    for column in table.columns:
        if column.required and column.name not in names and f"Rename it to {column.name}." not in renamed:
            says = f"{file} has no column {column.name}."
            yield Problem("column-missing", says, f"Add the column {column.name}.", file=file, line=1)
    for cell in cells(table, typed):
        if not exact(cell):
            yield _inexact(cell, file)


def _twice(names: Sequence[str], file: str) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1 and name:
            says = f"{file} has {count} columns called {name}."
            yield Problem("column-twice", says, "Keep one of them.", file=file, line=1)


def _unknown(table: Table, names: Sequence[str], file: str) -> Iterator[Problem]:
    known = [column.name for column in columns(table)]
    needed = [column.name for column in table.columns if column.required]
    for place, name in enumerate(names, 1):
        if name in known:
            continue
        # What the file cannot do without was meant sooner than what it may have.
        near = meant(name, [each for each in needed if each not in names])
        near = meant(name, [each for each in known if each not in names]) if near is None else near
        if not name.strip():
            says, remedy = f"Column {place} of {file} has no name.", "Name it, or take the column out."
            yield Problem("column-unknown", says, remedy, file=file, line=1)
        elif table.attributes and _IDENTIFIER.fullmatch(name):
            yield from _attribute(name, near, file)
        else:
            yield Problem("column-unknown", *_said(table, name, near, file), file=file, line=1)


def _said(table: Table, name: str, near: str | None, file: str) -> tuple[str, str]:
    says = f"{file} has a column {shown(name)}, which it cannot have."
    if any(separator in name for separator in ";\t|"):
        return says, "Save the file with commas between its columns."
    if near is not None:
        return says, f"Rename it to {near}."
    if table.attributes:
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
        like = f", such as {plain}" if _IDENTIFIER.fullmatch(plain) else ""
        return says, f"Name attributes in lower-case letters, digits and _{like}."
    return says, f"Take it out; {file} may have {', '.join(column.name for column in columns(table))}."


def _attribute(name: str, near: str | None, file: str) -> Iterator[Problem]:
    if name in _TAKEN:
        says = f"{file} has a column {name}, a name that the calculation uses itself."
        yield Problem("column-unknown", says, "Give the column another name.", file=file, line=1)
    elif near is not None:
        says = f"{file} has a column {name}, which is read as an attribute of the company's own."
        remedy = f"Rename it to {near} if that is what it is."
        yield Problem("column-doubtful", says, remedy, file=file, line=1, severity="warning")


def _inexact(cell: Cell, file: str) -> Problem:
    name, native = cell.column.name, cell.native
    if native in {"FLOAT", "DOUBLE"}:
        says = f"{name} in {file} is stored as {native}, which cannot hold every decimal exactly."
        remedy = "Store it as DECIMAL with at most six decimals, or as text."
    else:
        says = f"{name} in {file} is stored as {native}."
        remedy = "Store it as text, or as the date, decimal, boolean or timestamp that it is."
    return Problem("column-inexact", says, remedy, file=file)
