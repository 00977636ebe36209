"""The last statements of a person: as they were issued, and of open periods as they were calculated last."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse

from plaudit.earnings.runs.models import Unit
from plaudit.statements.issued import issued_of
from plaudit.values.money import Money
from plaudit.web.periods import Chosen, label


@dataclass(frozen=True, slots=True)
class Past:
    """What a closed period paid, or an open one has earned so far; None where a problem left it unknown."""

    label: str
    url: str
    amount: Money | None
    closed: bool


def past(person: str, shown: Chosen) -> tuple[Past, ...]:
    """Of the periods that the chooser offers, the latest first; asks twice."""
    names = [choice.name for choice in shown.choices]
    frozen = issued_of(person, names)
    units = Unit.objects.filter(person_id=person, period__in=[name for name in names if name not in frozen])
    rows = units.values("period", "currency").annotate(sum=Sum("earned"), known=Count("earned"), all=Count("id"))
    open_ = [
        (row["period"], Money(row["sum"], row["currency"]) if row["known"] == row["all"] else None, False)
        for row in rows
    ]
    paid = [
        (period, Money.of(pays["amount"], pays["currency"]), True)
        for period, each in frozen.items()
        for pays in each.body["pays"]
    ]
    return tuple(
        Past(label(period), reverse("statement", args=[person, period]), amount, closed)
        for period, amount, closed in sorted([*open_, *paid], key=lambda each: each[0], reverse=True)
    )
