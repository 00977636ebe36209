"""What keys are called: the names, titles and links of a file, which stand outside the seal."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from plaudit.connectors.database.place import Reading
from plaudit.connectors.database.read import WORDS
from plaudit.connectors.upload.compare import Compared
from plaudit.customers.models import Contact

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Named:
    """Rows of `staged.<relation>` for a table of names: key, the words of the file, and with which fact they go."""

    relation: str
    model: type[models.Model]
    words: tuple[str, ...]


def name(con: "DuckDBPyConnection", database: Reading, compared: Compared) -> list[Named]:
    """The names that are new or other than those that stand; each goes in no later than the first fact about it."""
    table, beside = compared.table.name, compared.kept.beside
    named = []
    if beside is not None:
        words = tuple(word for word in WORDS[table] if compared.said.cell(word) is not None)
        dated = "recorded_at" if compared.said.cell("recorded_at") is not None else "NULL"
        said = f"""SELECT key{"".join(f", coalesce({word}, '') AS {word}" for word in words)}
            FROM (SELECT rowid, * FROM upload.{table})
            QUALIFY row_number() OVER (PARTITION BY key ORDER BY {dated} DESC NULLS LAST, rowid DESC) = 1"""
        _stage(con, database, Named(f"{table}_names", beside, words), said, f"SELECT key, _n FROM staged.{table}")
        named.append(Named(f"{table}_names", beside, words))
    if table == "activities" and compared.said.cell("contact") is not None:
        named.append(_contacts(con, database))
    return named


def _contacts(con: "DuckDBPyConnection", database: Reading) -> Named:
    """Contacts may be named by activities alone (decision 0025)."""
    named = Named("activities_contacts", Contact, ())
    said = "SELECT DISTINCT contact AS key FROM upload.activities WHERE contact IS NOT NULL"
    _stage(con, database, named, said, "SELECT contact AS key, _n FROM staged.activities")
    return named


def _stage(con: "DuckDBPyConnection", database: Reading, named: Named, said: str, facts: str) -> None:
    columns = ("key", *named.words)
    stands = database.table(f"SELECT {', '.join(columns)} FROM {named.model._meta.db_table}")
    con.register("standing_names", stands)
    other = " OR ".join(["n.key IS NULL", *(f"s.{word} <> n.{word}::VARCHAR" for word in named.words)])
    con.execute(f"""CREATE TABLE staged.{named.relation} AS
        SELECT s.*, coalesce(f._n, (SELECT count(*) FROM ({facts})) + row_number() OVER (ORDER BY s.key)) AS _n
        FROM ({said}) AS s LEFT JOIN standing_names AS n ON n.key::VARCHAR = s.key
        LEFT JOIN (SELECT key, min(_n) AS _n FROM ({facts}) GROUP BY key) AS f ON f.key = s.key WHERE {other}""")
    con.unregister("standing_names")
