"""Cells that are empty, cannot be read, or hold a word that is none of those known."""

import re
from collections.abc import Iterator

import duckdb

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.known import quoted
from plaudit.connectors.folder.cells import EMPTY, READINGS, Check
from plaudit.connectors.folder.explained.mistake import Mistake
from plaudit.connectors.folder.meant import meant, shown
from plaudit.connectors.folder.source import Cell, Source
from plaudit.connectors.folder.vocabulary import vocabulary
from plaudit.values.currency import codes
from plaudit.values.table import Kind

SAMPLE = 50
_DECIMAL = re.compile(r"-?[0-9]+([.][0-9]{1,6})?")


def mistyped(con: duckdb.DuckDBPyConnection, source: Source, catalogue: Catalogue) -> Iterator[Mistake]:
    for cell in source.cells:
        yield from _cells(con, source, cell)
        if cell.column.kind in _WORDS and cell.column.name != "milestone":
            yield from _words(con, source, cell, catalogue)


def sampled(
    con: duckdb.DuckDBPyConnection, wrong: str, kinds: str = "which"
) -> Iterator[tuple[int, str | None, int, int]]:
    """Row, cell, which mistake, how many more: the first fifty of each from a query for all (`_row, x, which`)."""
    rows = con.execute(f"""SELECT _row, x, {kinds}, count(*) OVER (PARTITION BY {kinds}) AS total FROM ({wrong})
        QUALIFY row_number() OVER (PARTITION BY {kinds} ORDER BY _row) <= {SAMPLE} ORDER BY {kinds}, _row""").fetchall()
    for place, (row, x, which, total) in enumerate(rows):
        last = place + 1 == len(rows) or rows[place + 1][2] != which
        # What is not listed is counted with the last one that is.
        yield row, x, which, max(total - SAMPLE, 0) if last else 0


def _cells(con: duckdb.DuckDBPyConnection, source: Source, cell: Cell) -> Iterator[Mistake]:
    name, checks = cell.column.name, READINGS[cell.column.kind].checks
    x = quoted(name)
    cases = [f"WHEN {x} IS NULL THEN {-1 if cell.column.filled else 'NULL'}"]
    cases += [f"WHEN NOT coalesce({each.holds.format(x=x)}, false) THEN {n}" for n, each in enumerate(checks)]
    wrong = f"""SELECT _row, x, which FROM (SELECT _row, {x} AS x, CASE {" ".join(cases)} END AS which
        FROM raw.{source.table.name}) WHERE which IS NOT NULL"""
    for row, typed, which, more in sampled(con, wrong):
        if typed is None:
            yield Mistake(row, EMPTY.code, f"{name} is empty.", EMPTY.remedy, more=more)
        else:
            check = checks[which]
            says = f"{name} is {shown(typed)}, {check.says}."
            yield Mistake(row, check.code, says, _remedy(check, typed), more=more)


def _remedy(check: Check, typed: str) -> str:
    """For a number that is only dressed up, the number itself."""
    plain = re.sub(r"[\s$€£¥_']|,(?=[0-9]{3}(?![0-9]))", "", typed)
    dressed = check.code == "number-unreadable" and _DECIMAL.fullmatch(plain) is not None
    return f"Write {plain}." if dressed else check.remedy


def _words(con: duckdb.DuckDBPyConnection, source: Source, cell: Cell, catalogue: Catalogue) -> Iterator[Mistake]:
    x, table = quoted(cell.column.name), source.table.name
    known = vocabulary(catalogue)[cell.column.kind]
    said = [word for (word,) in con.execute(f"SELECT DISTINCT {x} FROM raw.{table} WHERE {x} IS NOT NULL").fetchall()]
    strange = [word for word in said if not known(word)]
    con.execute("CREATE OR REPLACE TEMP TABLE strange (word VARCHAR)")
    if strange:
        con.executemany("INSERT INTO strange VALUES (?)", [[word] for word in strange])
    code, says, remedy = _WORDS[cell.column.kind]
    names = {"currency": codes(), "word": catalogue.names}.get(cell.column.kind, ())
    wrong = f"SELECT _row, {x} AS x, 0 AS which FROM raw.{table} SEMI JOIN strange ON {x} = word"
    for row, typed, _, more in sampled(con, wrong):
        word = str(typed)
        near = meant(word, names)
        advice = f"Do you mean {near}?" if near else remedy.format(names=", ".join(names))
        yield Mistake(row, code, f"{cell.column.name} is {shown(word)}, {says}.", advice, more=more)


_WORDS: dict[Kind, tuple[str, str, str]] = {
    "currency": (
        "currency-unknown",
        "which is no currency of ISO 4217 in which amounts can be booked",
        "Write the three capital letters of the currency: USD.",
    ),
    "period": (
        "period-unreadable",
        "which is not a period",
        "Write 2026-Q3, 2026-07, 2026-H2, 2026 or 2026-07-01/2026-10-01.",
    ),
    "word": (
        "kind-unknown",
        "which is no kind of activity in the catalogue",
        "Write one of {names}, or describe the kind in catalogue.yaml.",
    ),
}
