"""The latest acts of a person: what she brought or holds, how far each got, and what nobody has verified yet."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from plaudit.activities.models import Milestone, Report
from plaudit.customers.models import Holding
from plaudit.people.recorded import standing


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone of an act, on its day."""

    milestone: str
    on: date
    verified: bool


@dataclass(frozen=True, slots=True)
class Act:
    """An activity as a person follows it; `reached` in the order of the days."""

    key: str
    kind: str
    opened_on: date
    title: str
    account: str
    person: str
    reached: tuple[Reached, ...]

    @property
    def unverified(self) -> tuple[Reached, ...]:
        return tuple(each for each in self.reached if not each.verified)


def recent(person: str, on: date, most: int = 12) -> tuple[Act, ...]:
    """The latest opened ones, of hers and of the accounts that she holds on that day; asks twice."""
    held = standing(Holding).filter(Q(ends__isnull=True) | Q(ends__gt=on), person_id=person, starts__lte=on)
    hers = Q(person_id=person) | Q(person__isnull=True, account__in=held.values("account"))
    reports = standing(Report).filter(hers).select_related("activity", "account").order_by("-opened_on", "-id")[:most]
    return acts(list(reports))


def named(keys: "set[str]") -> tuple[Act, ...]:
    """The acts of these keys; asks twice."""
    found = standing(Report).filter(activity__in=keys).select_related("activity", "account")
    return acts(list(found))


def acts(reports: list[Report]) -> tuple[Act, ...]:
    milestones: dict[str, list[Reached]] = {}
    keys = [report.activity_id for report in reports]
    for each in standing(Milestone).filter(activity__in=keys).order_by("on", "id"):
        milestones.setdefault(each.activity_id, []).append(Reached(each.milestone, each.on, each.verified))
    return tuple(
        Act(
            key=report.activity_id,
            kind=report.kind,
            opened_on=report.opened_on,
            title=report.activity.title,
            account="" if report.account is None else report.account.name,
            person="" if report.person_id is None else report.person_id,
            reached=tuple(milestones.get(report.activity_id, ())),
        )
        for report in reports
    )
