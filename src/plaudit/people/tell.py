"""Telling somebody something: a notice in the outbox, in the transaction that caused it."""

from datetime import datetime

from plaudit.people.models import Notice, Person


def tell(person: Person, what: str, about: str, *, at: datetime) -> Notice:
    return Notice.objects.create(person=person, told_at=at, what=what, about=about[:200])
