"""Amounts by hand: what waits, what is owed, what a contract's cost is spread over."""

from datetime import date

import pytest
from django.db import transaction

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.models import Activity, Milestone, Report
from plaudit.ledger.booking import Booking
from plaudit.people.arrive import arrive
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.plans.read import read
from plaudit.statements.accrual.amortise import Charge, Cost, schedule
from plaudit.statements.accrual.incremental import hint
from plaudit.statements.accrual.liability import Liability, liability
from plaudit.statements.accrual.pending import Stage, pending
from plaudit.statements.payouts.approve import approve
from plaudit.statements.payouts.confirm import mark
from plaudit.statements.payouts.make import make
from plaudit.statements.payouts.send import send
from plaudit.statements.payouts.stands import stands
from plaudit.statements.payouts.tests.books import AT, asked, closed, due, the_finance, who
from plaudit.values.period import Period
from tests.quarter import PLAN as QUARTER_PLAN

QUARTER = Period.of("2026-Q3")


@pytest.mark.usefixtures("quarter")
def test_what_waits_is_worth_what_it_would_earn_today() -> None:
    program = Program.objects.get()
    found = pending(versions(program, BUILT_IN), QUARTER, date(2026, 9, 16))
    # Ada's fifth demo is not verified: 100.00. Nothing else moves, for she leads the contest already.
    assert found.stages == (Stage("referral", "demo", verified=False, acts=1, amount=10000),)
    assert (found.others, found.total) == (0, 10000)
    assert found.by_incentive["referral-demo"] == 10000


@pytest.mark.usefixtures("over")
def test_what_waited_on_the_last_day_of_a_period_that_is_over_is_not_late_by_then() -> None:
    with transaction.atomic():
        told = arrive("acts", by="pia", at=AT).stamp
        act = Activity.objects.create(key="ref-6b")
        Report.objects.create(
            activity=act, kind="referral", person_id="ada", account_id="elm", opened_on=date(2026, 9, 1), **told
        )
        Milestone.objects.create(activity=act, milestone="accepted", on=date(2026, 9, 2), verified=True, **told)
    plan = read(QUARTER_PLAN.replace("title: Referrals that came to a demo", "late: {within_days: 10}"))
    found = pending((plan,), QUARTER, date(2026, 10, 30))
    # Her fifth demo, which is not verified, and a sixth, as if it had been held on the last of September.
    assert found.stages == (
        Stage("referral", "accepted", verified=True, acts=1, amount=15000),
        Stage("referral", "demo", verified=False, acts=1, amount=10000),
    )


def test_a_straight_line_adds_up_to_the_last_cent() -> None:
    found = schedule([Cost(date(2026, 11, 1), "USD", 10000)], 36)
    assert [each.amount for each in found[:28]] == [278] * 28
    assert [each.amount for each in found[28:]] == [277] * 8
    assert (sum(each.amount for each in found), len(found), found[-1].left) == (10000, 36, 0)
    assert (found[0].month, found[2].month, found[-1].month) == (date(2026, 11, 1), date(2027, 1, 1), date(2029, 10, 1))


def test_costs_of_several_periods_run_side_by_side_and_a_negative_one_takes_back() -> None:
    told = [Cost(date(2026, 1, 1), "USD", 1300), Cost(date(2026, 2, 1), "USD", -130), Cost(date(2026, 1, 1), "JPY", 13)]
    found = schedule(told, 13)
    assert [each for each in found if each.currency == "JPY"][:2] == [
        Charge(date(2026, 1, 1), "JPY", 1, 12),
        Charge(date(2026, 2, 1), "JPY", 1, 11),
    ]
    dollars = [each for each in found if each.currency == "USD"]
    assert [each.amount for each in dollars] == [100, *[90] * 12, -10]
    assert (sum(each.amount for each in dollars), dollars[-1].left) == (1170, 0)


def test_up_to_a_year_it_is_an_expense_at_once() -> None:
    assert schedule([Cost(date(2026, 1, 1), "USD", 1000)], 12) == (Charge(date(2026, 1, 1), "USD", 1000, 0),)


PLAN = """
plan: all
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01}
incentives:
  - {key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}, pays: {rate: 5%}}
  - {key: wins, kind: bounty, window: quarter, counts: {activity: referral, milestone: won}, pays: {each: 50.00}}
  - {key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, pays: {each: 50.00}}
  - {key: reviews, kind: bounty, window: quarter, counts: {activity: review, milestone: published}, pays: {each: 20.00}}
  - {key: most, kind: contest, window: quarter, counts: {activity: referral, milestone: won}, prizes: [100.00]}
"""


def test_only_what_a_won_deal_brings_is_a_cost_of_the_contract() -> None:
    found = {each.key: hint(each) for each in read(PLAN, BUILT_IN).incentives}
    assert {key: each.incremental for key, each in found.items()} == {
        "deals": True,
        "wins": True,
        "demos": False,
        "reviews": False,
        "most": False,
    }
    assert found["deals"].paragraph == "ASC 340-40-25-1 and 25-2; IFRS 15.91 and 92"
    assert found["reviews"].paragraph == "ASC 340-40-25-3; IFRS 15.93"
    assert "among other things" in found["most"].because


def whole(*dues: Booking) -> list[Booking]:
    """What is due with what was earned and stated for it."""
    earned = [each._replace(kind="earned", into=None, into_currency="") for each in dues]
    return [*earned, *(each._replace(kind="stated") for each in dues), *dues]


@pytest.mark.usefixtures("company")
def test_what_is_owed_goes_from_payable_to_sent_to_nothing() -> None:
    the_finance()
    carried = due("lee", "sales", 700)
    closed(
        *whole(due("ada", "sales", 50000), due("lee", "sales", 8050), due("ben", "sales", 10000, "EUR")),
        carried._replace(kind="earned", amount=1000, into=None, into_currency=""),
        carried._replace(kind="stated"),
    )
    assert liability() == (
        Liability("sales", "EUR", payable=10000),
        Liability("sales", "USD", earned=300, carried=700, payable=58050),
    )
    batch = make(asked(), by=who("fay"), at=AT)
    approve(batch, shown=stands(batch).digest, by=who("kim"), at=AT)
    approve(batch, shown=stands(batch).digest, by=who("zed"), at=AT)
    send(batch, by=who("fay"), at=AT)
    assert liability()[1] == Liability("sales", "USD", earned=300, carried=700, sent=58050)
    mark(batch, [1], "paid", by=who("fay"), at=AT)
    mark(batch, [2], "failed", by=who("fay"), at=AT)
    assert liability()[1] == Liability("sales", "USD", earned=300, carried=700, payable=8050)
    assert liability()[1].total == 9050
