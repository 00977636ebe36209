"""Logging an activity: what happened, how far it got, what shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.models import Activity, Milestone, Report
from plaudit.activities.proof import Shown, prove
from plaudit.activities.reported import Told, columns, wrong, wrong_milestone
from plaudit.people.access import Reader
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.values.refused import Refused, Unreadable


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone, the day it was reached on, its proof; for an end (rejected, lost), why."""

    milestone: str
    on: date
    shown: Shown = Shown()
    because: str = ""


@dataclass(frozen=True, slots=True)
class New:
    """An activity to be logged under a key of its own, with the milestone it has reached already, if any."""

    key: str
    told: Told
    reached: Reached | None = None


@transaction.atomic
def log(new: New, *, by: Reader, at: datetime, catalogue: Catalogue) -> Activity:
    """Record a new activity; logging the same key again answers with the one that stands.

    Raises Unreadable with every problem of what was told, Refused for somebody who may not log it.
    """
    key, told, reached = new.key, new.told, new.reached
    if not by.may_log() or (told.person not in {by.key, None, *by.reports} and not by.operations):
        raise Refused("not-yours-to-log", "You log what you or your team brought; ask operations for anything else.")
    standing = Activity.objects.filter(key=key).first()
    if standing is not None:
        return standing
    problems = list(wrong(told, catalogue, at.date()))
    kind = catalogue.find(told.kind)
    if kind is not None and reached is not None:
        problems += wrong_milestone(kind, reached.milestone, reached.on, opened=told.opened_on, today=at.date())
    if problems:
        raise Unreadable(tuple(problems))
    arrival = arrive("form", by=by.key, at=at)
    activity = Activity.objects.create(key=key, title=told.title, url=told.url)
    Report.objects.create(activity=activity, **columns(told), **arrival.stamp)
    if reached is not None:
        milestone = Milestone.objects.create(
            activity=activity, milestone=reached.milestone, on=reached.on, verified=False, **arrival.stamp
        )
        prove(milestone, reached.shown)
    journal("logged", f"activity {key}", by=by.key, at=at, kind=told.kind)
    return activity
