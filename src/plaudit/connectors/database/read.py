"""The site's database as facts: the same tables as a data folder, through the same door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.activities.facts import Facts
from plaudit.activities.known import literal, quoted
from plaudit.connectors.database.place import Place, Reading, reading
from plaudit.connectors.folder.find import TABLES
from plaudit.connectors.folder.load import kinds_change, load
from plaudit.connectors.folder.read import connect
from plaudit.connectors.folder.read_catalogue import read_catalogue_text
from plaudit.connectors.folder.source import Cell, Source, columns
from plaudit.values.refused import Unreadable
from plaudit.values.table import Column, Kind, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# How a column of the database becomes the type that is meant: SQLite has neither days nor moments nor flags.
_TYPES: dict[Kind, str] = {"day": "DATE", "instant": "TIMESTAMP", "flag": "BOOLEAN", "amount": "DECIMAL(18,6)"}

# Names, titles and links stand outside the seal, beside the key.
WORDS: Mapping[str, tuple[str, ...]] = {
    "people": ("name", "email"),
    "accounts": ("name",),
    "contacts": ("name", "email", "title"),
    "activities": ("title", "url"),
}
# Which of them are read, and where they stand; a calculation needs people's names alone.
NAMES: Mapping[str, tuple[str, ...]] = {"people": ("name",)}
_STAND = {"people": "person", "contacts": "contact"}


@dataclass(frozen=True, slots=True)
class Known:
    """The facts up to and with the arrival `watermark`."""

    facts: Facts
    watermark: int


@dataclass(frozen=True, slots=True)
class Part:
    """Only activities that reached a milestone on one of these days; everything else whole.

    With `keys`, only these of them; with `accounts`, only these, with their holders, contacts and champions; with
    `people`, only these, with what is said of them.
    """

    start: date
    end: date
    keys: tuple[str, ...] | None = None
    accounts: tuple[str, ...] | None = None
    people: tuple[str, ...] | None = None

    def where(self, table: Table) -> str:
        """A condition on the rows `f` of a table; every row of an activity is in, or none."""
        if table.name in OF_ACCOUNTS and self.accounts is not None:
            return f" WHERE f.{OF_ACCOUNTS[table.name]} IN ({_values(self.accounts)})"
        if table.name in OF_PEOPLE and self.people is not None:
            return f" WHERE f.{OF_PEOPLE[table.name]} IN ({_values(self.people)})"
        if table.name not in OF_ACTIVITIES:
            return ""
        if self.keys is not None:
            return f" WHERE f.{OF_ACTIVITIES[table.name]} IN ({_values(self.keys)})"
        inside = f"SELECT activity FROM milestones WHERE \"on\" >= '{self.start}' AND \"on\" < '{self.end}'"
        return f" WHERE f.{OF_ACTIVITIES[table.name]} IN ({inside})"


# By which column the tables that hang on an activity name it.
OF_ACTIVITIES = {"activities": "key", "milestones": "activity", "credits": "activity"}
OF_ACCOUNTS = {"accounts": "key", "holdings": "account", "contacts": "account", "champions": "account"}
OF_PEOPLE = {"people": "key", "positions": "person", "targets": "person", "metrics": "person", "grants": "person"}
NO_ACTIVITIES = Part(date.min, date.min, ())


@dataclass(frozen=True, slots=True)
class Given:
    """The database's tables in the schema `given`, each row with its `_id` and the number of its `_arrival`."""

    sources: Mapping[str, Source]
    catalogue: Catalogue
    watermark: int


def read(place: Place, part: Part | None = None, upto: int | None = None) -> Known:
    """What the database holds, as of one moment of it; with `part`, no activities but those.

    With `upto`, nothing that came in after the arrival of that number: what was known then can be read for ever.
    """
    con = connect()
    with reading(place) as database:
        stands = given(con, database, part, upto)
    return known(con, stands, place, TABLES)


def known(con: "DuckDBPyConnection", stands: Given, place: Place, tables: tuple[Table, ...]) -> Known:
    """What was given, laid as facts."""
    loaded = load(con, stands.sources, tables, stands.catalogue, lambda: None)
    con.execute("DROP SCHEMA given CASCADE")
    facts = Facts(
        con=con,
        loaded=loaded,
        inputs=f"arrivals:{stands.watermark}",
        folder=place.vendor,
        catalogue=stands.catalogue,
        kinds_change=kinds_change(con, loaded["activities"]),
    )
    return Known(facts, stands.watermark)


