"""Where the site's database is, and how to get whole columns out of it instead of rows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Place:
    """`vendor` is sqlite or postgresql; `address` a file or a connection string."""

    vendor: str
    address: str


# SQLite's columns have no types: the driver takes them from the first rows, so it must see every row first.
_WHOLE = {"adbc.sqlite.query.batch_rows": str(1 << 30)}


class Reading:
    """One moment of the database: everything asked of it is as of the same instant."""

    def __init__(self, connection: Any, options: Mapping[str, str]) -> None:
        self._connection = connection
        self._options = options

    def table(self, query: str) -> "pa.Table":
        with self._connection.cursor() as cursor:
            cursor.adbc_statement.set_options(**self._options)
            cursor.execute(query)
            return cursor.fetch_arrow_table()

    def number(self, query: str) -> int:
        return int(self.table(query).column(0)[0].as_py())


@contextmanager
def reading(place: Place) -> Iterator[Reading]:
    """Open the database for one consistent look."""
    if place.vendor == "postgresql":
        # Each site has one of the two databases; the other's driver is not needed.
        from adbc_driver_postgresql import dbapi as postgresql

        with postgresql.connect(place.address, autocommit=False) as connection:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield Reading(connection, {})
    else:
        # As above.
        from adbc_driver_sqlite import dbapi as sqlite

        with sqlite.connect(place.address, autocommit=False) as connection:
            yield Reading(connection, _WHOLE)
