"""Who is in (rule 6): coverage by day, employment, and what is left to those who leave."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from tests.oracle.slow.facts import World
from tests.oracle.slow.versions import Life, Terms
from tests.oracle.slow.windows import DAY, Window


class Present(NamedTuple):
    """The day she is measured on, and the part of the window that is paid when she left inside it."""

    day: date
    part: Fraction = Fraction(1)
    # Somebody who left is measured, but ranks and floors are for those who stayed (leavers: prorated).
    stayed: bool = True


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def covered(world: World, covers: dict[str, Any], person: str, day: date) -> bool:
    position = world.position(person, day)
    has = {"role": position.get("role"), "team": position.get("team"), "people": person}
    return all(has[key] in listed(wanted) for key, wanted in covers.items())


def refusal(world: World, terms: Terms, person: str, day: date, opened: date | None) -> str | None:
    """Why an act of that day earns her nothing; `opened` matters to those who left."""
    hired = world.hired(person)
    if day >= hired.end and terms["leavers"] == "paid":
        if not covered(world, terms["covers"], person, hired.end - DAY):
            return "not-covered"
        return None if opened is not None and opened < hired.end else "not-employed"
    if not hired.holds(day):
        return "not-employed"
    return None if covered(world, terms["covers"], person, day) else "not-covered"


def days_in(world: World, terms: Callable[[date], Terms | None], person: str, days: list[date]) -> int:
    """Covered by the version of the day, and employed."""
    then = [(day, terms(day)) for day in days]
    return sum(
        each is not None and refusal(world, {**each, "leavers": "stop"}, person, day, None) is None
        for day, each in then
    )


def present(world: World, life: Life, person: str, window: Window, lived: list[date]) -> Present | None:
    """Whether levels, scores and prizes of the window are hers; `lived` are its days in force that are measured."""
    terms = life.last_terms(window)
    if not lived:
        return None
    day = lived[-1]
    hired = world.hired(person)
    if hired.holds(day):
        return Present(day) if covered(world, terms["covers"], person, day) else None
    left = hired.end - DAY
    if left >= day or terms["leavers"] == "stop" or not covered(world, terms["covers"], person, left):
        return None
    served = days_in(world, life.terms, person, lived)
    if not served:
        return None
    return Present(day) if terms["leavers"] == "paid" else Present(left, Fraction(served, window.days), stayed=False)
