"""Each uploaded row against what stands under its key: new, changed, or nothing that is not known already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from plaudit.activities.known import quoted
from plaudit.connectors.database.read import WORDS
from plaudit.connectors.folder.cells import READINGS, meaning, text
from plaudit.connectors.folder.source import Source
from plaudit.connectors.upload.kept import HISTORY, Kept
from plaudit.connectors.upload.lay import same
from plaudit.connectors.upload.models import Outside
from plaudit.values.table import Column, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a table are new, correct what stands, or say nothing new."""

    table: str
    new: int
    changed: int
    same: int

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same


@dataclass(frozen=True, slots=True)
class Compared:
    """A table on its way into the database: what the file says of it, what stands, how it is kept."""

    said: Source
    stands: Source | None
    kept: Kept
    trusted: bool

    @property
    def table(self) -> Table:
        return self.said.table

    @property
    def judged(self) -> tuple[Column, ...]:
        """The columns of the file by which a row differs from what stands; what it leaves out is left as it is."""
        beside = (*WORDS.get(self.table.name, ()), *self.table.key, *HISTORY, "verified")
        columns = [cell.column for cell in self.said.cells if cell.column.name not in beside]
        verified = self.table.find("verified")
        # Nobody verifies her own word: a source that is not trusted leaves milestones as verified as they are.
        return (*columns, verified) if verified is not None and self.trusted else tuple(columns)

    @property
    def known(self) -> tuple[Column, ...]:
        words = (*WORDS.get(self.table.name, ()), *HISTORY)
        cells = self.stands.cells if self.stands is not None else ()
        return tuple(cell.column for cell in cells if cell.column.name not in words)


def compare(con: "DuckDBPyConnection", compared: Compared) -> Counted:
    """Fill `staged.<table>` with the rows to add, numbered in the order of the file."""
    table = compared.table.name
    con.execute(f"CREATE TABLE before.{table} AS {_before(compared)}")
    con.execute(f"CREATE TABLE compared.{table} AS {_compared(compared)}")
    con.execute(f"""CREATE TABLE staged.{table} AS SELECT row_number() OVER (ORDER BY _row) AS _n, _row, _fate,
        {", ".join(_columns(compared))} FROM compared.{table} WHERE _fate <> 'same'""")
    counts = dict(con.execute(f"SELECT _fate, count(*) FROM compared.{table} GROUP BY _fate").fetchall())
    return Counted(table, counts.get("new", 0), counts.get("changed", 0), counts.get("same", 0))


def _before(compared: Compared) -> str:
    """Every known row of a key that the file has, as text, with what its judged columns mean together."""
    there = {column.name: column for column in compared.known}
    names = dict.fromkeys([*compared.table.key, *there, *(column.name for column in compared.judged)])
    if compared.stands is None:
        texts = ", ".join(f"NULL::VARCHAR AS {quoted(name)}" for name in names)
        return f"""SELECT {texts}, 0::BIGINT AS _id, false AS _ours, 0::BIGINT AS _at, '' AS _content WHERE false"""
    texts = ", ".join(_stood(compared.stands, name) for name in names)
    rows = f"""SELECT {texts}, _id, _arrival IN (FROM ours) AS _ours, epoch_us(recorded_at) AS _at,
        {_retracted(compared.stands)} AS _withdrawn FROM given.{compared.table.name}"""
    return f"""SELECT * EXCLUDE (_withdrawn), {_content(compared.judged, "_withdrawn")} AS _content FROM ({rows}) AS k
        SEMI JOIN upload.{compared.table.name} AS u ON {same(compared.table.key, "k", "u")}"""


def _stood(stands: Source, name: str) -> str:
    cell = stands.cell(name)
    return f"{'NULL::VARCHAR' if cell is None else text(cell)} AS {quoted(name)}"


def _retracted(source: Source) -> str:
    cell = source.cell("retracted_at")
    return "NULL::VARCHAR" if cell is None else text(cell)


def _content(columns: Sequence[Column], withdrawn: str) -> str:
    """What the cells mean, as one text: 1 is 1.00, and an empty cell what an empty cell means."""
    cells = [f"coalesce({meaning(column.kind, quoted(column.name))}, '')" for column in columns]
    cells.append(f"coalesce({meaning('instant', withdrawn)}, '')")
    return f"concat_ws(chr(31), {', '.join(cells)})"


