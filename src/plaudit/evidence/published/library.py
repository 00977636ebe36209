"""Reads the published numbers: one CSV file a topic, to which a company may add its own in the data folder."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Published:
    """One number of one source. `checked` says whether it was read at its source or is told from elsewhere."""

    topic: str
    source: str
    population: str
    design: str
    number: str
    grade: str
    checked: str


@cache
def topics() -> tuple[str, ...]:
    found = resources.files(__package__).iterdir()
    return tuple(sorted(path.name.removesuffix(".csv") for path in found if path.name.endswith(".csv")))


@cache
def about(topic: str) -> tuple[Published, ...]:
    page = resources.files(__package__).joinpath(f"{topic}.csv").read_text("utf-8")
    return tuple(Published(topic=topic, **row) for row in csv.DictReader(page.splitlines()))
