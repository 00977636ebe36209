"""Who may see whose pay, verify whose act, log and approve: the whole cast."""

from datetime import date

import pytest

from plaudit.people.access import Reader, reader
from plaudit.people.models import Login

pytestmark = pytest.mark.usefixtures("company")

ON = date(2026, 7, 14)


def of(key: str, on: date = ON) -> Reader:
    return reader(Login.objects.get(person__key=key), on)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("ada", {"ada"}),
        ("ben", {"ben"}),
        ("mo", {"ada", "ben", "lee"}),
        ("pia", {"ada", "ben", "mo", "pia", "fay", "kim", "amy", "zed", "lee"}),
        ("fay", {"ada", "ben", "mo", "pia", "fay", "kim", "amy", "zed", "lee"}),
        ("kim", set()),
        ("amy", set()),
        ("zed", set()),
        ("lee", {"lee"}),
    ],
)
def test_whose_pay_each_of_the_cast_sees(who: str, sees: set[str]) -> None:
    everybody = ["ada", "ben", "mo", "pia", "fay", "kim", "amy", "zed", "lee"]
    seen = of(who)
    assert {key for key in everybody if seen.sees_pay_of(key)} == sees


@pytest.mark.parametrize(
    ("who", "may"), [("ada", False), ("ben", False), ("mo", True), ("pia", True), ("fay", False), ("zed", False)]
)
def test_who_verifies_an_act_that_ada_brought(who: str, *, may: bool) -> None:
    assert of(who).may_verify(submitted_by="ada", credited=frozenset({"ada"})) is may


def test_nobody_verifies_what_she_brought_herself() -> None:
    assert not of("pia").may_verify(submitted_by="pia", credited=frozenset({"ada"}))


def test_zed_takes_no_part() -> None:
    assert [key for key in ("ada", "mo", "pia", "fay", "kim", "amy", "zed", "lee") if of(key).takes_part] == [
        *("ada", "mo", "pia", "fay", "kim", "amy", "lee")
    ]


def test_a_leaver_logs_nothing_after_her_last_day() -> None:
    assert of("lee", date(2026, 8, 14)).may_log()
    assert not of("lee", date(2026, 8, 15)).may_log()
