"""Signatures as a table: what is missing first."""

from collections.abc import Sequence

from django.urls import reverse

from plaudit.people.names import names
from plaudit.plans.signoff.find import Sought
from plaudit.web.components.table import Column, Link, State, Table

COLUMNS = (
    Column("person", "Person"),
    Column("plan", "Plan"),
    Column("version", "Version", "number"),
    Column("from", "Holds from", "day"),
    Column("state", "State", "state"),
    Column("signed", "Signed", "moment"),
)


def listed(those: Sequence[Sought]) -> Table:
    called = names(each.person for each in those)
    rows = [
        (
            called[each.person],
            Link(each.title, reverse("version", args=[each.version.program.key, each.version.number])),
            str(each.version.number),
            each.version.effective_from,
            State("waiting", "Not signed") if each.signed_at is None else State("good", "Signed"),
            each.signed_at,
        )
        for each in sorted(those, key=lambda each: (each.signed_at is not None, called[each.person].casefold()))
    ]
    empty = "No plan covers anybody whom you may see here. Whoever a published version covers is asked to sign it."
    return Table("signatures", "Signatures", COLUMNS, rows, empty=empty)
