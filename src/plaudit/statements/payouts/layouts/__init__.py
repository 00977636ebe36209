"""What payroll systems read: each folder here is one layout, found by listing (adding one touches nothing else)."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

# What makes a spreadsheet take a text for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Pay:
    """A line to be paid: `number` is what payroll calls her, `code` what it calls the purse's earnings."""

    reference: str
    person: str
    name: str
    number: str
    code: str
    program: str
    funded_by: str
    period: str
    amount: int


@dataclass(frozen=True, slots=True)
class Payroll:
    """A batch as a layout gets it. `said` is what the company said of itself, `head` where the books stood before."""

    number: int
    currency: str
    pay_on: date
    lines: tuple[Pay, ...]
    said: Mapping[str, str]
    head: str = ""


Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A file that a payroll system reads.

    `asks` names what the company says once, `wrong` what this system would refuse, as sentences.
    """

    name: str
    title: str
    columns: Row
    rows: Callable[[Payroll], Iterator[Row]]
    file_name: Callable[[Payroll], str]
    wrong: Callable[[Payroll], Iterator[str]]
    asks: Mapping[str, str]
    # Whether it names people by its own number, and earnings by its own code.
    numbers: bool = True
    codes: bool = True


@cache
def names() -> tuple[str, ...]:
    """The folders beside this file, in name order."""
    return tuple(sorted(found.parent.name for found in Path(__file__).parent.glob("*/README.md")))


@cache
def find(name: str) -> Layout:
    """The layout of that name, which is one of `names()`."""
    layout: Layout = import_module(f"{__name__}.{name}").LAYOUT
    return layout


def table(layout: Layout, payroll: Payroll) -> list[Row]:
    return [layout.columns, *layout.rows(payroll)]


def as_bytes(rows: list[Row]) -> bytes:
    """CSV in UTF-8; a text that a spreadsheet would take for a formula is quoted as a text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
