"""Reads the published numbers: one CSV file a topic, to which a company may add its own in the data folder."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from plaudit.values.refused import Refused


@dataclass(frozen=True, slots=True)
class Published:
    """One number of one source. `checked` says whether it was read at its source or is told from elsewhere.

    Where it is a ratio that enters a prior, `outcome` says of what, `log_error` how unsure its log is (empty: nobody
    tells), and `setting` among whom it was found: the same, b2b, or consumer.
    """

    topic: str
    source: str
    population: str
    design: str
    number: str
    grade: str
    checked: str
    outcome: str = ""
    ratio: str = ""
    log_error: str = ""
    setting: str = ""


COLUMNS = ("topic", "source", "population", "design", "number", "grade", "checked")
NUMBERS = ("outcome", "ratio", "log_error", "setting")


@cache
def topics() -> tuple[str, ...]:
    found = resources.files(__package__).iterdir()
    return tuple(sorted(path.name.removesuffix(".csv") for path in found if path.name.endswith(".csv")))


def own(folder: str, topic: str) -> Iterator[Published]:
    """What the company itself holds for worth knowing: published.csv in its data folder, with a column topic."""
    path = Path(folder) / "published.csv"
    if not path.is_file():
        return
    table = csv.DictReader(_text(path).splitlines())
    for row in table:
        if None in row or None in row.values():
            says = "has not as many fields as the first line; write every comma, and quote text that holds one."
            raise Refused("published-unreadable", f"published.csv:{table.line_num} {says}")
        if not set(COLUMNS) <= set(row) <= {*COLUMNS, *NUMBERS}:
            says = (
                f"published.csv has the columns {', '.join(COLUMNS)}; it may have {', '.join(NUMBERS)}, and no others."
            )
            raise Refused("published-unreadable", says)
        if row["topic"] == topic:
            yield Published(**row)


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = raw.count(b"\n", 0, broken.start) + 1
        says = f"published.csv:{line} is not UTF-8; save the file as CSV UTF-8."
        raise Refused("published-unreadable", says) from None


@cache
def about(topic: str) -> tuple[Published, ...]:
    page = resources.files(__package__).joinpath(f"{topic}.csv").read_text("utf-8")
    return tuple(Published(topic=topic, **row) for row in csv.DictReader(page.splitlines()))
