"""The last statements of a person, as they were calculated last."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse

from plaudit.earnings.runs.models import Unit
from plaudit.values.money import Money
from plaudit.web.periods import Chosen, label


@dataclass(frozen=True, slots=True)
class Past:
    """A statement that was calculated before: `earned` is None where a problem left it unknown."""

    label: str
    url: str
    earned: Money | None


def past(person: str, shown: Chosen) -> tuple[Past, ...]:
    """Of the periods that the chooser offers, the latest first; asks once."""
    names = [choice.name for choice in shown.choices]
    units = Unit.objects.filter(person_id=person, period__in=names).values("period", "currency")
    rows = units.annotate(sum=Sum("earned"), known=Count("earned"), all=Count("id")).order_by("-period")
    return tuple(
        Past(
            label(row["period"]),
            reverse("statement", args=[person, row["period"]]),
            Money(row["sum"], row["currency"]) if row["known"] == row["all"] else None,
        )
        for row in rows
    )
