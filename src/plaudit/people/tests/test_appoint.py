"""Duties are dated facts: given and ended by later rows, journalled, and shown to finance."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from plaudit.people.access import reader
from plaudit.people.appoint import end, grant
from plaudit.people.models import Deed, Duty, Login, Notice, Person
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused

pytestmark = pytest.mark.usefixtures("company")

AT = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
KIM = "kim"


def duties(key: str, on: date) -> frozenset[str]:
    return reader(Login.objects.get(person__key=key), on).duties


def granted(key: str, duty: Duty.Kind, starts: date, by: str = "amy") -> Duty:
    with transaction.atomic():
        return grant(Person.objects.get(key=key), duty, starts, by=by, at=AT)


def test_a_duty_holds_from_its_day_and_up_to_its_end() -> None:
    duty = granted(KIM, Duty.Kind.OPERATIONS, date(2026, 8, 1))
    with transaction.atomic():
        end(duty, date(2026, 9, 1), by="amy", at=AT)
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert ["operations" in duties(KIM, day) for day in days] == [False, True, True, False]
    assert Duty.objects.filter(person_id=KIM, duty="operations").count() == 2
    assert standing(Duty).filter(person_id=KIM, duty="operations").count() == 1


def test_finance_is_told_and_the_journal_keeps_it() -> None:
    granted(KIM, Duty.Kind.FINANCE, date(2026, 8, 1))
    assert [(notice.person.key, notice.what, notice.about) for notice in Notice.objects.all()] == [
        ("fay", "granted-duty", "kim finance 2026-08-01")
    ]
    deed = Deed.objects.get()
    assert (deed.by, deed.did, deed.about) == ("amy", "granted-duty", "person kim")
    assert deed.facts == {"duty": "finance", "starts": "2026-08-01", "ends": "None"}


def test_nobody_grants_herself_a_duty() -> None:
    with pytest.raises(Refused, match="Nobody grants herself"):
        granted("amy", Duty.Kind.FINANCE, date(2026, 8, 1))


def test_a_duty_is_not_held_twice() -> None:
    with pytest.raises(Refused, match="Pia Strand has the duty operations from 2024-01-01 on"):
        granted("pia", Duty.Kind.OPERATIONS, date(2026, 8, 1))


def test_a_duty_does_not_end_before_it_starts() -> None:
    duty = granted(KIM, Duty.Kind.OPERATIONS, date(2026, 8, 1))
    with pytest.raises(Refused, match="starts on 2026-08-01"):
        end(duty, date(2026, 7, 31), by="amy", at=AT)
