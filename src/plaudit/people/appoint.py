"""Giving somebody a duty and taking it back: dated facts, journalled, and shown to finance."""

from datetime import date, datetime

from django.db.models import Q

from plaudit.people.access import on_duty
from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.models import Duty, Person
from plaudit.people.recorded import standing
from plaudit.people.tell import tell
from plaudit.values.refused import Refused


def grant(person: Person, duty: Duty.Kind, starts: date, *, by: str, at: datetime) -> Duty:
    """Call it in a transaction. Nobody grants herself a duty: it takes two to open the books to somebody."""
    if person.key == by:
        raise Refused("own-duty", "Nobody grants herself a duty; ask another administrator.")
    held = standing(Duty).filter(Q(ends__isnull=True) | Q(ends__gt=starts), person=person, duty=duty).first()
    if held is not None:
        until = "on" if held.ends is None else f"until {held.ends}"
        raise Refused("duty-held", f"{person} has the duty {duty} from {held.starts} {until}.")
    return _record(person, duty, (starts, None), by=by, at=at)


def end(duty: Duty, on: date, *, by: str, at: datetime) -> Duty:
    """The duty as it was, up to and without a day; call it in a transaction."""
    if on < duty.starts:
        raise Refused("ends-before-it-starts", f"The duty starts on {duty.starts}; it cannot end before.")
    return _record(duty.person, Duty.Kind(duty.duty), (duty.starts, on), by=by, at=at)


def _record(person: Person, duty: Duty.Kind, days: tuple[date, date | None], *, by: str, at: datetime) -> Duty:
    starts, ends = days
    arrival = arrive("settings", by=by, at=at)
    fact = Duty.objects.create(
        arrival=arrival, recorded_at=arrival.recorded_at, person=person, duty=duty, starts=starts, ends=ends
    )
    did = "granted-duty" if ends is None else "ended-duty"
    journal(did, f"person {person.key}", by=by, at=at, duty=str(duty), starts=str(starts), ends=str(ends))
    about = f"{person.key} {duty} {starts} {'' if ends is None else ends}".strip()
    # Who watches over the books watches over who may open them.
    for colleague in on_duty(Duty.Kind.FINANCE, at.date()):
        tell(colleague, did, about, at=at)
    return fact
