"""Facts are never changed: triggers in the database refuse it, whoever asks; and their rows are numbered as they come.

They are laid after each migration, because SQLite drops them when a later migration rebuilds a table.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from plaudit.people.arrive import WRITER
from plaudit.people.recorded import Sealed

_REFUSE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only: record a later row instead', TG_TABLE_NAME; END $$"""
# A sequence gives numbers in the order in which rows are written and leaves out what a killed transaction took; a row
# with a smaller number could be seen later than one with a larger. Under the writer's lock, which the transaction keeps
# to its end, the next number is the one after the last row that there is: as SQLite, with its one writer, numbers them.
_NUMBER = f"""CREATE OR REPLACE FUNCTION number_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
PERFORM pg_advisory_xact_lock({WRITER});
EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) FROM %I',
    quote_ident(TG_TABLE_NAME), TG_ARGV[0], TG_ARGV[0], TG_TABLE_NAME);
RETURN NULL;
END $$"""


def sealed() -> Iterator[type[models.Model]]:
    """Every table that says so of itself, facts first of all."""
    return (model for model in apps.get_models() if issubclass(model, Sealed))


def lay_seal(connection: BaseDatabaseWrapper) -> None:
    """Lay every trigger anew; safe to repeat."""
    present = set(connection.introspection.table_names())
    those = [model for model in sealed() if model._meta.db_table in present]
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, those):
            cursor.execute(statement)


def _statements(vendor: str, those: list[type[models.Model]]) -> Iterator[str]:
    if vendor == "postgresql":
        yield from (_REFUSE, _NUMBER)
    for model in those:
        yield from (_postgres(model) if vendor == "postgresql" else _sqlite(model._meta.db_table))


def _sqlite(table: str) -> Iterator[str]:
    for change in ("update", "delete"):
        name = f"{table}_no_{change}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {change.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: record a later row instead'); END"
        )


def _postgres(model: type[models.Model]) -> Iterator[str]:
    table, key = model._meta.db_table, model._meta.pk
    yield f'DROP TRIGGER IF EXISTS "{table}_sealed" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{table}_sealed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    yield f'DROP TRIGGER IF EXISTS "{table}_numbered" ON "{table}"'
    # Entries and postings say their numbers themselves.
    if isinstance(key, models.AutoField):
        yield (
            f'CREATE TRIGGER "{table}_numbered" BEFORE INSERT ON "{table}" '
            f"FOR EACH STATEMENT EXECUTE FUNCTION number_rows('{key.column}')"
        )


def after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    # Once per migration run is enough: after the last application of ours.
    if sender.label == "statements":
        # The connection belongs to the alias that was migrated.
        from django.db import connections

        lay_seal(connections[using])
