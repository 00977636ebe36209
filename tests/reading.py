"""Reads a small table typed into a test: columns split by two spaces or more, `#` starts a remark, `-` is nothing."""

import csv
import re
from pathlib import Path

Row = dict[str, str]

GAP = re.compile(r" {2,}|\t+")
# A remark starts at the line's start or after a space, so that `case#1` stays a key.
REMARK = re.compile(r"(^|\s)#.*$")


class TableUnreadable(ValueError):
    """A row with more cells than the header, or a table without one."""


def rows(text: str) -> tuple[Row, ...]:
    """The rows below the header; missing cells at the end are empty, more cells than columns are refused."""
    columns, *body = _cells(text)
    return tuple(_row(columns, cells) for cells in body)


def folder(path: Path, **tables: str) -> Path:
    """A data folder with one CSV file for each typed table, named by its keyword."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        columns = _cells(text)[0]
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows(text))
    return path


def _cells(text: str) -> list[list[str]]:
    lines = [said for line in text.splitlines() if (said := REMARK.sub("", line).strip())]
    if not lines:
        raise TableUnreadable("The table has no header.")
    return [["" if cell == "-" else cell for cell in GAP.split(line)] for line in lines]


def _row(columns: list[str], cells: list[str]) -> Row:
    if len(cells) > len(columns):
        raise TableUnreadable(f"{len(cells)} cells for {len(columns)} columns ({', '.join(columns)}): {cells}")
    return dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))
