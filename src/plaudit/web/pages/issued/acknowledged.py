"""Who has seen the statement that was issued to her, as a table."""

from collections.abc import Sequence

from django.urls import reverse

from plaudit.people.names import names
from plaudit.statements.acknowledge import Seen
from plaudit.web.components.table import Cell, Column, Link, State, Table


def acknowledged(period: str, found: Sequence[Seen]) -> Table:
    """Who has seen her statement; those who have not come first."""
    columns = (Column("person", "Person"), Column("seen", "Acknowledged", "state"), Column("at", "On", "moment"))
    called = names(each.person for each in found)
    ordered = sorted(found, key=lambda each: (each.at is not None, called[each.person].casefold()))
    rows: list[tuple[Cell, ...]] = [
        (
            Link(called[each.person], reverse("statement", args=[each.person, period])),
            State("waiting", "Not yet") if each.at is None else State("good", "Seen"),
            each.at,
        )
        for each in ordered
    ]
    return Table("acknowledged", "Acknowledged", columns, rows, empty="No statement was issued.")
