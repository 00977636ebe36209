"""Saying how the company divides its years: a later fact, journalled. It moves pages, and no money."""

from datetime import datetime

from plaudit.people.arrive import arrive
from plaudit.people.journal import journal
from plaudit.plans.plan import Calendar
from plaudit.plans.programs.find import calendar
from plaudit.plans.programs.models import CompanyCalendar


def divide(said: Calendar, *, by: str, at: datetime) -> None:
    """Saying what holds already changes nothing; call it in a transaction."""
    held = calendar()
    if (held.first_month, held.named_by) == (said.first_month, said.named_by):
        return
    arrival = arrive("settings", by=by, at=at)
    CompanyCalendar.objects.create(first_month=said.first_month, named_by=said.named_by, **arrival.stamp)
    facts = {"year_starts_in_month": said.first_month, "year_named_by": said.named_by}
    journal("changed-calendar", "calendar", by=by, at=at, **facts)
