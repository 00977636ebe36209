"""The latest activities of a person: what she brought or holds, and how far each got."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from plaudit.activities.find import milestones
from plaudit.activities.models import Milestone, Report
from plaudit.customers.models import Holding
from plaudit.people.recorded import standing


@dataclass(frozen=True, slots=True)
class Followed:
    """An activity with its milestones in the order of their days."""

    report: Report
    reached: tuple[Milestone, ...]

    @property
    def unverified(self) -> tuple[Milestone, ...]:
        return tuple(each for each in self.reached if not each.verified)


def recent(person: str, on: date, most: int = 12) -> tuple[Followed, ...]:
    """The latest opened, of hers and, where nobody is said to have brought them, of accounts she holds; asks 4 times.

    Asked for together, a million activities that nobody brought would all be looked at.
    """
    until = standing(Report).filter(opened_on__lte=on).order_by("-opened_on", "-pk")
    brought = _read(until.filter(person_id=person)[:most])
    held = standing(Holding).filter(Q(ends__isnull=True) | Q(ends__gt=on), person_id=person, starts__lte=on)
    accounts = list(held.values_list("account_id", flat=True))
    of_accounts = _read(until.filter(person=None, account__in=accounts)[:most])
    latest = sorted([*brought, *of_accounts], key=lambda row: (row.opened_on, row.pk), reverse=True)
    return _followed(latest[:most])


def followed(keys: Iterable[str]) -> dict[str, Followed]:
    """Those of some keys; asks twice."""
    found = _followed(_read(standing(Report).filter(activity_id__in=list(keys))))
    return {each.report.activity_id: each for each in found}


def reported(keys: Iterable[str], *, upto: int, at: datetime) -> dict[str, Report]:
    """What was said last of some activities by an arrival and a moment, withdrawn or not; asks once."""
    rows = Report.objects.filter(activity_id__in=list(keys), arrival__lte=upto, recorded_at__lte=at)
    return {row.activity_id: row for row in rows.select_related("account").order_by("recorded_at", "pk")}


def _read(reports: "QuerySet[Report]") -> list[Report]:
    return list(reports.select_related("activity", "account", "person"))


def _followed(rows: Sequence[Report]) -> tuple[Followed, ...]:
    reached = milestones(row.activity_id for row in rows)
    return tuple(Followed(row, tuple(reached[row.activity_id])) for row in rows)
