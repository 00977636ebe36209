"""No fact can be changed or taken away, by our own code or from outside."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from plaudit.people.models import Employment
from plaudit.people.seal import sealed

pytestmark = pytest.mark.usefixtures("company")


@pytest.mark.parametrize("change", ["UPDATE people SET role = 'queen'", "DELETE FROM people"])
def test_a_fact_is_neither_changed_nor_taken_away(change: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Employment.objects.get(person_id="ada").role == "csm"


def test_replacing_a_row_is_a_change_too() -> None:
    replace = "INSERT INTO people SELECT * FROM people WHERE true ON CONFLICT (id) DO UPDATE SET role = 'queen'"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(replace)


def test_the_seal_is_on_every_table_of_facts_after_another_migration() -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_update'")
        else:
            cursor.execute("SELECT DISTINCT event_object_table FROM information_schema.triggers")
        found = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in sealed()} <= found
