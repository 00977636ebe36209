"""Who is on a program, as far as the reader may see."""

from collections.abc import Sequence

from django.urls import reverse

from plaudit.earnings.runs.models import Unit
from plaudit.earnings.runs.stood import Stood
from plaudit.earnings.runs.totals import totals
from plaudit.people.access import Reader
from plaudit.people.names import names
from plaudit.web.components.table import Column, Link, Table


def seen(reader: Reader, units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if reader.sees_pay_of(unit.person_id)]


def inside(stood: Stood, reader: Reader) -> Table:
    """Asks twice, however many they are."""
    whose = None if reader.operations or reader.finance else {reader.key, *reader.reports}
    those = [each for each in totals(stood.run, stood.currency, whose) if reader.sees_pay_of(each.person)]
    called = names(each.person for each in those)
    columns = (Column("person", "Person"), Column("earned", "Earned", "money", stood.currency))
    rows = [
        (Link(called[each.person], reverse("statement", args=[each.person, stood.run.period])), each.earned)
        for each in sorted(those, key=lambda each: called[each.person].casefold())
    ]
    return Table("people", "Who is on it", columns, rows, empty="Nobody whose pay you may see is on it in this period.")
