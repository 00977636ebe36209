"""A thank you is said aloud, what a gift is worth only where pay is seen, and nothing of it is money on a statement."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from plaudit.plans.programs.publish import publish

pytestmark = pytest.mark.usefixtures("thanked")
SignedIn = Callable[[str], Client]
FEED = "/recognition/?take=csv&of=thanks-thanks"

PLAN = """\
format: 1
plan: thanks
title: Thanks for referrals
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01}
incentives:
  - key: cheers
    kind: recognition
    title: Cheers
    funded_by: marketing
    window: year
    counts: {activity: referral, milestone: demo}
    awards: [{at: 1, badge: First referral}, {at: 3, gift: Dinner for two, value: 150.00}]
  - key: own
    kind: bounty
    title: Referrals in variable pay
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {each: 10.00}
  - key: spiff
    kind: bounty
    title: Referrals as a SPIFF
    funded_by: sales
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {each: 25.00}
"""


@pytest.fixture
def thanked(quarter: None) -> None:  # noqa: ARG001 -- it is what the program runs in
    """The quarter, with a second program that thanks."""
    publish(PLAN, by="pia", at=datetime(2026, 9, 15, tzinfo=UTC))


def test_everybody_in_it_reads_who_was_thanked_and_when(signed_in: SignedIn) -> None:
    assert signed_in("ben").get(FEED).content.decode("utf-8-sig").splitlines() == [
        "On,Person,Thanked with,For,Worth (USD),Tax",
        "2026-08-06,Lee Tanaka,First referral,Cheers,,",
        "2026-08-03,Ada Okafor,Dinner for two,Cheers,,",
        "2026-07-30,Ben Lindt,First referral,Cheers,,",
        "2026-07-02,Ada Okafor,First referral,Cheers,,",
    ]
    assert signed_in("zed").get("/recognition/").status_code == 404


@pytest.mark.parametrize("who", ["ada", "mo", "fay", "pia"])
def test_what_a_gift_is_worth_is_for_those_who_see_her_pay(signed_in: SignedIn, who: str) -> None:
    lines = signed_in(who).get(FEED).content.decode("utf-8-sig").splitlines()
    assert "2026-08-03,Ada Okafor,Dinner for two,Cheers,150.00,May be taxable" in lines


def test_a_badge_of_an_earlier_quarter_is_not_shown_again(signed_in: SignedIn) -> None:
    assert b"Nobody has reached a badge" in signed_in("ada").get("/recognition/?period=2026-Q4").content


def test_a_statement_sets_apart_variable_pay_each_funder_and_what_is_no_money(signed_in: SignedIn) -> None:
    shown = signed_in("ada").get("/statements/ada/2026-Q3").content.decode()
    thanks = shown.partition('id="program-thanks"')[2]
    places = [
        thanks.index(part) for part in ("Variable pay</h3>", "Funded by sales</h3>", "Recognition and goals, without")
    ]
    assert places == sorted(places)
    assert "$40.00" in thanks[places[0] : places[1]]
    assert "$100.00" in thanks[places[1] : places[2]]
    assert "$140.00" in thanks
    assert "worth $150.00, may be taxable" in thanks[places[2] :]


def test_recognition_is_in_what_is_taken_away_without_an_amount(signed_in: SignedIn) -> None:
    lines = signed_in("ada").get("/statements/ada/2026-Q3?take=csv&of=statement-thanks-ada-2026-Q3")
    assert [line for line in lines.content.decode("utf-8-sig").splitlines() if "Cheers,2026-08-03" in line][-1:] == [
        ',Cheers,2026-08-03,"gift, may be taxable",,,Dinner for two,,,,'
    ]


def test_her_quarter_shows_what_she_was_thanked_with(signed_in: SignedIn) -> None:
    shown = signed_in("ada").get("/quarter/").content.decode()
    assert "First referral" in shown
    assert "Dinner for two" in shown
