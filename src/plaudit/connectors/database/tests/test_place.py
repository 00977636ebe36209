"""Reading the database disturbs nobody who writes to it."""

import subprocess
import sys

import pytest
from django.db import connection

from plaudit.connectors.database.here import here
from plaudit.connectors.database.place import reading
from plaudit.people.models import Person

pytestmark = pytest.mark.usefixtures("company")
PEOPLE = "SELECT count(*) FROM person"


def people() -> int:
    with reading(here()) as database:
        return database.number(PEOPLE)


def test_what_is_written_after_a_reading_is_there_in_the_next_one() -> None:
    before = Person.objects.count()
    assert people() == before
    Person.objects.create(key="new", name="New Person")
    assert people() == before + 1


def test_another_process_sees_what_an_open_connection_wrote_after_a_reading() -> None:
    # An SQLite whose log was removed under an open connection keeps its own rows, and loses them for everybody else.
    before = Person.objects.count()
    assert people() == before
    Person.objects.create(key="new", name="New Person")
    connection.commit()
    place = here()
    program = f"""from plaudit.connectors.database.place import Place, reading
with reading(Place({place.vendor!r}, {place.address!r})) as database:
    print(database.number({PEOPLE!r}))"""
    said = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(said.stdout) == before + 1
