"""Many at once: however many press, a period is closed once, and nothing that comes in meanwhile is lost."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from plaudit.activities.models import Activity, Close, Milestone, Report
from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.ledger.verify import verify
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed
from plaudit.plans.programs.publish import publish
from plaudit.statements.begin import begin
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.models import Decision, Draft
from plaudit.statements.points import APPROVE
from plaudit.statements.prepare import prepare
from plaudit.values.period import Period
from plaudit.values.refused import Refused
from tests.cast import NOW
from tests.reviews import reviews
from tests.site import customers, who

pytestmark = pytest.mark.usefixtures("company")
QUARTER = Period.of("2026-Q3")
PLAN = reviews("{each: 25.00}")
OAK = """
    key  name  holder
    oak  Oak   -
"""


def act(key: str) -> None:
    """A published review of Ada's, verified."""
    with transaction.atomic():
        stamp = arrive("form", by="ada", at=NOW).stamp
        on = date(2026, 9, 1)
        Activity.objects.create(key=key)
        Report.objects.create(activity_id=key, kind="review", opened_on=on, account_id="oak", person_id="ada", **stamp)
        Milestone.objects.create(activity_id=key, milestone="published", on=on, verified=True, **stamp)


@pytest.fixture
def draft() -> Draft:
    """Ada has one review: 25.00."""
    customers(OAK)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))
    act("first")
    return prepare(begin(QUARTER, by="pia", at=NOW), at=NOW)


def test_fifty_at_once_close_once_and_lose_nothing(draft: Draft) -> None:
    approver, start = who("fay"), Barrier(50)

    def one(number: int) -> object:
        start.wait()
        try:
            match number % 5:
                case 0:
                    return act(f"late-{number:02}")
                case 1:
                    return drafted_again()
                case 2:
                    return decide(draft, Said(APPROVE, draft.digest), by=approver, at=NOW).pk
                case _:
                    return closed_when_approved(draft)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(one, range(50)))

    assert len(set(answers[2::5])) == 1
    assert set(answers[3::5]) | set(answers[4::5]) == {1}
    assert [posting.once for posting in Posting.objects.all()] == ["close 2026-Q3"]
    assert list(Close.objects.values_list("period", flat=True)) == ["2026-Q3"]
    assert Decision.objects.count() == Deed.objects.filter(did="closed").count() == 1
    assert list(Entry.objects.values_list("kind", "amount")) == [("earned", 2500), ("stated", 2500), ("due", 2500)]
    assert Paper.objects.count() == 3
    assert Activity.objects.count() == Report.objects.count() == Milestone.objects.count() == 11
    assert verify().wrong == ()


def closed_when_approved(draft: Draft) -> int:
    """Whoever presses before the approval is refused, and presses again."""
    while True:
        try:
            return close(draft, by="fay", at=NOW).number
        except Refused as refused:
            assert refused.code == APPROVE  # noqa: PT017 -- pressed again below
            time.sleep(0.05)


def drafted_again() -> str:
    """Before the close, or refused after it."""
    try:
        return prepare(begin(QUARTER, by="pia", at=NOW), at=NOW).digest
    except Refused as refused:
        return refused.code