def load_engine() -> None:
    """Bring what reads and calculates into this process before somebody waits for it."""
    # Only what calculates needs Arrow.
    import pyarrow as pa

    with connect() as con:
        con.register("arriving", pa.table([pa.array((1,))], ["one"]))


def given(
    con: "DuckDBPyConnection",
    database: Reading,
    part: Part | None = None,
    upto: int | None = None,
    words: Mapping[str, tuple[str, ...]] = NAMES,
) -> Given:
    """Every row that was ever recorded, not looked at yet; of what stands outside the seal, these `words`."""
    con.execute("CREATE SCHEMA given")
    last = database.number("SELECT coalesce(max(id), 0) FROM people_arrival")
    watermark = last if upto is None else min(upto, last)
    sources = {
        table.name: _source(con, database, (table, _rows(table, part, watermark)), words.get(table.name, ()))
        for table in TABLES
    }
    there = {name: source for name, source in sources.items() if source is not None}
    return Given(there, _catalogue(database, watermark), watermark)


def _values(keys: tuple[str, ...]) -> str:
    # A list of some thousand operands is more than a database may take.
    return "VALUES " + (", ".join(f"({literal(key)})" for key in keys) or "(NULL)")


def _rows(table: Table, part: Part | None, watermark: int) -> str:
    """Which rows `f` of a table are asked for; what arrives while others are read is not among them."""
    where = "" if part is None else part.where(table)
    return f"{where or ' WHERE true'} AND f.arrival_id <= {watermark}"


def _catalogue(database: Reading, watermark: int) -> Catalogue:
    latest = f"SELECT text FROM maturity_map WHERE arrival_id <= {watermark} ORDER BY recorded_at DESC, id DESC LIMIT 1"
    texts = database.table(latest).column(0).to_pylist()
    if not texts:
        return BUILT_IN
    catalogue, problems = read_catalogue_text(texts[0])
    if problems:
        raise Unreadable(problems)
    return catalogue


def _source(
    con: "DuckDBPyConnection", database: Reading, asked: tuple[Table, str], words: tuple[str, ...]
) -> Source | None:
    """The table's rows, where a condition holds, as typed columns in the engine; None when there are none."""
    table, where = asked
    kept = [column for column in columns(table) if column.name not in WORDS.get(table.name, ())]
    named = ", ".join(f"f.{quoted(column.name)}" for column in kept)
    extra = ", CAST(f.attributes AS TEXT) AS attributes" if table.attributes else ""
    names = "".join(f", i.{word}" for word in words)
    join = f" JOIN {_STAND[table.name]} AS i ON i.key = f.key" if words else ""
    rows = f"FROM {table.name} AS f{join}{where}"
    arrow = database.table(f"SELECT f.id, f.arrival_id, {named}{names}{extra} {rows}")
    if arrow.num_rows == 0 and not table.required:
        return None
    con.register("arriving", arrow)
    typed = ", ".join(f"{_typed(column)} AS {quoted(column.name)}" for column in kept)
    attributes = _attributes(con) if table.attributes else []
    expanded = "".join(f", json_extract_string(attributes, '$.{each}') AS {quoted(each)}" for each in attributes)
    said = "".join(f", nullif({word}, '') AS {word}" for word in words)
    con.execute(f"""CREATE TABLE given.{table.name} AS
        SELECT id AS _id, arrival_id AS _arrival, {typed}{said}{expanded} FROM arriving""")
    con.unregister("arriving")
    cells = [Cell(column, quoted(column.name), _TYPES.get(column.kind, "VARCHAR")) for column in kept]
    cells += [Cell(Column(word), word) for word in words]
    cells += [Cell(Column(each), quoted(each)) for each in attributes]
    # No file: a message says "not in accounts".
    return Source(table, Path(table.name), f"given.{table.name}", tuple(cells))


def _typed(column: Column) -> str:
    x = quoted(column.name)
    match column.kind:
        case "amount":
            return f"({x}::DECIMAL(19,0) * 0.000001::DECIMAL(7,6))::DECIMAL(18,6)"
        case "instant":
            # Django keeps moments in UTC; without a zone the engine reads them as that.
            return f"{x}::VARCHAR::TIMESTAMP"
        case kind if kind in _TYPES:
            return f"{x}::VARCHAR::{_TYPES[kind]}"
    return f"nullif({x}::VARCHAR, '')"


def _attributes(con: "DuckDBPyConnection") -> list[str]:
    found = con.execute(
        "SELECT DISTINCT unnest(json_keys(attributes)) AS name FROM arriving WHERE attributes <> '{}' ORDER BY name"
    ).fetchall()
    return [str(name) for (name,) in found]
