"""Somebody's last day is a later fact: it can be taken back, and is refused where it makes no sense."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from plaudit.people.leave import employed, leave
from plaudit.people.models import Deed, Employment, Person
from plaudit.values.refused import Refused

pytestmark = pytest.mark.usefixtures("company")
AT = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)


def left(key: str, last_day: date | None, by: str = "pia") -> Employment:
    person = Person.objects.get(key=key)
    with transaction.atomic():
        leave(person, last_day, by=by, at=AT)
    now = employed(person)
    assert now is not None
    return now


def test_a_last_day_leaves_everything_else_as_it_was() -> None:
    ben = left("ben", date(2026, 8, 31))
    told = (ben.role, ben.team, ben.manager, str(ben.starts_on), str(ben.ends_on))
    assert told == ("csm", "west", "mo", "2025-01-13", "2026-08-31")
    deed = Deed.objects.get()
    assert (deed.did, deed.about, deed.by, deed.facts) == ("leaves", "person ben", "pia", {"last_day": "2026-08-31"})


def test_she_stays_after_all() -> None:
    assert left("lee", None).ends_on is None
    assert [str(each.ends_on) for each in Employment.objects.filter(person_id="lee").order_by("pk")] == [
        "2026-08-14",
        "None",
    ]
    assert [(deed.did, deed.facts) for deed in Deed.objects.all()] == [("stays", {})]


@pytest.mark.parametrize(
    ("who", "last_day", "says"),
    [
        ("pia", date(2026, 8, 31), "Nobody changes her own employment"),
        ("ben", date(2025, 1, 12), "Ben Lindt begins on 2025-01-13; her last day cannot be before it."),
        ("ben", None, "Ben Lindt has no last day already."),
        ("lee", date(2026, 8, 14), "Lee Tanaka leaves on 2026-08-14 already."),
    ],
)
def test_a_last_day_that_makes_no_sense_is_refused(who: str, last_day: date | None, says: str) -> None:
    with pytest.raises(Refused, match=says):
        left(who, last_day)
    assert not Deed.objects.exists()


def test_who_has_no_employment_has_no_last_day() -> None:
    Person.objects.create(key="noa", name="Noa Stern")
    with pytest.raises(Refused, match="Noa Stern has no employment here"):
        left("noa", date(2026, 8, 31))
