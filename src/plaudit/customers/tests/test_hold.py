"""An account goes to other holders from a day on; on every day its shares are 1 or nobody has it."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from plaudit.customers.hold import hold
from plaudit.customers.models import Account, Holding, Profile
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed
from plaudit.people.recorded import standing
from plaudit.values.refused import Refused
from tests.reading import rows

AT = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
HELD = """
    person  from        to          share
    ada     2026-01-01  -           1/2
    ben     2026-01-01  2026-10-01  1/2
    lee     2026-10-01  -           1/2
"""


@pytest.fixture(autouse=True)
def oak(company: None) -> Account:  # noqa: ARG001 -- the account stands in it
    """Ada's and Ben's; Lee comes in Ben's place in October."""
    with transaction.atomic():
        arrival = arrive("cast", by="pia", at=datetime(2026, 1, 2, tzinfo=UTC))
        account = Account.objects.create(key="oak", name="Oak Cafe")
        Profile.objects.create(account=account, **arrival.stamp)
        for row in rows(HELD):
            ends = date.fromisoformat(row["to"]) if row["to"] else None
            days = {"starts": date.fromisoformat(row["from"]), "ends": ends}
            Holding.objects.create(
                account=account, person_id=row["person"], share=row["share"], **days, **arrival.stamp
            )
    return account


def given(shares: dict[str, str], starts: date, by: str = "pia") -> None:
    with transaction.atomic():
        hold(Account.objects.get(), shares, starts, by=by, at=AT)


def holders(day: date) -> dict[str, str]:
    found = standing(Holding).filter(starts__lte=day).exclude(ends__lte=day)
    return {each.person_id: each.share for each in found}


def test_the_others_hold_it_until_the_next_day_that_is_recorded() -> None:
    given({"mo": "1"}, date(2026, 8, 1))
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 9, 30), date(2026, 10, 1)]
    assert [holders(day) for day in days] == [
        {"ada": "1/2", "ben": "1/2"},
        {"mo": "1"},
        {"mo": "1"},
        {"ada": "1/2", "lee": "1/2"},
    ]
    assert Deed.objects.get().facts == {"starts": "2026-08-01", "holders": "mo 1"}


def test_who_keeps_it_with_another_share_holds_it_once() -> None:
    given({"ada": "1/3", "ben": "2/3"}, date(2026, 1, 1))
    assert holders(date(2026, 1, 1)) == {"ada": "1/3", "ben": "2/3"}


def test_who_held_it_from_that_day_holds_it_no_more() -> None:
    given({"mo": "1"}, date(2026, 1, 1))
    assert (holders(date(2025, 12, 31)), holders(date(2026, 1, 1))) == ({}, {"mo": "1"})


def test_nobody_may_hold_it() -> None:
    given({}, date(2026, 8, 1))
    assert holders(date(2026, 9, 30)) == {}


@pytest.mark.parametrize(
    ("shares", "by", "says"),
    [
        ({"mo": "1/2", "ben": "1/3"}, "pia", "1/2 [+] 1/3; together they must be exactly 1"),
        ({"mo": "2", "ben": "-1"}, "pia", "together they must be exactly 1"),
        ({"nobody": "1"}, "pia", "nobody is not employed here"),
        ({"mo": "1"}, "mo", "Nobody gives an account to herself"),
        ({"mo": "1"}, "ada", "Nobody gives an account to herself, or takes her own away"),
    ],
)
def test_what_is_refused_leaves_nothing(shares: dict[str, str], by: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        given(shares, date(2026, 8, 1), by)
    assert Holding.objects.count() == 3
    assert not Deed.objects.exists()
