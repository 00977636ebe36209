"""Cells that must hold one of a known set of words: currencies, periods, kinds of activity."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.known import Loaded, ever, quoted
from plaudit.values.currency import codes
from plaudit.values.period import Period, PeriodUnreadable
from plaudit.values.table import Kind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Known = Callable[[str], bool]


def vocabulary(catalogue: Catalogue) -> Mapping[Kind, Known]:
    """Milestones are words too, but of a kind: joining them to their step tells."""
    kinds = frozenset(catalogue.names)
    currencies = frozenset(codes())
    return {"currency": currencies.__contains__, "period": is_period, "word": kinds.__contains__}


def unknown(
    con: "DuckDBPyConnection", words: Mapping[Kind, Known], loaded: Iterable[Loaded]
) -> Iterator[tuple[str, str, str]]:
    """Table, column and word; what a file says ten million times is looked at once."""
    asked = [
        (each, column.name, column.kind)
        for each in loaded
        for column in each.table.columns
        if column.kind in words and column.name in each.columns
    ]
    if not asked:
        return
    selects = [f"SELECT {n}, list(DISTINCT {quoted(name)}) FROM {ever(t)}" for n, (t, name, _) in enumerate(asked)]
    for number, said in con.execute(" UNION ALL ".join(selects)).fetchall():
        of, column, kind = asked[number]
        # A table without rows has no list, and an empty cell is no word.
        for word in said if said is not None else ():
            if word is not None and not words[kind](word):
                yield of.table.name, column, word


def is_period(text: str) -> bool:
    try:
        Period.of(text)
    except PeriodUnreadable:
        return False
    return True
