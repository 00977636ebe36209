"""What may stand in a cell, by kind of column, and what it means: each rule once, for loading and for explaining."""

from collections.abc import Mapping
from dataclasses import dataclass

from plaudit.connectors.folder.source import Cell
from plaudit.values.table import Kind

# The largest amount whose millionths are still exact whole numbers of 64 bits, with room to add a few.
LARGEST = 9_000_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """A rule as SQL over `{x}`, the cell's text; `says` and `remedy` are for the cell that breaks it."""

    code: str
    holds: str
    says: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Checks in order, each relying on those before it, then the value when all of them hold."""

    checks: tuple[Check, ...]
    value: str
    # What an empty cell means.
    nothing: str = "NULL"

    @property
    def holds(self) -> str:
        return " AND ".join(f"coalesce({check.holds}, false)" for check in self.checks) if self.checks else "true"


_DAY = Check(
    "day-unreadable",
    "regexp_full_match({x}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')",
    "which is not a day written year-month-day",
    "Write days as 2026-07-01.",
)
_DAY_EXISTS = Check(
    "day-impossible",
    "try_cast({x} AS DATE) IS NOT NULL AND {x} >= '0001'",
    "a day that does not exist",
    "Look up which day was meant; the calendar has none like this.",
)
_NUMBER = Check(
    "number-unreadable",
    "regexp_full_match({x}, '-?[0-9]+([.][0-9]+)?')",
    "which is not a plain decimal",
    "Write digits with a point before the decimals and nothing else: 1000.00.",
)
_FINE = Check(
    "number-too-fine",
    "regexp_full_match({x}, '-?[0-9]+([.][0-9]{{1,6}})?')",
    "which has more than six decimals",
    "Give at most six decimals, rounded the way you want it paid.",
)
_LARGE = Check(
    "number-too-large",
    f"abs(try_cast({{x}} AS DECIMAL(38,6))) < {LARGEST}",
    f"which is beyond {LARGEST:,}",
    "Check the amount and its currency; larger ones cannot be calculated exactly.",
)
_SHARE = Check(
    "share-unreadable",
    "regexp_full_match({x}, '-?[0-9]{{1,9}}([.][0-9]{{1,6}})?|-?[0-9]{{1,6}}/[0-9]{{1,6}}')",
    "which is neither a decimal of at most six places nor a fraction",
    "Write a share as 0.5 or 1/3.",
)
_NUMERATOR = "try_cast(split_part({x}, '/', 1) AS BIGINT)"
_DENOMINATOR = "nullif(try_cast(split_part({x}, '/', 2) AS BIGINT), 0)"
_DECIMAL_SHARE = "(try_cast({x} AS DECIMAL(18,6)) * 1000000)::BIGINT"
_IN_RANGE = Check(
    "share-out-of-range",
    f"CASE WHEN contains({{x}}, '/') THEN {_NUMERATOR} BETWEEN 1 AND {_DENOMINATOR} "
    f"ELSE {_DECIMAL_SHARE} BETWEEN 1 AND 1000000 END",
    "which is not above 0 and at most 1",
    "Give each person the part that is hers; the shares of an act, or of an account on a day, sum to 1.",
)
_RATE = Check(
    "number-too-fine",
    "regexp_full_match({x}, '-?[0-9]{{1,12}}([.][0-9]{{1,12}})?')",
    "which has more than twelve digits before or after the point",
    "Give a rate with at most twelve decimals.",
)
_POSITIVE = Check(
    "rate-not-positive",
    "try_cast({x} AS DECIMAL(24,12)) > 0",
    "which is not above 0",
    "Write how much of `quote` one unit of `base` buys.",
)
_INSTANT = Check(
    "instant-unreadable",
    "regexp_full_match({x}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.][0-9]{{1,6}})?)?"
    "(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)') AND try_cast({x} AS TIMESTAMPTZ) IS NOT NULL",
    "which is not an instant with its offset",
    "Write instants as 2026-07-01T10:00:00Z.",
)
_MOMENT = Check(
    "instant-unreadable",
    f"(length({{x}}) = 10 AND {_DAY.holds} AND {_DAY_EXISTS.holds}) OR ({_INSTANT.holds})",
    "which is neither a day nor an instant with its offset",
    "Write 2026-10-05, which means the end of that day, or 2026-10-05T16:00:00Z.",
)
_FLAG = Check(
    "flag-unreadable",
    "lower({x}) IN ('true', 'false', 'yes', 'no', '1', '0')",
    "which is neither true nor false",
    "Write true or false, or leave it empty for true.",
)
# Invisible characters make two keys that look the same; so do spaces around them.
_KEY = Check(
    "key-unreadable",
    "NOT regexp_matches({x}, '[\\p{{Cc}}\\p{{Cf}}\\p{{Zl}}\\p{{Zp}}]|^\\p{{Zs}}|\\p{{Zs}}$')",
    "which has an invisible character in it or a space around it",
    "Take the invisible characters and the outer spaces away, in every file that names this key.",
)


def _plain(decimal: str) -> str:
    """A decimal without the zeros that its type added."""
    return f"rtrim(rtrim({decimal}, '0'), '.')"


_MILLIONTHS = "(try_cast({x} AS DECIMAL(38,6)) * 1000000)::BIGINT"
_DAYS = "(try_cast({x} AS DATE) - DATE '1970-01-01')::INTEGER"

READINGS: Mapping[Kind, Reading] = {
    "key": Reading((_KEY,), "{x}"),
    "text": Reading((), "{x}"),
    "word": Reading((), "{x}"),
    "currency": Reading((), "{x}"),
    "period": Reading((), "{x}"),
    "day": Reading((_DAY, _DAY_EXISTS), _DAYS),
    "amount": Reading((_NUMBER, _FINE, _LARGE), _MILLIONTHS),
    "decimal": Reading((_NUMBER, _FINE, _LARGE), _plain("try_cast({x} AS DECIMAL(38,6))::VARCHAR")),
    "rate": Reading((_NUMBER, _RATE, _POSITIVE), _plain("try_cast({x} AS DECIMAL(24,12))::VARCHAR")),
    # A fraction that is not whole in millionths is kept beside the share, as text (rule 5).
    "share": Reading(
        (_SHARE, _IN_RANGE),
        f"CASE WHEN contains({{x}}, '/') THEN {_NUMERATOR} * 1000000 // {_DENOMINATOR} ELSE {_DECIMAL_SHARE} END",
        "1000000",
    ),
    "instant": Reading((_INSTANT,), "try_cast({x} AS TIMESTAMPTZ)"),
    "moment": Reading((_MOMENT,), "{x}"),
    "flag": Reading((_FLAG,), "lower({x}) IN ('true', 'yes', '1')", "true"),
}
FRACTION = f"CASE WHEN contains({{x}}, '/') AND {_NUMERATOR} * 1000000 % {_DENOMINATOR} <> 0 THEN {{x}} END"

EMPTY = Check("value-missing", "{x} IS NOT NULL", "", "Fill the cell in, or take the row out.")


_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_INSTANTS = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE")
TEXTS = ("VARCHAR", "BOOLEAN", "DATE", "UUID", "UHUGEINT", *_WHOLE, *_INSTANTS)

# Columns of a Parquet file whose type already is what is meant need no text in between.
_DIRECT: Mapping[tuple[Kind, str], str] = {
    # The engine has an infinite day, and days before the first year and after the last.
    ("day", "DATE"): "CASE WHEN {x} NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN error('a cell') "
    "ELSE ({x} - DATE '1970-01-01')::INTEGER END",
    ("flag", "BOOLEAN"): "coalesce({x}, true)",
    # A moment without a zone is UTC: that is what the column means (rule 1).
    **{
        ("instant", native): "CASE WHEN {x}::TIMESTAMPTZ < TIMESTAMPTZ '0001-01-01' OR {x}::TIMESTAMPTZ >= "
        "TIMESTAMPTZ '10000-01-01' THEN error('a cell') ELSE {x}::TIMESTAMPTZ END"
        for native in _INSTANTS
    },
    **{("amount", native): "{x}::BIGINT * 1000000" for native in ("TINYINT", "SMALLINT", "INTEGER")},
}


def text(cell: Cell) -> str:
    """The cell as a person would have typed it in a CSV file; empty text is nothing."""
    x = cell.sql
    if cell.native.startswith("DECIMAL") and _decimals(cell.native) > 6:
        return _plain(f"{x}::VARCHAR")
    if cell.native in _INSTANTS and cell.column.kind == "day":
        return f"CASE WHEN {x} = date_trunc('day', {x}) THEN {x}::DATE::VARCHAR ELSE {x}::VARCHAR END"
    if cell.native in _INSTANTS:
        finite = f"strftime({x}::TIMESTAMPTZ, '%Y-%m-%dT%H:%M:%S.%fZ')"
        return f"CASE WHEN isfinite({x}) THEN {finite} ELSE {x}::VARCHAR END"
    if cell.native != "VARCHAR":
        return f"{x}::VARCHAR"
    return f"nullif({x}, '')"


def direct(cell: Cell) -> str | None:
    """The value straight from the column's own type, where no cell of it can be wrong."""
    if cell.column.kind == "amount" and cell.native.startswith("DECIMAL"):
        whole, decimals = _digits(cell.native)
        exact = decimals <= 6 and whole - decimals <= 12
        return f"({cell.sql}::DECIMAL(38,6) * 1000000)::BIGINT" if exact else None
    template = _DIRECT.get((cell.column.kind, cell.native))
    return None if template is None else template.format(x=cell.sql)


def exact(cell: Cell) -> bool:
    """Whether the column's type can hold what it must; floating point cannot hold 0.10 and may not name anything."""
    if cell.native in {"FLOAT", "DOUBLE"}:
        return cell.column.kind == "text" and not cell.column.filled
    return cell.native in TEXTS or cell.native.startswith(("DECIMAL", "ENUM"))


def _decimals(native: str) -> int:
    return _digits(native)[1]


def _digits(native: str) -> tuple[int, int]:
    whole, decimals = native.removeprefix("DECIMAL(").removesuffix(")").split(",")
    return int(whole), int(decimals)


def meaning(kind: Kind, x: str) -> str:
    """SQL for what the cell means, by which two rows are told apart: 1 is 1.00; what cannot be read is its text."""
    reading = READINGS[kind]
    value = f"CASE WHEN {x} IS NULL THEN {reading.nothing} WHEN {reading.holds} THEN {reading.value} END"
    fraction = f"{FRACTION}, " if kind == "share" else ""
    return f"coalesce({fraction}({value})::VARCHAR, {x})".format(x=x)
