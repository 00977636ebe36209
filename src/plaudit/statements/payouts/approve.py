"""Approving a batch, or giving it up before it is sent."""

from datetime import datetime

from django.db import transaction

from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.plans.programs.models import Version
from plaudit.statements.payouts.make import may_pay
from plaudit.statements.payouts.models import Batch, Step
from plaudit.statements.payouts.stands import Stands, stands
from plaudit.values.refused import Refused


@transaction.atomic
def approve(batch: Batch, *, shown: str, by: Reader, at: datetime) -> Step:
    """`shown` is the digest of what was on her screen. Approving the same again answers with what stands.

    Raises Refused where the batch is another one by now, or the approval is not hers.
    """
    hold()
    now = stands(batch)
    standing = next((step for step in now.approvals if step.by == by.key and step.digest == shown), None)
    if standing is not None:
        return standing
    still(now)
    _may_approve(now, by)
    if now.wrong:
        raise Refused("incomplete", now.wrong[0])
    if shown != now.digest:
        raise Refused("payout-changed", f"{batch} is not what was shown: look at it again.".capitalize())
    journal("approved", batch, by=by.key, at=at, digest=shown)
    return Step.objects.create(batch=batch, what=Step.What.APPROVED, digest=shown, by=by.key, at=at)


@transaction.atomic
def discard(batch: Batch, *, by: Reader, at: datetime) -> Step:
    """What was in it can go into another one."""
    may_pay(by)
    hold()
    now = stands(batch)
    if now.state == "discarded" and now.ended is not None:
        return now.ended
    still(now)
    journal("discarded", batch, by=by.key, at=at)
    return Step.objects.create(batch=batch, what=Step.What.DISCARDED, digest=now.digest, by=by.key, at=at)


def still(now: Stands) -> None:
    """Whether it can still be approved, sent or given up."""
    if now.ended is not None:
        raise Refused(
            "payout-ended", f"Payout {now.batch.pk} was {now.ended.what} by {now.ended.by} on {now.ended.at:%Y-%m-%d}."
        )


def _may_approve(now: Stands, by: Reader) -> None:
    if not (by.finance or by.operations):
        raise Refused("not-hers", "Finance or operations approve a payout.")
    if now.batch.made_by == by.key:
        raise Refused("made-it", "Who made a payout does not approve it: ask two others of finance or operations.")
    not_own(now, by)
    programs = {line.slip.due.program for line in now.lines}
    if Version.objects.filter(program__key__in=programs, author=by.key).exists():
        raise Refused("author", "The author of a plan does not approve its payout: ask somebody of finance.")


def not_own(now: Stands, by: Reader) -> None:
    if any(line.slip.due.person == by.key for line in now.lines):
        raise Refused("own-pay", "Nobody approves, sends or confirms what pays her.")
