"""Somebody's last day: a later fact about her employment; what she did until then stays hers (rule 9)."""

from datetime import date, datetime

from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.models import Arrival, Employment, Person
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused


def leave(person: Person, last_day: date | None, *, by: str, at: datetime) -> Arrival:
    """None: she stays after all. Call it in a transaction.

    Raises Refused for oneself, for somebody without an employment, before the first day, and where nothing changes.
    """
    if person.key == by:
        raise Refused("own-employment", "Nobody changes her own employment; ask somebody else of operations.")
    now = employed(person)
    if now is None:
        raise Refused("not-employed", f"{person} has no employment here: give her a position first.")
    if last_day is not None and now.starts_on is not None and last_day < now.starts_on:
        raise Refused("leaves-before", f"{person} begins on {now.starts_on}; her last day cannot be before it.")
    if last_day == now.ends_on:
        stands = "has no last day" if last_day is None else f"leaves on {last_day}"
        raise Refused("leaves-then", f"{person} {stands} already.")
    arrival = arrive("settings", by=by, at=at)
    held = {name: getattr(now, name) for name in ("role", "team", "manager", "pay_currency", "starts_on")}
    Employment.objects.create(person=person, **held, ends_on=last_day, **arrival.stamp)
    did = "stays" if last_day is None else "leaves"
    journal(did, f"person {person.key}", by=by, at=at, **({} if last_day is None else {"last_day": str(last_day)}))
    return arrival


def employed(person: Person) -> Employment | None:
    """Her employment as it stands."""
    return standing(Employment).filter(person=person).first()
