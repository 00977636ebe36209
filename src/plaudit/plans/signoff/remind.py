"""Reminding whoever has not signed yet, at most once a day."""

from datetime import datetime

from django.db import transaction

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.people.access import Reader
from plaudit.people.journal import journal
from plaudit.people.models import Notice, Person
from plaudit.people.tell import tell
from plaudit.plans.signoff.find import from_now, sought
from plaudit.values.refused import Refused


@transaction.atomic
def remind(*, by: Reader, at: datetime, catalogue: Catalogue = BUILT_IN) -> int:
    """How many were told: everybody for operations, her team for a manager."""
    if not (by.operations or by.manages):
        raise Refused("not-yours-to-remind", "Operations reminds everybody, a manager her team.")
    asked = sought(from_now(at.date()), catalogue, None if by.operations else by.reports)
    hers = [each for each in asked if each.signed_at is None]
    today = set(Notice.objects.filter(what="to-sign", told_at__date=at.date()).values_list("person__key", "about"))
    people = {person.key: person for person in Person.objects.filter(key__in={each.person for each in hers})}
    told = 0
    for each in hers:
        about = f"{each.version.program.key} {each.version.number}"
        if (each.person, about) not in today:
            tell(people[each.person], "to-sign", about, at=at)
            told += 1
    if told:
        journal("reminded-to-sign", f"{told} people", by=by.key, at=at)
    return told
