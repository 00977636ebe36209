"""My quarter says what was earned, what comes next, and what waits for whom; only to those who earn."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.quarter import asked

pytestmark = pytest.mark.usefixtures("quarter")
SignedIn = Callable[[str], Client]


def page(signed_in: SignedIn, who: str, path: str = "/quarter/") -> str:
    return signed_in(who).get(path).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ada", 200),
        ("ben", 200),
        ("lee", 200),
        ("mo", 404),
        ("pia", 404),
        ("fay", 404),
        ("kim", 404),
        ("amy", 404),
        ("zed", 404),
    ],
)
def test_who_has_a_quarter(signed_in: SignedIn, who: str, status: int) -> None:
    assert signed_in(who).get("/quarter/").status_code == status


def test_the_headline_says_what_was_earned_and_what_a_few_more_bring(signed_in: SignedIn) -> None:
    assert "You have earned $800 so far; 2 more testimonials bring $200." in page(signed_in, "ada")


def test_each_bar_says_what_comes_next(signed_in: SignedIn) -> None:
    shown = page(signed_in, "ada")
    assert "1 more referral reaches the next rate and brings $100" in shown
    assert "2 more testimonials reach the target and bring $200" in shown
    assert 'progress value="4" max="5"' in shown
    assert "Place 1, with 4" in shown


def test_the_days_that_are_left_count_today(signed_in: SignedIn) -> None:
    assert "15 days left in Q3 2026." in page(signed_in, "ada")


def test_a_quarter_that_is_over_promises_nothing_more(signed_in: SignedIn) -> None:
    shown = page(signed_in, "ada", "/quarter/?period=2026-Q2")
    assert "You earned $0 in Q2 2026." in shown
    assert "bring" not in shown


def test_an_act_that_nobody_verified_waits_for_her_manager(signed_in: SignedIn) -> None:
    shown = page(signed_in, "ada")
    assert "demo, not verified" in shown
    assert "Mo Haddad" in shown


def test_money_and_days_follow_the_reader(signed_in: SignedIn) -> None:
    answer = signed_in("ada").get("/quarter/", headers={"accept-language": "de"})
    assert (
        "800,00\N{NO-BREAK SPACE}$"
        in signed_in("ada").get("/statements/ada/2026-Q3", headers={"accept-language": "de"}).content.decode()
    )
    assert "14.09.2026" in answer.content.decode()


def test_what_names_no_period_is_no_page(signed_in: SignedIn) -> None:
    assert signed_in("ada").get("/quarter/?period=soon").status_code == 404


def test_acts_are_taken_away_with_nothing_that_a_spreadsheet_would_run(signed_in: SignedIn) -> None:
    answer = signed_in("ada").get("/quarter/?take=csv&of=acts")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"] == 'attachment; filename="acts.csv"'
    assert lines[0] == "Act,Account,How far,On,Waits for"
    assert lines[1] == 'referral,Elm & Sons,"demo, not verified",2026-09-14,Mo Haddad'
    assert lines[-1] == "referral,'=Oak Cafe,demo,2026-07-02,"


def test_it_asks_as_often_whatever_there_is_to_show(signed_in: SignedIn) -> None:
    assert asked(signed_in("ada"), "/quarter/") == 32
