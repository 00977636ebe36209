"""A spreadsheet as CSV: the first sheet that has rows, one line a row, so that line 7 is row 7."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

# Bytes when unpacked; a spreadsheet has at most 1,048,576 rows.
LARGEST = 1 << 30
_AGAIN = "Save it as CSV UTF-8 and import that."


def to_csv(sheet: Path, path: Path, most: int | None = None) -> None:
    """Raises Unreadable for a file that is no spreadsheet, or one that unpacks to more than can be looked at."""
    _bounded(sheet)
    try:
        with CalamineWorkbook.from_path(sheet) as book, path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for row in islice(_rows(book), most):
                # An empty line is no row, and keeps the count of those below.
                writer.writerow(row if any(row) else [])
    except CalamineError as wrong:
        raise _unreadable(sheet, "cannot be read as a spreadsheet") from wrong


def _bounded(sheet: Path) -> None:
    """The sizes are asked before anything is unpacked; a size that lies is found by the reader of the parts."""
    try:
        with zipfile.ZipFile(sheet) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as wrong:
        raise _unreadable(sheet, "is not an XLSX file") from wrong
    if size > LARGEST:
        says = f"{sheet.name} unpacks to {size:,} bytes; {LARGEST:,} can be read."
        raise Unreadable((Problem("file-too-large", says, _AGAIN, file=sheet.name),))


def _unreadable(sheet: Path, what: str) -> Unreadable:
    return Unreadable((Problem("file-unreadable", f"{sheet.name} {what}.", _AGAIN, file=sheet.name),))


def _rows(book: CalamineWorkbook) -> Iterator[list[str]]:
    for name in book.sheet_names:
        width = 0
        for row in book.get_sheet_by_name(name).iter_rows():
            last = max((place for place, cell in enumerate(row, 1) if cell != ""), default=0)
            # The first row is as wide as its names; cells beside them are told as fields too many.
            width = width or last
            yield [_cell(cell) for cell in row[: max(width, last)]]
        if width:
            return


def _cell(value: object) -> str:
    """As a person would have typed it: a day without its midnight, a number as the sheet shows all its digits."""
    match value:
        case bool():
            return str(value).lower()
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case str():
            return " ".join(value.splitlines()) if "\n" in value or "\r" in value else value
        case int() | Decimal():
            return str(value)
    # A sheet keeps every number in binary and shows fifteen digits of it: 0.1 + 0.2 is 0.3 to who typed it.
    number = Decimal(f"{value:.15g}")
    return f"{number:f}"
