"""Giving somebody another role, team or manager from a day on: later facts; what was before that day stays."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.people.models import Arrival, Employment, Person, Position
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused

# Positions begin on a day; an employment that does not say when it began was always there.
ALWAYS = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody is: `manager` is a key, `pay_currency` empty where the plan's is meant."""

    role: str
    team: str = ""
    manager: str = ""
    pay_currency: str = ""


def move(person: Person, held: Held, starts: date, *, by: str, at: datetime) -> Arrival:
    """It holds as long as what it replaces would have held; call it in a transaction."""
    if person.key == by:
        raise Refused("own-position", "Nobody changes her own position; ask somebody else of operations.")
    if held.manager == person.key:
        raise Refused("own-manager", f"{person} cannot manage herself.")
    employment, positions = _stands(person)
    now = next((each for each in positions if each.starts <= starts and (not each.ends or starts < each.ends)), None)
    if now is not None and _held(now) == held:
        raise Refused("position-held", f"{person} is that on {starts} already.")
    arrival = arrive("settings", by=by, at=at)
    if employment is None:
        Employment.objects.create(person=person, starts_on=starts, **asdict(held), **arrival.stamp)
    # What so far followed from the employment alone is said by a position from now on.
    if now is not None and now.starts < starts:
        _record(person, _held(now), (now.starts, starts), arrival)
    later = [each.starts for each in positions if each.starts > starts]
    _record(person, held, (starts, now.ends if now is not None else min(later, default=None)), arrival)
    journal("moved-person", f"person {person.key}", by=by, at=at, starts=str(starts), **asdict(held))
    return arrival


def _stands(person: Person) -> tuple[Employment | None, list[Position]]:
    """Her positions in the order of their days; without any, the one that her employment amounts to."""
    employment = standing(Employment).filter(person=person).first()
    positions = list(standing(Position).filter(person=person).order_by("starts"))
    if employment is None or positions:
        return employment, positions
    since = ALWAYS if employment.starts_on is None else employment.starts_on
    return employment, [Position(person=person, starts=since, **asdict(_held(employment)))]


def _held(said: Employment | Position) -> Held:
    return Held(said.role, said.team, said.manager, said.pay_currency)


def _record(person: Person, held: Held, days: tuple[date, date | None], arrival: Arrival) -> None:
    starts, ends = days
    Position.objects.create(person=person, starts=starts, ends=ends, **asdict(held), **arrival.stamp)
