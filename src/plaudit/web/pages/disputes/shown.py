"""Disputes as tables, and as a word beside the line that they are about."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from plaudit.people.names import names
from plaudit.statements.disputes.stands import Standing
from plaudit.values.money import Money
from plaudit.web.components.table import Cell, Column, Link, State, Table
from plaudit.web.components.words import plain
from plaudit.web.periods import label

COLUMNS = (
    Column("dispute", "Dispute"),
    Column("who", "Person"),
    Column("about", "About"),
    Column("period", "Period"),
    Column("amount", "Line says", "money"),
    Column("currency", "Currency"),
    Column("owner", "Answers"),
    Column("due", "Due on", "day"),
    Column("state", "State", "state"),
)


def state(each: Standing, today: date) -> State:
    if each.overdue(today):
        return State("problem", "answer overdue")
    signs = {"open": "waiting", "accepted": "good", "declined": "attention", "withdrawn": "plain"}
    words = {"open": "disputed", "accepted": "accepted", "declined": "declined", "withdrawn": "withdrawn"}
    return State(signs[each.state], words[each.state])


def table(found: Iterable[Standing], today: date, *, title: str, empty: str) -> Table:
    those = list(found)
    called = names({each.dispute.person for each in those} | {each.owner for each in those if each.owner})
    rows = [_row(each, called, today) for each in those]
    return Table("disputes", title, COLUMNS, rows, empty=empty)


def _row(each: Standing, called: dict[str, str], today: date) -> tuple[Cell, ...]:
    about = each.dispute
    return (
        Link(f"Dispute {about.pk}", reverse("disputes-one", args=[about.pk])),
        called[about.person],
        Link(plain(about.incentive), None, about.activity),
        label(about.origin),
        Money(about.amount, about.currency),
        about.currency,
        called[each.owner] if each.owner else "operations",
        about.due_on,
        state(each, today),
    )
