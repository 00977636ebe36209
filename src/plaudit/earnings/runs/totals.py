"""Sums over the units of a run, made by the database: a page of a large company needs no unit itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Sum

from plaudit.earnings.runs.models import Run, Unit
from plaudit.values.money import Money


@dataclass(frozen=True, slots=True)
class Total:
    """What one person has in a run; None where a problem leaves it unknown."""

    person: str
    earned: Money | None
    waiting: Money | None
    limited: Money | None


def totals(run: Run, currency: str, people: Iterable[str] | None = None) -> tuple[Total, ...]:
    """By person, of some or of everybody; asks once."""
    units = Unit.objects.filter(program=run.program_id, period=run.period)
    rows = (units if people is None else units.filter(person_id__in=list(people))).values("person_id").order_by()
    summed = rows.annotate(of=Count("id"), known=Count("earned"), e=Sum("earned"), w=Sum("waiting"), lim=Sum("limited"))
    return tuple(
        Total(str(row["person_id"]), *(_known(row, name, currency) for name in ("e", "w", "lim"))) for row in summed
    )


def spent_in_last_window(run: Run, currency: str) -> dict[str, Money | None]:
    """By incentive; asks once."""
    units = Unit.objects.filter(program=run.program_id, period=run.period)
    rows = units.values("incentive", "window").order_by("incentive", "window")
    summed = rows.annotate(of=Count("id"), known=Count("earned"), e=Sum("earned"))
    return {row["incentive"]: _known(row, "e", currency) for row in summed}


def plan_used(run: Run, currency: str) -> Money | None:
    """How much of the plan's budget its lines used so far; None where a problem leaves some unknown."""
    units = Unit.objects.filter(program=run.program_id, period=run.period)
    found = units.aggregate(of=Count("id"), known=Count("earned"), e=Max("plan_used"))
    if found["of"] != found["known"]:
        return None
    return Money(0 if found["e"] is None else found["e"], currency)


def _known(row: Mapping[str, Any], name: str, currency: str) -> Money | None:
    minor: int | None = row[name]
    return Money.known(minor, currency) if row["of"] == row["known"] else None
