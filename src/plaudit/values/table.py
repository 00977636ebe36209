"""What a table of facts looks like, as data: its columns, what may stand in them, what tells two rows apart."""

from dataclasses import dataclass
from typing import Literal

# Days before everything and after everything: an open start, an open end, a fact that was always known.
ALWAYS = -2_147_483_648
NEVER = 2_147_483_647

# `key` names the row, or one of another table when the column refers to it; `amount` has at most six decimals;
# `decimal` and `rate` are kept as text; `moment` is an instant or a day (its end).
Kind = Literal[
    "key",
    "text",
    "word",
    "day",
    "amount",
    "decimal",
    "rate",
    "share",
    "currency",
    "period",
    "instant",
    "moment",
    "flag",
]


@dataclass(frozen=True, slots=True)
class Column:
    """`required`: the file has the column; `filled`: no cell of it is empty.

    `refers` names the table whose key stands here. What is not `kept` (names, titles, links) never enters a
    calculation (rule 28); it is text, and nothing about it can be wrong.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    filled: bool = False
    refers: str | None = None
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """Two columns of which `then` must follow `first`; a half-open pair (`strictly`) may not be equal either."""

    first: str
    then: str
    strictly: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the data folder, named after it; `attributes` means that it may carry columns of the company's own."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    attributes: bool = False
    orders: tuple[Order, ...] = ()
    # Pairs of columns that must not hold the same person.
    differ: tuple[tuple[str, str], ...] = ()

    def find(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


# Every table may say when a row was learned and when it was withdrawn (rule 1).
RECORDED = Column("recorded_at", "instant")
RETRACTED = Column("retracted_at", "instant")
HISTORY = (RECORDED, RETRACTED)


def key(name: str, refers: str | None = None) -> Column:
    """A part of what tells rows apart, or the one row of another table that this row is about."""
    return Column(name, "key", required=True, filled=True, refers=refers)


def day(name: str) -> Column:
    return Column(name, "day", required=True, filled=True)


def must(name: str, kind: Kind) -> Column:
    return Column(name, kind, required=True, filled=True)


def beside(name: str) -> Column:
    """A column people read and the calculation does not."""
    return Column(name, kept=False)


FROM_TO = Order("from", "to", strictly=True)
