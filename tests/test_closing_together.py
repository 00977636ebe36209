"""Many at once: a period is closed once and paid once, and nothing that comes in meanwhile is lost."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from plaudit.activities.models import Activity, Close, Milestone, Report
from plaudit.ledger.models import Entry, Paper, Posting
from plaudit.ledger.verify import verify
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed, Duty
from plaudit.plans.programs.publish import publish
from plaudit.statements.begin import begin
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.drafts import latest
from plaudit.statements.models import Draft, Prepared
from plaudit.statements.payouts.approve import approve
from plaudit.statements.payouts.make import Asked, make
from plaudit.statements.payouts.models import Batch, Slip
from plaudit.statements.payouts.send import send
from plaudit.statements.payouts.stands import stands
from plaudit.statements.points import APPROVE
from plaudit.statements.prepare import prepare
from plaudit.statements.sums import sums
from plaudit.values.period import Period
from plaudit.values.refused import Refused
from tests.cast import NOW
from tests.reviews import reviews
from tests.site import customers, who

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("company")]
QUARTER = Period.of("2026-Q3")
# What is refused to whoever is too early, or too late to approve.
LATER = {APPROVE, "calculated", "draft-changed", "draft-discarded", "already-closed", "nothing-payable"}
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
    with transaction.atomic():
        stamp = arrive("cast", by="pia", at=NOW - timedelta(days=90)).stamp
        for key in ("kim", "zed"):
            Duty.objects.create(person_id=key, duty="finance", starts=date(2024, 1, 1), **stamp)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))
    act("first")
    return prepare(begin(QUARTER, by="pia", at=NOW), at=NOW)


def test_fifty_at_once_close_once_pay_once_and_lose_nothing(draft: Draft) -> None:
    """Ten each report, draft anew, approve, close and pay."""
    start, acts = Barrier(50), (late, drafted_again, approved, closed, paid)

    def one(number: int) -> object:
        start.wait()
        try:
            return acts[number % 5](number)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(one, range(50)))

    assert set(answers[3::5]) == {1}
    assert set(answers[4::5]) == {2}
    assert [posting.once for posting in Posting.objects.all()] == ["close 2026-Q3", "payout 1"]
    assert list(Close.objects.values_list("period", flat=True)) == ["2026-Q3"]
    assert Deed.objects.filter(did="closed").count() == Deed.objects.filter(did="sent").count() == 1
    booked, known = Posting.objects.get(number=1).facts, Report.objects.count()
    assert known == Activity.objects.count() == Milestone.objects.count() == 11
    then = 2500 * Report.objects.filter(arrival__lte=booked["watermark"]).count()
    assert dict(Entry.objects.values_list("kind").annotate(Sum("amount"))) == dict.fromkeys(
        ("earned", "stated", "due", "sent"), then
    )
    assert [each["point"] for each in booked["decisions"]] == [APPROVE]
    assert booked["prepared_by"] == draft.begun_by
    assert Slip.objects.count() == 1
    # Three statements and what was sent, and a witness of each posting.
    assert Paper.objects.count() == 4 + 2
    assert Prepared.objects.count() == 0
    assert verify().wrong == ()
    later = NOW + timedelta(days=91)
    following = prepare(begin(Period.of("2026-Q4"), by="pia", at=later), at=later)
    assert sum(each.adjusted.minor for each in sums(following)) == 2500 * known - then


def late(number: int) -> None:
    act(f"late-{number:02}")


def drafted_again(_: int) -> str:
    """Before the close, or refused after it."""
    try:
        return prepare(begin(QUARTER, by="pia", at=NOW), at=NOW).digest
    except Refused as refused:
        return refused.code


def approved(_: int) -> None:
    """Whatever draft counts, until one is closed."""
    fay = who("fay")

    def press() -> int:
        counts = the_draft()
        return decide(counts, Said(APPROVE, counts.digest), by=fay, at=NOW).pk

    while not Posting.objects.exists():
        pressed(press)


def closed(_: int) -> int:
    """Whoever presses before the approval is refused, and presses again."""
    while (number := pressed(lambda: close(the_draft(), by="fay", at=NOW).number)) is None:
        pass
    return number


def paid(_: int) -> int:
    """As soon as anything is payable."""
    asked = Asked("2026-Q3", "", "USD", "generic", date(2026, 10, 15))
    fay, kim, zed = who("fay"), who("kim"), who("zed")
    while Batch.objects.first() is None and pressed(lambda: make(asked, by=fay, at=NOW).pk) is None:
        pass
    batch = Batch.objects.get()
    for each in (kim, zed):
        approve(batch, shown=stands(batch).digest, by=each, at=NOW)
    return send(batch, by=fay, at=NOW).number


def the_draft() -> Draft:
    counts = latest("2026-Q3")
    assert counts is not None
    return counts


def pressed(act: Callable[[], int]) -> int | None:
    """What came of it, or nothing yet: somebody else was faster, or has still to do something."""
    try:
        return act()
    except Refused as refused:
        assert refused.code in LATER  # noqa: PT017 -- pressed again
        time.sleep(0.05)
        return None
