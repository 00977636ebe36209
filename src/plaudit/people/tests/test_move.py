"""A position is changed from a day on: what she was before stays; the new one holds as long as the old one would."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from plaudit.people.access import reader
from plaudit.people.models import Deed, Employment, Login, Person, Position
from plaudit.people.move import Held, move
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused

pytestmark = pytest.mark.usefixtures("company")
AT = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
SENIOR = Held("csm", "east", "zed", "EUR")


def moved(key: str, held: Held, starts: date, by: str = "pia") -> None:
    with transaction.atomic():
        move(Person.objects.get(key=key), held, starts, by=by, at=AT)


def positions(key: str) -> list[tuple[str, str, str]]:
    """Team and days, as they stand."""
    found = standing(Position).filter(person_id=key).order_by("starts")
    return [(each.team, str(each.starts), str(each.ends)) for each in found]


def test_what_followed_from_the_employment_is_said_by_a_position_until_the_day() -> None:
    moved("ben", SENIOR, date(2026, 8, 1))
    assert positions("ben") == [("west", "2025-01-13", "2026-08-01"), ("east", "2026-08-01", "None")]
    ben = Login.objects.get(person__key="ben")
    assert [reader(ben, day).team for day in (date(2026, 7, 31), date(2026, 8, 1))] == ["west", "east"]
    assert Deed.objects.get().facts == {
        "starts": "2026-08-01",
        "role": "csm",
        "team": "east",
        "manager": "zed",
        "pay_currency": "EUR",
    }


def test_a_change_before_another_holds_until_that_one() -> None:
    moved("ben", Held("csm", "north"), date(2026, 10, 1))
    moved("ben", SENIOR, date(2026, 8, 1))
    assert positions("ben") == [
        ("west", "2025-01-13", "2026-08-01"),
        ("east", "2026-08-01", "2026-10-01"),
        ("north", "2026-10-01", "None"),
    ]


def test_the_same_day_again_is_a_correction() -> None:
    moved("ben", Held("csm", "north"), date(2026, 8, 1))
    moved("ben", SENIOR, date(2026, 8, 1))
    assert positions("ben") == [("west", "2025-01-13", "2026-08-01"), ("east", "2026-08-01", "None")]
    assert Position.objects.filter(person_id="ben", starts=date(2026, 8, 1)).count() == 2


def test_somebody_without_an_employment_is_employed_from_that_day() -> None:
    Person.objects.create(key="new", name="New")
    moved("new", SENIOR, date(2026, 8, 1))
    assert standing(Employment).get(person_id="new").starts_on == date(2026, 8, 1)
    assert positions("new") == [("east", "2026-08-01", "None")]


@pytest.mark.parametrize(
    ("key", "held", "says"),
    [
        ("pia", SENIOR, "Nobody changes her own position"),
        ("ben", Held("csm", "west", "ben"), "cannot manage herself"),
        ("ben", Held("csm", "west", "mo"), "is that on 2026-08-01 already"),
    ],
)
def test_what_is_refused_leaves_nothing(key: str, held: Held, says: str) -> None:
    with pytest.raises(Refused, match=says):
        moved(key, held, date(2026, 8, 1))
    assert not Position.objects.exists()
    assert not Deed.objects.exists()
