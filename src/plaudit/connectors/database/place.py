"""Where the site's database is, and how to get whole columns out of it instead of rows."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.request import pathname2url

if TYPE_CHECKING:
    import pyarrow as pa


ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """`vendor` is sqlite or postgresql; `address` a file or a connection string."""

    vendor: str
    address: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One moment of the database: everything asked of it is as of the same instant."""

    table: "Callable[[str], pa.Table]"

    def number(self, query: str) -> int:
        return int(self.table(query).column(0)[0].as_py())


@contextmanager
def reading(place: Place) -> Iterator[Reading]:
    """Open the database for one consistent look."""
    with (_postgresql if place.vendor == "postgresql" else _sqlite)(place.address) as found:
        yield found


@contextmanager
def _postgresql(address: str) -> Iterator[Reading]:
    # A site on SQLite needs no driver of PostgreSQL.
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(address, autocommit=False) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

        def table(query: str) -> "pa.Table":
            cursor.execute(query)
            return cursor.fetch_arrow_table()

        yield Reading(table)


@contextmanager
def _sqlite(address: str) -> Iterator[Reading]:
    """Through the same SQLite library as everything else of the process.

    A second copy of the library (a driver of its own) drops the first one's locks on the file and has been seen to
    read what was true before (decision 0027).
    """
    # Only what calculates needs Arrow.
    import pyarrow as pa

    with closing(sqlite3.connect(f"file:{pathname2url(address)}?mode=ro", uri=True)) as connection:
        connection.execute("BEGIN")

        def table(query: str) -> "pa.Table":
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description]
            parts = [pa.table([pa.array(())] * len(names), names)]
            # A few rows at a time: a million Python rows beside each other take twice as long.
            while rows := cursor.fetchmany(ROWS):
                parts.append(pa.table([pa.array(column) for column in zip(*rows, strict=True)], names))
            return pa.concat_tables(parts, promote_options="permissive")

        yield Reading(table)
