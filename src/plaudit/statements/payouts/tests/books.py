"""A closed quarter, booked by hand: what three people are paid by two purses, and who may pay it.

Ada is due 500.00 by sales and 120.00 by marketing, Ben 100.00 by sales in euros, Lee 80.50 by sales. Fay, Kim and Zed
have the duty of finance; Pia wrote the plan.
"""

from datetime import UTC, date, datetime

from django.db import transaction

from plaudit.ledger.booking import Booking
from plaudit.ledger.models import Posting
from plaudit.ledger.post import Reason, post
from plaudit.people.arrive import arrive
from plaudit.people.models import Duty
from plaudit.plans.programs.publish import publish
from plaudit.statements.payouts.make import Asked
from tests.reviews import reviews

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)


def due(person: str, purse: str, amount: int, currency: str = "USD", period: str = "2026-Q3") -> Booking:
    return Booking("due", person, "advocacy", 1, purse, period, amount, currency, into=amount, into_currency=currency)


def closed(*dues: Booking, period: str = "2026-Q3", what: str = "close") -> Posting:
    with transaction.atomic():
        facts = {"start": "2026-07-01", "end": "2026-10-01", "known_at": AT.isoformat(), "watermark": 1}
        return post(Reason(what, f"{what} {period}", period, "fay", AT, facts), dues)


def the_finance() -> None:
    """Three who may pay, and a plan that Pia wrote."""
    publish(reviews("{each: 20.00}"), by="pia", at=datetime(2026, 1, 2, tzinfo=UTC))
    with transaction.atomic():
        arrival = arrive("cast", by="amy", at=datetime(2026, 1, 3, tzinfo=UTC))
        for key in ("kim", "zed"):
            Duty.objects.create(person_id=key, duty="finance", starts=date(2024, 1, 1), **arrival.stamp)


def the_quarter() -> Posting:
    the_finance()
    return closed(
        due("ada", "sales", 50000),
        due("ada", "marketing", 12000),
        due("ben", "sales", 10000, "EUR"),
        due("lee", "sales", 8050),
    )


def asked(purse: str = "sales", currency: str = "USD", layout: str = "generic", period: str = "2026-Q3") -> Asked:
    return Asked(period, purse, currency, layout, date(2026, 10, 15))
