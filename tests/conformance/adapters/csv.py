"""Reading CSV as the data folder reads its files: strictly, with every field as text."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from plaudit.connectors.folder.open_csv import Opened, open_csv
from plaudit.connectors.folder.read import CSV_LIMIT, connect
from plaudit.values.table import Column, Table
from tests.conformance.answer import Answer, Kind
from tests.conformance.case import Inputs

# A row without a header gets one of as many columns as it turns out to have, up to this many.
WIDEST = 40


def with_header(inputs: Inputs) -> Answer:
    text = inputs["text"]
    names = text.splitlines()[0].split(",")
    rows = _rows(names, text)
    return Answer.of(None, rows=[dict(zip(names, row, strict=True)) for row in rows])


def without_header(inputs: Inputs) -> Answer:
    """The one row of the text; a text of no characters has none."""
    text = inputs["text"]
    if not text:
        return Answer.of(None, row=[])
    for width in range(1, WIDEST):
        names = [f"column{number}" for number in range(width)]
        codes = {problem.code for problem in _opened(names, text).problems}
        if "fields-wrong" not in codes:
            return Answer.of(None, row=list(_rows(names, text)[0]))
    raise ValueError("fields-wrong")


def _opened(names: Sequence[str], text: str) -> Opened:
    with TemporaryDirectory() as folder:
        return open_csv(_table(names), _written(Path(folder), names, text), CSV_LIMIT)


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
    Kind(with_header, "csv_spectrum", needs=("text",), otherwise="strict-csv"),
    Kind(without_header, "csv_read", otherwise="strict-csv"),
    Kind(without_header, "csv_strict"),
)
