"""Activities as they stand: one, those a reader may see, those that wait, those that look alike."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import count

from django.db.models import Q, QuerySet

from plaudit.activities.models import Credit, Milestone, Report
from plaudit.customers.models import Holding
from plaudit.people.access import Reader
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused

# Two acts of one kind for one account within these days may be the same one.
ALIKE = timedelta(days=30)
# What waits is decided from the oldest on; more than these are no list that somebody reads.
QUEUE, LOOKED = 200, 2_000


def stands(key: str) -> Report:
    """Raises Refused where nothing of that key stands."""
    report = reports_of([key]).first()
    if report is None:
        raise unknown(key)
    return report


def reports_of(keys: Iterable[str]) -> "QuerySet[Report]":
    return standing(Report).select_related("activity", "account", "person").filter(activity_id__in=set(keys))


def unknown(key: str) -> Refused:
    return Refused("activity-unknown", f"There is no activity {key}, or it was withdrawn.")


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
    return _credited([report])[report.activity_id]


def _credited(reports: Collection[Report]) -> dict[str, frozenset[str]]:
    """The same by activity."""
    shares: dict[str, set[str]] = defaultdict(set)
    holds: dict[str | None, list[Holding]] = defaultdict(list)
    for credit in standing(Credit).filter(activity_id__in=[each.activity_id for each in reports]):
        shares[credit.activity_id].add(str(credit.person_id))
    for held in standing(Holding).filter(account_id__in={each.account_id for each in reports if each.account_id}):
        holds[held.account_id].append(held)
    return {
        each.activity_id: frozenset(shares[each.activity_id] | _of(each, holds[each.account_id])) for each in reports
    }


def _of(report: Report, holds: Iterable[Holding]) -> set[str]:
    on, brought = report.opened_on, () if report.person_id is None else (report.person_id,)
    return {*brought, *(str(each.person_id) for each in holds if each.starts <= on < (each.ends or date.max))}


def milestones(keys: Iterable[str]) -> dict[str, list[Milestone]]:
    """The standing milestones of some activities, in the order in which they were reached."""
    found: dict[str, list[Milestone]] = {key: [] for key in keys}
    for milestone in standing(Milestone).filter(activity_id__in=list(found)).order_by("on", "pk"):
        found[milestone.activity_id].append(milestone)
    return found


def waiting(reader: Reader, most: int = QUEUE) -> list[tuple[Report, Milestone]]:
    """The oldest milestones that nobody has verified and that this reader may verify."""
    if not (reader.operations or reader.manages):
        return []
    unverified = standing(Milestone).filter(verified=False).order_by("recorded_at", "pk")
    found: list[tuple[Report, Milestone]] = []
    # Whether one is hers the database finds sooner of those named than of all.
    for start in count(0, LOOKED):
        some = list(unverified[start : start + LOOKED])
        found += _hers_to_verify(reader, some)
        if len(some) < LOOKED or len(found) >= most:
            break
    return found[:most]


def _hers_to_verify(reader: Reader, among: Sequence[Milestone]) -> list[tuple[Report, Milestone]]:
    named = {each.activity_id for each in among}
    reports = {each.activity_id: each for each in seen(reader).filter(activity_id__in=named)}
    free = free_to_verify(reader, reports.values())
    return [(reports[each.activity_id], each) for each in among if each.activity_id in free]


def may_verify(reader: Reader, report: Report) -> bool:
    return report.activity_id in free_to_verify(reader, [report])


def free_to_verify(reader: Reader, reports: Collection[Report]) -> set[str]:
    """The keys of those that this reader may verify; asks twice, however many there are."""
    paid = _credited(reports)
    brought = {each.activity_id: each.person_id or "" for each in reports}
    return {key for key, by in brought.items() if reader.may_verify(submitted_by=by, credited=paid[key])}


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
