"""Comparisons and their differences as tables."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from plaudit.earnings.shadow.models import Comparison
from plaudit.people.names import names
from plaudit.values.money import Money
from plaudit.web.components.table import Cell, Column, Link, State, Table

# What each class of difference means, in a word or two.
SAYS: Mapping[str, State] = {
    "rounding": State("plain", "Rounding"),
    "limit": State("attention", "A limit"),
    "other-tier-reading": State("attention", "Tiers read otherwise"),
    "other-credit": State("attention", "Credit to somebody else"),
    "rate": State("attention", "Another exchange rate"),
    "missing-act": State("attention", "Missing on one side"),
    "unknown": State("problem", "Not explained"),
}
EQUAL = State("good", "Equal")
_BEFORE = (
    Column("file", "List"),
    Column("program", "Program"),
    Column("period", "Period"),
    Column("sent", "Sent", "moment"),
    Column("by", "By"),
    Column("equal", "Equal", "number"),
    Column("different", "Different", "number"),
    Column("state", "State", "state"),
)


def before(those: Iterable[Comparison]) -> Table:
    kept = list(those)
    called = names(each.by for each in kept)
    rows = [_kept(each, called[each.by]) for each in kept]
    return Table("comparisons", "Comparisons", _BEFORE, rows, empty="Nothing has been compared yet.")


def stands(each: Comparison) -> State:
    if each.answered_at is None:
        return State("waiting", "Being compared")
    if not each.told:
        return State("problem", "The list has mistakes")
    return State("good", "All equal") if each.told["different"] == 0 else State("attention", "Differences")


def differences(comparison: Comparison) -> Table:
    """What differs comes first, in the order of the list otherwise."""
    told = comparison.told["rows"]
    called = names(row["person"] for row in told)
    columns = (
        Column("person", "Person"),
        Column("incentive", "Incentive"),
        Column("activity", "Activity"),
        Column("paid", "Paid", "money", comparison.currency),
        Column("owed", "Owed", "money", comparison.currency),
        Column("difference", "Owed more", "money", comparison.currency),
        Column("class", "What it is", "state"),
        Column("because", "Because"),
    )
    used = {name for row in told for name in ("incentive", "activity") if row[name] is not None}
    kept = [column.key in used or column.key not in {"incentive", "activity"} for column in columns]
    rows = [
        tuple(cell for cell, there in zip(_row(row, comparison, called), kept, strict=True) if there)
        for row in sorted(told, key=lambda row: row["class"] is None)
    ]
    shown = tuple(column for column, there in zip(columns, kept, strict=True) if there)
    title = f"Comparison {comparison.period} {comparison.file_name}"
    return Table("differences", title, shown, rows, empty="Nothing was paid and nothing is owed in this period.")


def classes(comparison: Comparison) -> list[tuple[State, int]]:
    """How many differences there are of each class, the most first."""
    counted = Counter(row["class"] for row in comparison.told["rows"] if row["class"] is not None)
    return [(SAYS[name], count) for name, count in counted.most_common()]


def sums(comparison: Comparison) -> tuple[Money, Money | None]:
    """What was paid and what is owed in all; None where a problem leaves something unknown."""
    rows, currency = comparison.told["rows"], comparison.currency
    owed = [row["owed"] for row in rows]
    return _sum((row["paid"] for row in rows), currency), None if None in owed else _sum(owed, currency)


def _sum(amounts: Iterable[str], currency: str) -> Money:
    return sum((Money.of(each, currency) for each in amounts), Money(0, currency))


def _kept(each: Comparison, by: str) -> tuple[Cell, ...]:
    link = Link(each.file_name, reverse("comparison", args=[each.pk]))
    counts = [str(each.told[name]) if each.told else None for name in ("equal", "different")]
    return (link, each.program.title, each.period, each.sent_at, by, *counts, stands(each))


def _row(row: dict[str, Any], comparison: Comparison, called: Mapping[str, str]) -> tuple[Cell, ...]:
    person = Link(called[row["person"]], reverse("statement", args=[row["person"], comparison.period]))
    money = [_money(row[name], comparison.currency) for name in ("paid", "owed", "difference")]
    state = EQUAL if row["class"] is None else SAYS[row["class"]]
    return (person, row["incentive"], row["activity"], *money, state, row["because"])


def _money(amount: str | None, currency: str) -> Money | None:
    return None if amount is None else Money.of(amount, currency)
