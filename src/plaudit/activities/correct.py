"""Correcting and retracting: a later row, never a change; the history keeps what was said before."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.find import stands
from plaudit.activities.models import Activity, Milestone, Report
from plaudit.activities.reported import Told, columns, told_by, wrong
from plaudit.people.access import Reader
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused, Unreadable

# What an activity pays depends on these: a correction of one wants another look.
WEIGHED = ("kind", "opened_on", "account", "person", "amount", "currency", "attributes", "platform")


@transaction.atomic
def correct(key: str, told: Told, *, by: Reader, at: datetime, catalogue: Catalogue) -> Report:
    """Say it again, right; what was verified is verified anew when money hangs on the change.

    Raises Unreadable with every problem of what was told, Refused for somebody who may not correct it.
    """
    before = _hers(key, by)
    problems = tuple(wrong(told, catalogue, at.date()))
    if problems:
        raise Unreadable(problems)
    said = told_by(before)
    if told == said:
        return before
    # The words stand outside the seal: they are replaced.
    Activity.objects.filter(key=key).update(title=told.title, url=told.url)
    old, new = asdict(said), asdict(told)
    changed = [name for name in new if new[name] != old[name]]
    arrival = arrive("form", by=by.key, at=at)
    after = Report.objects.create(activity_id=key, **columns(told), **arrival.stamp)
    if any(name in WEIGHED for name in changed):
        for milestone in standing(Milestone).filter(activity_id=key, verified=True):
            Milestone.objects.create(
                activity_id=key, milestone=milestone.milestone, on=milestone.on, verified=False, **arrival.stamp
            )
    facts = {name: [str(old[name]), str(new[name])] for name in changed if name not in {"title", "url"}}
    journal("corrected", f"activity {key}", by=by.key, at=at, **facts)
    return after


@transaction.atomic
def retract(key: str, because: str, *, by: Reader, at: datetime) -> None:
    """Withdraw an activity with everything that hangs on it; what it paid goes with it, or becomes an adjustment."""
    if not because.strip():
        raise Refused("reason-missing", "Say why it is withdrawn: the history will show it.")
    before = _hers(key, by)
    arrival = arrive("form", by=by.key, at=at)
    Report.objects.create(
        activity_id=key, **columns(told_by(before)), retracted_at=arrival.recorded_at, **arrival.stamp
    )
    journal("retracted", f"activity {key}", by=by.key, at=at, because=because.strip()[:500])


@transaction.atomic
def restore(key: str, *, by: Reader, at: datetime) -> Report:
    """Undo a withdrawal: the last thing that was said stands again."""
    last = Report.objects.filter(activity_id=key).order_by("-recorded_at", "-pk").first()
    if last is None or last.retracted_at is None:
        raise Refused("nothing-withdrawn", f"{key} is not withdrawn.")
    if not (by.operations or last.arrival.by == by.key):
        raise Refused("not-yours-to-correct", "Who withdrew it may take that back, or operations.")
    arrival = arrive("form", by=by.key, at=at)
    journal("restored", f"activity {key}", by=by.key, at=at)
    return Report.objects.create(activity_id=key, **columns(told_by(last)), **arrival.stamp)


def _hers(key: str, by: Reader) -> Report:
    """The activity, if it is hers to correct: who brought it, her manager, operations."""
    report = stands(key)
    brought = report.person_id
    if not by.may_log() or not (by.operations or (brought is not None and brought in {by.key, *by.reports})):
        raise Refused("not-yours-to-correct", "Who brought it may correct it, her manager, or operations.")
    return report
