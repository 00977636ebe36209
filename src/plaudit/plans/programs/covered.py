"""Who a plan covers on which days, asked of the database: positions with days win over the row of the employment."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plaudit.people.models import Employment, Position
from plaudit.people.recorded import standing
from plaudit.plans.incentive import Covers
from plaudit.values.period import Period


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of employed days in one role and team."""

    person: str
    role: str
    team: str
    days: Period


def stretches(people: Collection[str] | None = None) -> tuple[Stretch, ...]:
    """Everybody's stretches, or those of some; asks twice, however many they are."""
    those = {} if people is None else {"person_id__in": people}
    positions: dict[str, list[Position]] = {}
    for position in standing(Position).filter(**those):
        positions.setdefault(position.person_id, []).append(position)
    employed = standing(Employment).filter(**those)
    return tuple(stretch for each in employed for stretch in _stretches(each, positions.get(each.person_id, ())))


def covered(covers: Covers, days: Period, everybody: Iterable[Stretch]) -> frozenset[str]:
    """The keys of those who are covered and employed on at least one of the days (rule 6)."""
    return frozenset(
        each.person
        for each in everybody
        if (not covers.people or each.person in covers.people)
        and (not covers.role or each.role in covers.role)
        and (not covers.team or each.team in covers.team)
        and each.days.overlap(days) is not None
    )


def _stretches(employment: Employment, positions: Iterable[Position]) -> Iterator[Stretch]:
    first = date.min if employment.starts_on is None else employment.starts_on
    after = date.max if employment.ends_on is None else employment.ends_on + timedelta(days=1)
    employed = Period(first, after)
    dated = tuple(positions)
    if not dated:
        yield Stretch(employment.person_id, employment.role, employment.team, employed)
    for position in dated:
        inside = Period(position.starts, date.max if position.ends is None else position.ends).overlap(employed)
        if inside is not None:
            yield Stretch(employment.person_id, position.role, position.team, inside)
