"""A table that can be filtered, sorted and taken away: said once by its page, shown and exported alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from plaudit.values.money import Money
from plaudit.web.components import locale

if TYPE_CHECKING:
    from django.db.models import QuerySet

Kind = Literal["text", "money", "number", "day", "moment", "state"]


@dataclass(frozen=True, slots=True)
class State:
    """A word with its sign: good, attention, problem, waiting or plain."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere, with a smaller line below."""

    words: str
    url: str | None = None
    below: str = ""


Cell = str | Money | date | datetime | State | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """`number` cells are plain decimal texts; `money` cells are Money of the column's currency."""

    key: str
    label: str
    kind: Kind = "text"
    currency: str | None = None

    @property
    def heading(self) -> str:
        """Money names its currency once, here."""
        return self.label if self.currency is None else f"{self.label} ({self.currency})"

    @property
    def figures(self) -> bool:
        return self.kind in {"money", "number"}


class Rows(Sequence[tuple[Cell, ...]]):
    """The rows of a query, made as they are looked at: of a large company a page shows a few."""

    def __init__(self, found: "QuerySet[Any, Any]", made: Callable[[Sequence[Any]], list[tuple[Cell, ...]]]) -> None:
        self.found, self.made = found, made

    def __len__(self) -> int:
        return self._many

    @cached_property
    def _many(self) -> int:
        return self.found.count()

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, place: slice) -> list[tuple[Cell, ...]]: ...

    def __getitem__(self, place: int | slice) -> tuple[Cell, ...] | list[tuple[Cell, ...]]:
        return self.made(list(self.found[place])) if isinstance(place, slice) else self.made([self.found[place]])[0]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.made(list(self.found)))


@dataclass(frozen=True, slots=True)
class Table:
    """`key` tells it from other tables of the page, `empty` says what to do first; `total` is a row that stays last."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    empty: str = "Nothing here yet."
    total: tuple[Cell, ...] | None = None
    # How many rows a page shows before it asks to narrow them.
    most: int = 200


@dataclass(frozen=True, slots=True)
class Head:
    """A column as it is shown: how it is sorted now, and the address that sorts by it."""

    column: Column
    sorted: Literal["ascending", "descending"] | None
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as one address asks for it."""

    table: Table
    heads: tuple[Head, ...]
    rows: tuple[tuple[tuple[Column, Cell], ...], ...]
    found: int
    sought: str
    kept: tuple[tuple[str, str], ...]
    csv: str
    xlsx: str

    @property
    def total(self) -> tuple[tuple[Column, Cell], ...] | None:
        total = self.table.total
        return None if total is None or self.sought else tuple(zip(self.table.columns, total, strict=True))


def ordered(table: Table, asked: QueryDict) -> Sequence[tuple[Cell, ...]]:
    """The rows that hold every word sought, in the order asked for; the page's own order otherwise."""
    words = asked.get(f"{table.key}.find", "").casefold().split()
    found = [row for row in table.rows if all(word in _text(row) for word in words)] if words else table.rows
    by = asked.get(f"{table.key}.by", "")
    place = next((i for i, column in enumerate(table.columns) if column.key == by.removeprefix("-")), None)
    if place is not None:
        # What is empty comes last, whichever way the rest is sorted.
        there = [row for row in found if row[place] not in (None, "")]
        gone = [row for row in found if row[place] in (None, "")]
        order = _order(table.columns[place])
        found = sorted(there, key=lambda row: order(row[place]), reverse=by.startswith("-")) + gone
    return found


def shown(table: Table, asked: QueryDict) -> Shown:
    rows = ordered(table, asked)
    by, sought = asked.get(f"{table.key}.by", ""), asked.get(f"{table.key}.find", "")
    own = {f"{table.key}.find", "take", "of"}
    return Shown(
        table=table,
        heads=tuple(_head(table, column, by, asked) for column in table.columns),
        rows=tuple(tuple(zip(table.columns, row, strict=True)) for row in rows[: table.most]),
        found=len(rows),
        sought=sought,
        kept=tuple((name, str(value)) for name, value in asked.items() if name not in own),
        csv=_address(asked, take="csv", of=table.key),
        xlsx=_address(asked, take="xlsx", of=table.key),
    )


def rendered(table: Table, asked: QueryDict) -> SafeString:
    return render_to_string("_table.html", {"shown": shown(table, asked)})


def _head(table: Table, column: Column, by: str, asked: QueryDict) -> Head:
    mine = by.removeprefix("-") == column.key
    # Figures are first sought from the largest down.
    down = not by.startswith("-") if mine else column.figures
    name = f"{table.key}.by"
    url = _address(asked, **{name: f"-{column.key}" if down else column.key})
    if not mine:
        return Head(column, None, url)
    return Head(column, "descending" if by.startswith("-") else "ascending", url)


def _address(asked: QueryDict, **more: str) -> str:
    changed = asked.copy()
    for name in ("take", "of"):
        changed.pop(name, None)
    for name, value in more.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def _text(row: tuple[Cell, ...]) -> str:
    return " ".join(said(cell) for cell in row).casefold()


def said(cell: Cell) -> str:
    """A cell in words, as the reader sees it."""
    match cell:
        case Money():
            return locale.amount(cell)
        case State() | Link():
            return f"{cell.words} {cell.below if isinstance(cell, Link) else ''}".strip()
        case datetime():
            return locale.moment(cell)
        case date():
            return locale.day(cell)
        case _:
            return "" if cell is None else cell


def _order(column: Column) -> Callable[[Any], Any]:
    match column.kind:
        case "money":
            return lambda cell: cell.minor
        case "number":
            return Decimal
        case "day" | "moment":
            return lambda cell: cell
        case _:
            return lambda cell: said(cell).casefold()


__all__ = ["Cell", "Column", "Link", "Rows", "State", "Table", "ordered", "rendered", "said", "shown"]
