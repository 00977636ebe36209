"""The amounts of each story as somebody reckoned them: rows of expected.txt, and the same cells of a calculation."""

from pathlib import Path
from typing import Any, NamedTuple

from tests.reading import Row, rows

HERE = Path(__file__).parent
PLACE = ("period", "as_of", "who", "incentive")


class Question(NamedTuple):
    """What a story asks of a calculation: a period, with everything known or as it was known then."""

    case: str
    period: str
    as_of: str | None

    @property
    def folder(self) -> Path:
        return HERE / self.case


class Reckoned(NamedTuple):
    """One row: whose money of which incentive and period, as known when, and the cells that must hold."""

    case: str
    period: str
    as_of: str | None
    person: str
    incentive: str
    cells: Row

    @property
    def question(self) -> Question:
        return Question(self.case, self.period, self.as_of)

    def __str__(self) -> str:
        known = f" as of {self.as_of}" if self.as_of else ""
        return f"{self.case}: {self.person} {self.incentive} {self.period}{known}"


def reckoned() -> tuple[Reckoned, ...]:
    """Every row of every story, in the order of the folders and of the rows."""
    return tuple(
        row_of(file.parent.name, row)
        for file in sorted(HERE.glob("*/expected.txt"))
        for row in rows(file.read_text("utf-8"))
    )


def row_of(case: str, row: Row) -> Reckoned:
    cells = {column: cell for column, cell in row.items() if column not in PLACE and cell}
    return Reckoned(case, row["period"], row.get("as_of") or None, row["who"], row["incentive"], cells)


def told(answer: dict[str, Any], row: Reckoned) -> list[Row]:
    """What the answer says in the same cells, once for each window of the incentive."""
    units = [
        unit
        for person in answer["people"]
        if person["person"] == row.person
        for unit in person["incentives"]
        if unit["incentive"] == row.incentive
    ]
    return [{column: unit[column] for column in row.cells} for unit in units]
