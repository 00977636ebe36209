"""Taking an approved grant back: one doubts it, another retracts or keeps it."""

from datetime import datetime

from django.db import transaction

from plaudit.earnings.grants.approve import record, tell_asker, to_decide
from plaudit.earnings.grants.find import held
from plaudit.earnings.grants.models import Turn
from plaudit.earnings.grants.turn import turn
from plaudit.people.access import Reader
from plaudit.people.arrive import arrive
from plaudit.people.tell import tell
from plaudit.values.refused import Refused


@transaction.atomic
def doubt(key: str, because: str, *, by: Reader, at: datetime) -> None:
    """Ask for a retraction; until a second person agrees the grant stands."""
    found = held(key)
    if found is None or not by.may_grant(to=found.proposal.person_id):
        raise Refused("not-yours-to-retract", "Who may propose a grant may ask for its retraction.")
    if found.last.what == Turn.Kind.DOUBTED:
        raise Refused("grant-doubted", f"Somebody has asked for the retraction of {key} already; it waits.")
    if not found.stands:
        raise Refused("grant-not-standing", f"{key} is not approved, so there is nothing to take back.")
    if not because.strip():
        raise Refused("reason-missing", "Say why it is taken back: the second person will read it.")
    turn(found.proposal, Turn.Kind.DOUBTED, because, by=by, at=at)


@transaction.atomic
def retract(key: str, *, seen: str, by: Reader, at: datetime) -> None:
    """The second person agrees. In an open period the line goes; of a closed one it becomes an adjustment."""
    found = to_decide(key, by, asked=Turn.Kind.DOUBTED, done=Turn.Kind.RETRACTED)
    if found is None:
        return
    if seen != found.digest:
        raise Refused("grant-moved", f"{key} is not what it was when the page was loaded: look at it again.")
    arrival = arrive("grant", by=by.key, at=at)
    record(found, approved_by=found.approved_by, arrival=arrival, retracted_at=arrival.recorded_at)
    turn(found.proposal, Turn.Kind.RETRACTED, "", by=by, at=at, seen=seen)
    tell(found.proposal.person, "grant-retracted", f"{key} {found.proposal.person_id}", at=at)
    tell_asker(found, "grant-retracted", at)


@transaction.atomic
def keep(key: str, *, by: Reader, at: datetime) -> None:
    """The second person does not agree, or who asked thinks again: the grant stands as before."""
    found = held(key)
    if found is not None and found.last.what == Turn.Kind.DOUBTED and found.last.by == by.key:
        turn(found.proposal, Turn.Kind.KEPT, "", by=by, at=at)
        return
    decided = to_decide(key, by, asked=Turn.Kind.DOUBTED, done=Turn.Kind.KEPT)
    if decided is not None:
        turn(decided.proposal, Turn.Kind.KEPT, "", by=by, at=at)
        tell_asker(decided, "grant-kept", at)
