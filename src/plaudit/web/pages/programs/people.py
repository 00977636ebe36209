"""Who is on a program, as far as the reader may see."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from plaudit.earnings.runs.models import Unit
from plaudit.earnings.runs.stood import Stood, total
from plaudit.people.access import Reader
from plaudit.web.components.table import Column, Link, Table


def seen(reader: Reader, units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if reader.sees_pay_of(unit.person_id)]


def inside(stood: Stood, units: Sequence[Unit], names: Mapping[str, str]) -> Table:
    columns = (Column("person", "Person"), Column("earned", "Earned", "money", stood.currency))
    keys = sorted({unit.person_id for unit in units}, key=lambda key: names[key].casefold())
    rows = [
        (
            Link(names[key], reverse("statement", args=[key, stood.run.period])),
            total((unit.earned for unit in units if unit.person_id == key), stood.currency),
        )
        for key in keys
    ]
    return Table("people", "Who is on it", columns, rows, empty="Nobody whose pay you may see is on it in this period.")
