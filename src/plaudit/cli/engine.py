"""Where the query runs: in this process, on PostgreSQL, on Spark; what is missing for it is refused with what to do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from plaudit.values.refused import Refused

if TYPE_CHECKING:
    # Naming an engine starts none.
    from plaudit.earnings.engines import Engine

Name = Literal["duckdb", "postgres", "spark"]


@dataclass(frozen=True, slots=True)
class Server:
    """An engine by name with its address, as typed."""

    name: Name = "duckdb"
    dsn: str | None = None
    master: str | None = None


def engine(server: Server) -> "Engine":
    match server:
        case Server(name, dsn=str()) if name != "postgres":
            raise Refused("dsn-unused", "--dsn is the address of PostgreSQL: add --engine postgres, or leave it out.")
        case Server(name, master=str()) if name != "spark":
            raise Refused("master-unused", "--master is the address of Spark: add --engine spark, or leave it out.")
        case Server("postgres", dsn=None):
            raise Refused("dsn-missing", "PostgreSQL needs an address: --dsn postgresql://user@host/database.")
        case Server("postgres", dsn=str(dsn)):
            return _postgres(dsn)
        case Server("spark", master=None):
            raise Refused("master-missing", "Spark needs an address: --master local[2], or that of a cluster.")
        case Server("spark", master=str(master)):
            return _spark(master)
        case _:
            # The engine in this process, which reading a plan does not need.
            from plaudit.earnings.engines.embedded import ENGINE

            return ENGINE


def _postgres(dsn: str) -> "Engine":
    try:
        # An optional dependency.
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict

        # It needs psycopg too.
        from plaudit.earnings.engines.postgres import Postgres
    except ModuleNotFoundError as absent:
        raise Refused("postgres-absent", "PostgreSQL needs psycopg: pip install 'plaudit[postgres]'.") from absent
    try:
        conninfo_to_dict(dsn)
    except ProgrammingError as wrong:
        raise Refused("dsn-unreadable", "--dsn is no address: write postgresql://user@host/database.") from wrong
    return Postgres(dsn)


def _spark(master: str) -> "Engine":
    try:
        # An optional dependency.
        from plaudit.earnings.engines.spark import Spark
    except ModuleNotFoundError as absent:
        raise Refused("spark-absent", "Spark needs pyspark: pip install 'plaudit[spark]', and Java.") from absent
    return Spark(master)
