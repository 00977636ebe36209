"""Whose statement an address asks for, if the reader may see it, and what its files are called."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from plaudit.people.access import then
from plaudit.people.models import Person
from plaudit.plans.programs.find import calendar
from plaudit.web import clock
from plaudit.web.door import Asked
from plaudit.web.periods import Chosen, choose


def whose(request: Asked, person: str, period: str) -> tuple[Chosen, Person]:
    """What a reader may not see does not exist for her."""
    shown = choose(period, calendar(), clock.today())
    # A manager sees the quarters in which somebody was hers, whoever manages her now.
    if not then(request.reader, min(shown.today, shown.period.last)).sees_pay_of(person):
        raise Http404
    return shown, get_object_or_404(Person, key=person)


def file_name(shown: Chosen, owner: Person) -> str:
    return f"statement-{owner.key}-{shown.name.replace('/', '_')}"
