"""What is wrong with a file that somebody sent, as a table."""

from collections.abc import Iterable, Mapping
from typing import Any

from plaudit.web.components.table import Column, Table

_COLUMNS = (
    Column("line", "Row", "number"),
    Column("says", "What is wrong"),
    Column("remedy", "What to do"),
    Column("code", "Code"),
)


def problems(told: Iterable[Mapping[str, Any]]) -> Table:
    rows = [
        (None if each["line"] is None else str(each["line"]), each["says"], each["remedy"], each["code"])
        for each in told
    ]
    return Table("problems", "Problems", _COLUMNS, rows, empty="No problems.", most=500)
