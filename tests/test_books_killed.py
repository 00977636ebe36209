"""Processes that are killed while they close and pay: begun again, they come to the same bytes."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from plaudit.ledger.models import Paper, Posting
from plaudit.ledger.verify import verify
from plaudit.people.models import Deed, Notice
from plaudit.plans.programs.publish import publish
from plaudit.statements.payouts.models import Batch, Confirmation, Outcome, Slip, Step
from plaudit.statements.payouts.send import file_of
from plaudit.statements.payouts.tests.books import closed, due, the_finance
from tests.cast import NOW
from tests.nursery import moments, nursery
from tests.site import ENGINES, Databases, customers, the_cast
from tests.test_closing_together import OAK, PLAN, act

pytestmark = pytest.mark.journey
MONTHS = tuple(f"2026-0{month}" for month in range(1, 10))
KILLS = [5, pytest.param(50, marks=pytest.mark.slow)]


class Work(NamedTuple):
    """What a child does to the months, the company that it finds, and what can be seen of the work afterwards."""

    name: str
    company: Callable[[], None]
    seen: Callable[[], frozenset[object]]


class Books(NamedTuple):
    """Their head, and what can be seen of the work."""

    head: str
    seen: frozenset[object]


def nine_months() -> None:
    """Five reviews of Ada's in September, when Lee has left."""
    customers(OAK)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))
    for number in range(5):
        act(f"review-{number}")


def statements() -> frozenset[object]:
    assert list(Posting.objects.values_list("period", flat=True)) == list(MONTHS)
    assert Deed.objects.filter(did="closed").count() == len(MONTHS)
    # Those of 26 people, and a witness of each close.
    assert Paper.objects.count() == 26 + len(MONTHS)
    return frozenset(Paper.objects.values_list("name", "digest"))


def nine_dues() -> None:
    """Each month is closed and owes Ada 500.00 and Ben 80.00."""
    the_finance()
    for month in MONTHS:
        closed(due("ada", "sales", 50000, period=month), due("ben", "sales", 8000, period=month), period=month)


def payouts() -> frozenset[object]:
    """Every line with what became of it, every step, every file; nobody is told twice."""
    assert Posting.objects.filter(what="payout").count() == Confirmation.objects.count() == len(MONTHS)
    assert Notice.objects.count() == Deed.objects.filter(did="confirmed").count() == 2 * len(MONTHS)
    return frozenset(
        [
            *Slip.objects.values_list("batch", "place", "due", "amount", "attempt", "batch__period"),
            *Step.objects.values_list("batch", "what", "by", "digest", "posting"),
            *Outcome.objects.values_list("slip__batch", "slip__place", "what", "posting"),
            *map(file_of, Batch.objects.all()),
        ]
    )


class Company:
    """As many of them as are asked for, each with a database of its own."""

    def __init__(self, databases: Databases, vendor: str, work: Work, home: Path) -> None:
        self._databases, self._vendor, self._work, self._home = databases, vendor, work, home
        self._count = 0

    def after(self, kills: int, latest: float = 0) -> tuple[int, float, Books]:
        """How many children were killed at work, how long the last one worked, and what the books are then."""
        self._databases.copy(self._vendor, "cast", the_cast)
        self._work.company()
        self._count += 1
        with nursery(self._home / str(self._count)) as children:
            said = [
                children.killed(self._work.name, *MONTHS, after=after) for after in moments(self._count, latest, kills)
            ]
            began = time.monotonic()
            children.done(self._work.name, *MONTHS)
            took = time.monotonic() - began
        found = verify()
        assert found.wrong == ()
        return sum("done" not in each for each in said), took, Books(found.head, self._work.seen())

    def killed(self, kills: int, latest: float) -> Iterator[Books]:
        """The books of one company after the other, until so many children were killed at work."""
        while kills > 0:
            died, _, books = self.after(min(10, kills), latest)
            # Where the machine was busier when the work was measured, the first child is through with all of it.
            latest = latest if died else latest / 2
            kills -= died
            yield books


@pytest.mark.parametrize("vendor", ENGINES)
@pytest.mark.parametrize(
    "work", [Work("close_periods", nine_months, statements), Work("pay_out", nine_dues, payouts)], ids=["close", "pay"]
)
@pytest.mark.parametrize("kills", KILLS)
def test_kills_leave_the_books_as_they_would_have_been(
    databases: Databases, vendor: str, work: Work, kills: int, tmp_path: Path
) -> None:
    """Two hundred in the long run; a child lives a month's work at most, so that they die in the midst of each step."""
    company = Company(databases, vendor, work, tmp_path)
    _, took, whole = company.after(0)
    assert set(company.killed(kills, took / len(MONTHS))) == {whole}
