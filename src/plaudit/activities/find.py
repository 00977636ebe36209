"""Activities as they stand: one, those a reader may see, those that wait, those that look alike."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from plaudit.activities.models import Credit, Milestone, Report
from plaudit.customers.models import Holding
from plaudit.people.access import Reader
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused

# Two acts of one kind for one account within these days may be the same one.
ALIKE = timedelta(days=30)


def stands(key: str) -> Report:
    """Raises Refused where nothing of that key stands."""
    report = standing(Report).select_related("activity", "account", "person").filter(activity_id=key).first()
    if report is None:
        raise Refused("activity-unknown", f"There is no activity {key}, or it was withdrawn.")
    return report


def seen(reader: Reader) -> "QuerySet[Report]":
    """What a reader may see: everything by duty, else what she or her reports brought, hold or share in."""
    reports = standing(Report).select_related("activity", "account", "person")
    if reader.operations or reader.finance or (reader.employed and "marketing" in reader.duties):
        return reports
    keys = {*reader.reports, *({reader.key} if reader.earns else ())}
    if not keys:
        return reports.none()
    shared = standing(Credit).filter(person_id__in=keys).values("activity")
    held = standing(Holding).filter(person_id__in=keys).values("account")
    return reports.filter(Q(person_id__in=keys) | Q(activity_id__in=shared) | Q(account_id__in=held))


def credited(report: Report) -> frozenset[str]:
    """Everybody an activity could pay: who brought it, who shares in it, who holds its account on its first day."""
    shared = standing(Credit).filter(activity_id=report.activity_id)
    found = {str(credit.person_id) for credit in shared}
    if report.account_id is not None:
        on = report.opened_on
        held = standing(Holding).filter(account_id=report.account_id, starts__lte=on).exclude(ends__lte=on)
        found |= {str(holding.person_id) for holding in held}
    return frozenset(found if report.person_id is None else {*found, report.person_id})


def milestones(keys: Iterable[str]) -> dict[str, list[Milestone]]:
    """The standing milestones of some activities, in the order in which they were reached."""
    found: dict[str, list[Milestone]] = {key: [] for key in keys}
    for milestone in standing(Milestone).filter(activity_id__in=list(found)).order_by("on", "pk"):
        found[milestone.activity_id].append(milestone)
    return found


def waiting(reader: Reader) -> list[tuple[Report, Milestone]]:
    """Milestones that nobody has verified and that this reader may verify, oldest first."""
    if not (reader.operations or reader.manages):
        return []
    unverified = standing(Milestone).filter(verified=False).order_by("recorded_at", "pk")
    reports = {
        report.activity_id: report for report in seen(reader).filter(activity_id__in=unverified.values("activity"))
    }
    return [
        (reports[milestone.activity_id], milestone)
        for milestone in unverified
        if milestone.activity_id in reports and may_verify(reader, reports[milestone.activity_id])
    ]


def may_verify(reader: Reader, report: Report) -> bool:
    submitted = "" if report.person_id is None else report.person_id
    return reader.may_verify(submitted_by=submitted, credited=credited(report))


def alike(kind: str, account: str, on: date) -> "QuerySet[Report]":
    """Activities that may be the same one: of that kind, for that account, within thirty days."""
    return (
        standing(Report)
        .select_related("activity", "person")
        .filter(kind=kind, account_id=account, opened_on__range=(on - ALIKE, on + ALIKE))
        .order_by("-opened_on")
    )


def last_day(today: date) -> date:
    """The last day until today on which a milestone was reached; today before the first."""
    reached = Milestone.objects.filter(on__lte=today, retracted_at=None).order_by("-on")
    last = reached.values_list("on", flat=True).first()
    return today if last is None else last
