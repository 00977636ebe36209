"""The clock of a dispute: so many working days, Monday to Friday, counted from the day after it was opened."""

from datetime import date, datetime, timedelta

from django.db import transaction

from plaudit.people.access import Reader
from plaudit.people.journal import journal
from plaudit.statements.disputes.models import Clock
from plaudit.values.refused import Refused

DAYS = 5
MOST = 60
FRIDAY = 4


def days() -> int:
    last = Clock.objects.first()
    return DAYS if last is None else last.days


def due(opened: date, within: int) -> date:
    """The last day on which an answer is in time."""
    day, left = opened, within
    while left:
        day += timedelta(days=1)
        left -= day.weekday() <= FRIDAY
    return day


@transaction.atomic
def wind(within: int, *, by: Reader, at: datetime) -> Clock:
    """Disputes opened from now on are due within so many working days."""
    if not by.operations:
        raise Refused("not-hers", "Operations say how long an answer may take.")
    if not 1 <= within <= MOST:
        raise Refused("days-unreadable", f"An answer takes 1 to {MOST} working days.")
    journal("set", "clock of disputes", by=by.key, at=at, days=within)
    return Clock.objects.create(days=within, by=by.key, at=at)
