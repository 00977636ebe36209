"""Facts are never changed: triggers in the database refuse it, whoever asks.

They are laid after each migration, because SQLite drops them when a later migration rebuilds a table.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from plaudit.people.recorded import Sealed

_REFUSE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only: record a later row instead', TG_TABLE_NAME; END $$"""


def sealed() -> Iterator[type[models.Model]]:
    """Every table that says so of itself, facts first of all."""
    return (model for model in apps.get_models() if issubclass(model, Sealed))


def lay_seal(connection: BaseDatabaseWrapper) -> None:
    """Lay every trigger anew; safe to repeat."""
    present = set(connection.introspection.table_names())
    tables = [model._meta.db_table for model in sealed() if model._meta.db_table in present]
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, tables):
            cursor.execute(statement)


def _statements(vendor: str, tables: list[str]) -> Iterator[str]:
    if vendor == "postgresql":
        yield _REFUSE
    for table in tables:
        yield from (_postgres(table) if vendor == "postgresql" else _sqlite(table))


def _sqlite(table: str) -> Iterator[str]:
    for change in ("update", "delete"):
        name = f"{table}_no_{change}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {change.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: record a later row instead'); END"
        )


def _postgres(table: str) -> Iterator[str]:
    yield f'DROP TRIGGER IF EXISTS "{table}_sealed" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{table}_sealed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    # Once per migration run is enough: after the last application of ours.
    if sender.label == "statements":
        # The connection belongs to the alias that was migrated.
        from django.db import connections

        lay_seal(connections[using])
