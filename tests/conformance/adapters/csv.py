"""Reading CSV as the data folder reads its files: strictly, with every field as text."""

import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from plaudit.connectors.folder.open_csv import open_csv
from plaudit.connectors.folder.read import CSV_LIMIT, connect
from plaudit.values.table import Column, Table
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs

# A row without a header gets one of as many columns as it turns out to have, up to this many.
WIDEST = 40


def with_header(inputs: Inputs) -> Answer:
    text = inputs["text"]
    names = next(csv.reader(text.splitlines()))
    return Answer(
        lambda _: {"rows": [dict(zip(names, row, strict=True)) for row in _rows(names, text)]}, otherwise="strict-csv"
    )


def without_header(inputs: Inputs) -> Answer:
    """The one row of the text; a text of no characters has none."""
    return Answer(lambda _: {"row": _row(inputs["text"])}, otherwise="strict-csv")


def _row(text: str) -> list[str]:
    if not text:
        return []
    for width in range(1, WIDEST):
        names = [f"column{number}" for number in range(width)]
        try:
            return list(_rows(names, text)[0])
        except ValueError as unreadable:
            if "fields-wrong" not in str(unreadable):
                raise
    raise ValueError("fields-wrong")


def _rows(names: Sequence[str], text: str) -> list[tuple[str, ...]]:
    with TemporaryDirectory() as folder:
        opened = open_csv(_table(names), _written(Path(folder), names, text), CSV_LIMIT)
        if opened.source is None:
            raise ValueError(", ".join(problem.code for problem in opened.problems))
        fields = ", ".join(f"coalesce({cell.sql}, '')" for cell in opened.source.cells)
        return connect().execute(f"SELECT {fields} FROM {opened.source.relation}").fetchall()


def _table(names: Sequence[str]) -> Table:
    return Table("case", tuple(map(Column, names)), (names[0],))


def _written(folder: Path, names: Sequence[str], text: str) -> Path:
    header = ",".join(names)
    path = folder / "case.csv"
    path.write_bytes((text if text.startswith(header) else f"{header}\n{text}").encode())
    return path


KINDS = (
    Kind(with_header, "csv_spectrum", needs=("text",)),
    Kind(without_header, "csv_read"),
    Kind(without_header, "csv_strict"),
)
