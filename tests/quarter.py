"""A company in the middle of a quarter: one program, a handful of acts, amounts that can be worked out in the head.

Ada has four referrals that came to a demo (4 x 100.00) and one of three testimonials (a third of 300.00), and leads the
contest (300.00): 800.00. Ben has one referral (100.00). Lee, who left in August, has one (100.00). A fifth demo of
Ada's is not verified, and so it pays nothing.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plaudit.activities.models import Activity, Close, Milestone, Report, Target
from plaudit.customers.models import Account, Holding, Profile
from plaudit.people.arrive import arrive
from plaudit.plans.programs.publish import publish
from tests.reading import rows
from tests.site import ENGINES, Databases, the_cast

# Fifteen days before the quarter ends, today included.
MOMENT = datetime(2026, 9, 16, 9, 0, tzinfo=UTC)

PLAN = """\
format: 1
plan: csm
version: 1
title: CSM advocacy 2026
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
budget: 50000.00
incentives:
  - key: referral-demo
    kind: bounty
    title: Referrals that came to a demo
    funded_by: sales
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays:
      tiers: graduated
      rates:
        - {upto: 5, each: 100.00}
        - {each: 150.00}
  - key: stories
    kind: quota
    title: Testimonials
    funded_by: marketing
    window: quarter
    counts: {activity: testimonial, milestone: published}
    target: 3
    pays: {at_target: 300.00, curve: [[0, 0], [1, 1]], between: line}
  - key: top-referrer
    kind: contest
    title: Most referrals
    funded_by: sales
    window: quarter
    counts: {activity: referral, milestone: demo}
    prizes: [300.00]
    minimum: 2
"""

ACTS = """
    key    kind         person  account  milestone  on          verified
    ref-1  referral     ada     oak      demo       2026-07-02  yes
    ref-2  referral     ada     oak      demo       2026-07-09  yes
    ref-3  referral     ada     elm      demo       2026-08-03  yes
    ref-4  referral     ada     elm      demo       2026-08-20  yes
    ref-5  referral     ada     elm      demo       2026-09-14  no
    ref-6  referral     ben     fir      demo       2026-07-30  yes
    ref-7  referral     lee     fir      demo       2026-08-06  yes
    tes-1  testimonial  ada     oak      published  2026-08-11  yes
"""


@pytest.fixture(params=ENGINES)
def quarter(request: pytest.FixtureRequest, databases: Databases) -> Iterator[None]:
    """The third quarter of 2026 on its seventy-eighth day."""
    with time_machine.travel(MOMENT, tick=False):
        databases.copy(request.param, "quarter", the_quarter)
        yield


def the_quarter() -> None:
    the_cast()
    publish(PLAN, by="pia", at=datetime(2026, 1, 2, tzinfo=UTC))
    with transaction.atomic():
        told = arrive("acts", by="pia", at=datetime(2026, 9, 15, tzinfo=UTC)).stamp
        # A name that a spreadsheet would take for a formula.
        for key, name in (("oak", "=Oak Cafe"), ("elm", "Elm & Sons"), ("fir", "Fir Hotels")):
            account = Account.objects.create(key=key, name=name)
            Profile.objects.create(account=account, **told)
        Holding.objects.create(account_id="oak", person_id="ada", starts=date(2026, 1, 1), **told)
        for row in rows(ACTS):
            activity = Activity.objects.create(key=row["key"])
            on = date.fromisoformat(row["on"])
            act = {"kind": row["kind"], "person_id": row["person"], "account_id": row["account"], "opened_on": on}
            Report.objects.create(activity=activity, **act, **told)
            reached = {"milestone": row["milestone"], "on": on, "verified": row["verified"] == "yes"}
            Milestone.objects.create(activity=activity, **reached, **told)


def closed(period: str) -> None:
    """A period that was closed, as an import of history says it."""
    with transaction.atomic():
        told = arrive("closes", by="fay", at=datetime(2026, 9, 15, tzinfo=UTC)).stamp
        Close.objects.create(period=period, closed_at="2026-09-15T00:00:00Z", **told)


def contradicted() -> None:
    """Ben's target, said twice of the same days in two ways: no calculation can take it."""
    with transaction.atomic():
        told = arrive("targets", by="pia", at=datetime(2026, 9, 15, tzinfo=UTC)).stamp
        for period, target in (("2026-Q3", "3"), ("2026-07-01/2026-10-01", "4")):
            Target.objects.create(incentive="stories", person_id="ben", period=period, target=target, **told)


def asked(client: Client, path: str) -> int:
    """How many questions a page asks once its units are up to date, the session and the reader among them."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


__all__ = ["asked", "closed", "contradicted", "quarter"]
