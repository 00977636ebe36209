"""An activity gets further: a milestone is reached, or its day was another one."""

from datetime import datetime

from django.db import transaction

from plaudit.activities.catalogue import Catalogue
from plaudit.activities.find import seen, stands
from plaudit.activities.log import Reached
from plaudit.activities.models import Milestone
from plaudit.activities.proof import prove
from plaudit.activities.reported import wrong_link, wrong_milestone
from plaudit.people.access import Reader
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.recorded import standing
from plaudit.values.problem import Problem
from plaudit.values.refused import Refused, Unreadable


@transaction.atomic
def reach(key: str, reached: Reached, *, by: Reader, at: datetime, catalogue: Catalogue) -> Milestone:
    """Record a milestone, unverified; a repeated report of the same day changes nothing, another day corrects it.

    Raises Unreadable for a milestone that cannot be, Refused for somebody who may not report it.
    """
    report = stands(key)
    kind = catalogue.find(report.kind)
    if kind is None:
        raise Refused("kind-unknown", f"The catalogue has no kind {report.kind} any more: correct the activity first.")
    if not by.may_log() or not seen(by).filter(activity_id=key).exists():
        raise Refused("not-yours-to-log", "You report on what you or your team brought or hold.")
    problems = tuple(wrong_milestone(kind, reached.milestone, reached.on, opened=report.opened_on, today=at.date()))
    problems += tuple(wrong_link(reached.shown.url))
    if reached.milestone in kind.ends and not reached.because.strip():
        says, remedy = "It ended without a reason.", "Say why: whoever brought it will want to know."
        problems += (Problem("reason-missing", says, remedy, path="because"),)
    if problems:
        raise Unreadable(problems)
    before = standing(Milestone).filter(activity_id=key, milestone=reached.milestone).first()
    if before is not None and before.on == reached.on and not (reached.shown.url or reached.shown.file_hash):
        return before
    arrival = arrive("form", by=by.key, at=at)
    # Another day must be looked at again; another proof for the same day takes nothing back.
    verified = before is not None and before.verified and before.on == reached.on
    milestone = Milestone.objects.create(
        activity_id=key, milestone=reached.milestone, on=reached.on, verified=verified, **arrival.stamp
    )
    prove(milestone, reached.shown)
    why = {"because": reached.because.strip()[:500]} if reached.because.strip() else {}
    journal("reported", f"activity {key}", by=by.key, at=at, milestone=reached.milestone, on=str(reached.on), **why)
    return milestone
