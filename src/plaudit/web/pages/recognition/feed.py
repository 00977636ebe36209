"""Recognition of a program as a table, the latest first; what a gift is worth is shown where pay is."""

from collections.abc import Iterator, Mapping

from plaudit.earnings.runs.awards import Awarded, awards
from plaudit.earnings.runs.stood import Stood
from plaudit.people.access import Reader
from plaudit.web.components.table import Cell, Column, State, Table

TAXED = State("attention", "May be taxable")


def thanking(stood: Stood) -> list[str]:
    """The incentives that thank instead of paying."""
    return [each.key for each in stood.plan.incentives if each.kind == "recognition"]


def feed(stood: Stood, reader: Reader, names: Mapping[str, str]) -> Table:
    """Everybody's, because a thank you is said aloud."""
    titles = {each.key: each.title for plan in stood.plans for each in plan.incentives}
    columns = (
        Column("on", "On", "day"),
        Column("person", "Person"),
        Column("what", "Thanked with"),
        Column("for", "For"),
        Column("worth", "Worth", "money", stood.currency),
        Column("tax", "Tax", "state"),
    )
    found = sorted(_reached(stood), key=lambda each: (each.on, each.person), reverse=True)
    rows = [_row(each, titles[each.incentive], names, reader) for each in found]
    empty = "Nobody has reached a badge or a gift in this period yet."
    return Table(f"thanks-{stood.program.key}", f"Recognition, {stood.title}", columns, rows, empty=empty)


def _reached(stood: Stood) -> Iterator[Awarded]:
    """In this period: a badge of spring is not shown again in autumn."""
    return (each for each in awards(stood.units) if each.on is not None and stood.period.holds(each.on))


def _row(each: Awarded, title: str, names: Mapping[str, str], reader: Reader) -> tuple[Cell, ...]:
    open_ = reader.sees_pay_of(each.person)
    tax = TAXED if open_ and each.may_be_taxed else None
    return (each.on, names[each.person], each.title, title, each.worth if open_ else None, tax)
