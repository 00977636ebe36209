"""The site's database as the studies read it: with what else happened, as from a folder of the same tables."""

from collections.abc import Collection
from dataclasses import replace

from plaudit.activities.outside import TABLES as STUDIED
from plaudit.connectors.database.place import Place, reading
from plaudit.connectors.database.read import NAMES, Known, given, known
from plaudit.connectors.database.studied import studied
from plaudit.connectors.folder.find import TABLES
from plaudit.connectors.folder.read import connect
from plaudit.connectors.folder.read_studied import as_found
from plaudit.connectors.folder.source import Source

# Studies ask of which domain an address is.
ADDRESSES = {"people": (*NAMES["people"], "email"), "contacts": ("email",)}


def read_studied(place: Place) -> Known:
    """Every table, as of one moment of the database."""
    con = connect()
    with reading(place) as database:
        stands = given(con, database, words=ADDRESSES)
        sources = {**stands.sources, **studied(con, database)}
    found = {name: _as_found(source, sources) for name, source in sources.items()}
    tables = tuple(as_found(table, sources) for table in (*TABLES, *STUDIED))
    return known(con, replace(stands, sources=found), place, tables)


def _as_found(source: Source, there: Collection[str]) -> Source:
    table = as_found(source.table, there)
    columns = {column.name: column for column in table.columns}
    cells = tuple(replace(cell, column=columns.get(cell.column.name, cell.column)) for cell in source.cells)
    return replace(source, table=table, cells=cells)