def _compared(compared: Compared) -> str:
    """The file's rows with their fate, each column as the file has it, or else as it stands."""
    table, said = compared.table, compared.said
    key = ", ".join(quoted(part) for part in table.key)
    at = "epoch_us(try_cast(recorded_at AS TIMESTAMPTZ))" if said.cell("recorded_at") is not None else "NULL::BIGINT"
    withdrawn = quoted("retracted_at") if said.cell("retracted_at") is not None else "NULL"
    unsaid = [column for column in compared.judged if said.cell(column.name) is None]
    extra = "".join(f", NULL::VARCHAR AS {quoted(column.name)}" for column in unsaid)
    names = {column.name for column in compared.judged}
    merged = [f"s.{quoted(column.name)}" for column in compared.judged]
    merged += [f"k.{quoted(c.name)}" for c in compared.known if c.name not in names and c.name not in table.key]
    keys = ", ".join(f"s.{quoted(part)}" for part in table.key)
    return f"""WITH typed AS (SELECT *, rowid + 1 AS _row, {at} AS _at, {withdrawn}::VARCHAR AS _withdrawn{extra}
            FROM (SELECT rowid, * FROM upload.{table.name})),
        said AS (SELECT *, {_content(compared.judged, "_withdrawn")} AS _content FROM typed
            QUALIFY row_number() OVER (PARTITION BY {key}, _at ORDER BY _row) = 1),
        stands AS (SELECT * FROM before.{table.name}
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY _at DESC, _id DESC) = 1),
        ours AS (SELECT {key}, _content FROM before.{table.name} WHERE _ours
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY _id DESC) = 1),
        dated AS (SELECT {key}, _at, _content FROM before.{table.name}
            QUALIFY row_number() OVER (PARTITION BY {key}, _at ORDER BY _id DESC) = 1)
        SELECT s._row, s._withdrawn, CASE WHEN d._at IS NULL THEN s._at END AS _at, CASE
            WHEN d._content = s._content THEN 'same'
            -- A source that says what it said before corrects nothing, whatever was corrected here since.
            WHEN (s._at IS NULL OR d._at IS NOT NULL) AND s._content IN (k._content, o._content) THEN 'same'
            WHEN k._id IS NULL THEN 'new' ELSE 'changed' END AS _fate, {", ".join([keys, *merged])}
        FROM said AS s LEFT JOIN stands AS k ON {same(table.key, "s", "k")}
        LEFT JOIN ours AS o ON {same(table.key, "s", "o")}
        LEFT JOIN dated AS d ON {same(table.key, "s", "d")} AND d._at = s._at"""


def _columns(compared: Compared) -> list[str]:
    """The values that the database keeps, in the order of the model's columns, and when they were learned."""
    there = {*compared.table.key, *(column.name for column in (*compared.judged, *compared.known))}
    columns = [f"{_value(compared, name, there)} AS {quoted(name)}" for name in compared.kept.fields]
    return [*columns, "_at", "epoch_us(try_cast(_withdrawn AS TIMESTAMPTZ)) AS _until"]


def _value(compared: Compared, name: str, there: set[str]) -> str:
    field = compared.kept.fields[name]
    x = quoted(name) if name in there else "NULL::VARCHAR"
    if compared.kept.rows is Outside:
        return _outside(compared, name)
    match field:
        case models.JSONField():
            return _attributes(compared)
        case models.BooleanField():
            # Only the word of a trusted source counts as verified.
            return f"({meaning('flag', x)} = 'true')::INTEGER" if compared.trusted else "0"
        case models.BigIntegerField():
            return READINGS["amount"].value.format(x=x)
        case _ if field.null:
            return x
    default = str(field.get_default())
    return f"coalesce({x}, '{default}')"


def _outside(compared: Compared, name: str) -> str:
    match name:
        case "table":
            return f"'{compared.table.name}'"
        case "key":
            return f"to_json([{', '.join(quoted(part) for part in compared.table.key)}])::VARCHAR"
    there = {*compared.table.key, *(column.name for column in (*compared.judged, *compared.known))}
    return _json(there)


def _attributes(compared: Compared) -> str:
    own = {column.name for column in compared.table.columns}
    return _json({column.name for column in (*compared.judged, *compared.known)} - own)


def _json(names: Collection[str]) -> str:
    """An object of the cells that hold something."""
    if not names:
        return "'{}'"
    pairs = ", ".join(f"{{'k': '{name}', 'v': {quoted(name)}}}" for name in sorted(names))
    return f"to_json(map_from_entries([e for e in [{pairs}] if e.v IS NOT NULL]))::VARCHAR"
