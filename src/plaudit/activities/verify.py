"""Verifying: somebody who earns nothing from it confirms that a milestone was reached. Only then it earns."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from plaudit.activities.find import free_to_verify, milestones, reports_of, unknown
from plaudit.activities.models import Milestone, Report
from plaudit.people.access import Reader
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.models import Arrival
from plaudit.people.tell import tell
from plaudit.values.refused import Refused

Named = tuple[str, str]


@transaction.atomic
def verify(named: Sequence[Named], *, by: Reader, at: datetime) -> list[Milestone]:
    """Confirm milestones, named by activity and milestone, all or none; what is verified already stays as it is."""
    waiting = [(report, found) for report, found in _asked(named, by) if not found.verified]
    if not waiting:
        return []
    arrival = arrive("verify", by=by.key, at=at)
    return [_followed(report, found, arrival, by=by, verified=True) for report, found in waiting]


@transaction.atomic
def reject(named: Named, because: str, *, by: Reader, at: datetime) -> Milestone:
    """Withdraw a milestone that was not reached, with the reason that its reporter is told."""
    if not because.strip():
        raise Refused("reason-missing", "Say why it does not count: whoever reported it will read it.")
    ((report, found),) = _asked([named], by)
    arrival = arrive("verify", by=by.key, at=at)
    withdrawn = Milestone.objects.create(
        activity_id=found.activity_id,
        milestone=found.milestone,
        on=found.on,
        verified=False,
        retracted_at=arrival.recorded_at,
        **arrival.stamp,
    )
    about = f"activity {found.activity_id}"
    journal("rejected", about, by=by.key, at=at, milestone=found.milestone, because=because.strip()[:500])
    if report.person is not None:
        tell(report.person, "rejected", f"{found.activity_id} {found.milestone}: {because.strip()}", at=at)
    return withdrawn


def _asked(named: Sequence[Named], by: Reader) -> list[tuple[Report, Milestone]]:
    """The milestones as they stand; raises Refused if one of them does not, or is not hers to judge."""
    there = {report.activity_id: report for report in reports_of(key for key, _ in named)}
    reached = {key: {each.milestone: each for each in those} for key, those in milestones(there).items()}
    free = free_to_verify(by, there.values())
    found = []
    for key, name in dict.fromkeys(named):
        report = there.get(key)
        if report is None:
            raise unknown(key)
        if name not in reached[key]:
            raise Refused("milestone-gone", f"{key} has no milestone {name} any more: load the page again.")
        if key not in free:
            raise Refused("not-yours-to-verify", f"{key} is not yours to verify: nobody judges what she earns from.")
        found.append((report, reached[key][name]))
    return found


def _followed(report: Report, found: Milestone, arrival: Arrival, *, by: Reader, verified: bool) -> Milestone:
    later = Milestone.objects.create(
        activity_id=found.activity_id, milestone=found.milestone, on=found.on, verified=verified, **arrival.stamp
    )
    journal("verified", f"activity {found.activity_id}", by=by.key, at=arrival.recorded_at, milestone=found.milestone)
    if report.person is not None and report.person_id != by.key:
        tell(report.person, "verified", f"{found.activity_id} {found.milestone}", at=arrival.recorded_at)
    return later
