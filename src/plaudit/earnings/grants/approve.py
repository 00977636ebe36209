"""Approving and declining: the second person. Only then the grant is a fact and a line on a statement."""

from datetime import datetime

from django.db import transaction

from plaudit.activities.models import Grant
from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.grants.allowed import allowed
from plaudit.earnings.grants.find import Followed, held, may_decide
from plaudit.earnings.grants.models import Turn
from plaudit.earnings.grants.turn import turn
from plaudit.people.access import Reader
from plaudit.people.arrive import arrive
from plaudit.people.models import Arrival, Person
from plaudit.people.tell import tell
from plaudit.plans.programs.find import versions
from plaudit.values.currency import digits
from plaudit.values.refused import Refused


@transaction.atomic
def approve(key: str, *, seen: str, by: Reader, at: datetime) -> None:
    """`seen` is the digest of what was on her screen; approving twice is approving once."""
    found = to_decide(key, by, asked=Turn.Kind.PROPOSED, done=Turn.Kind.APPROVED)
    if found is None:
        return
    if seen != found.digest:
        raise Refused("grant-moved", f"{key} is not what it was when the page was loaded: look at it again.")
    proposal = found.proposal
    # The window may have closed, or she may have left the plan, since it was proposed.
    plans = versions(proposal.program, catalogue())
    allowed(plans, proposal.incentive, proposal.person, proposal.on, today=at.date())
    arrival = arrive("grant", by=by.key, at=at)
    record(found, approved_by=by.key, arrival=arrival)
    turn(proposal, Turn.Kind.APPROVED, "", by=by, at=at, seen=seen)
    tell(proposal.person, "grant-approved", f"{key} {proposal.person_id}", at=at)
    tell_asker(found, "grant-approved", at)


@transaction.atomic
def decline(key: str, because: str, *, by: Reader, at: datetime) -> None:
    """Whoever proposed it reads why; declining twice is declining once."""
    found = to_decide(key, by, asked=Turn.Kind.PROPOSED, done=Turn.Kind.DECLINED)
    if found is None:
        return
    if not because.strip():
        raise Refused("reason-missing", "Say why not: whoever proposed it will read it.")
    turn(found.proposal, Turn.Kind.DECLINED, because, by=by, at=at, seen=found.digest)
    tell_asker(found, "grant-declined", at)


def to_decide(key: str, by: Reader, *, asked: str, done: str) -> Followed | None:
    """What was asked and waits for this person; None where she has done it already."""
    found = held(key)
    if found is not None and found.last.what == done and found.last.by == by.key:
        return None
    if found is None or found.last.what != asked:
        raise Refused("grant-not-waiting", f"{key} does not wait for this: somebody has decided. Load the page again.")
    if found.last.by == by.key:
        raise Refused("grant-two-people", "You asked for it yourself: it takes a second person to decide.")
    if found.proposal.person_id == by.key:
        raise Refused("grant-own", "It is your own grant: somebody else decides about it.")
    if not may_decide(by, found):
        raise Refused("not-yours-to-decide", "Her manager, operations or finance decides about a grant.")
    return found


def record(found: Followed, *, approved_by: str, arrival: Arrival, retracted_at: datetime | None = None) -> Grant:
    """The fact as calculations read it, `amount` in millionths."""
    proposal = found.proposal
    return Grant.objects.create(
        key=proposal.key,
        person=proposal.person,
        incentive=proposal.incentive,
        on=proposal.on,
        amount=proposal.minor * 10 ** (6 - digits(proposal.currency)),
        reason=proposal.reason,
        given_by=found.given_by,
        approved_by=approved_by,
        retracted_at=retracted_at,
        **arrival.stamp,
    )


def tell_asker(found: Followed, what: str, at: datetime) -> None:
    asker = Person.objects.get(key=found.last.by)
    tell(asker, what, f"{found.proposal.key} {found.proposal.person_id}", at=at)
