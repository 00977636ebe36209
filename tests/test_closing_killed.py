"""A process that is killed while it prepares, decides and closes: begun again, it comes to the same bytes."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection, transaction

from plaudit.customers.models import Account, Profile
from plaudit.ledger.models import Paper, Posting
from plaudit.ledger.verify import verify
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed
from plaudit.plans.programs.publish import publish
from tests.cast import NOW
from tests.site import ENGINES, Databases, surroundings, the_cast
from tests.test_closing_together import PLAN, act

MONTHS = [f"2026-0{month}" for month in range(1, 10)]
# Closes nine months one after the other, each step where the last process left it. Children are forked from a parent
# that has everything imported and nothing open; all but the last are killed.
NURSERY = """
import os, random, signal, sys, time
import django
django.setup()
from datetime import UTC, datetime
from django.db import connection
from plaudit.ledger.closed import closed
from plaudit.people.access import reader
from plaudit.people.models import Login
from plaudit.statements.begin import begin
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.models import Draft
from plaudit.statements.points import points
from plaudit.statements.prepare import prepare
from plaudit.values.period import Period

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)

def work():
    there = {each.name for each in closed()}
    for name in sys.argv[3:]:
        if name in there:
            continue
        draft = Draft.objects.filter(period=name).first() or begin(Period.of(name), by="pia", at=AT)
        draft = prepare(draft, at=AT)
        fay = reader(Login.objects.get(person__key="fay"), AT.date())
        for point in points(draft):
            if point.open:
                decide(draft, Said(point.code, draft.digest, "seen"), by=fay, at=AT)
        close(draft, by="fay", at=AT)

def born(kill_after):
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    return os.WIFSIGNALED(status)

chance = random.Random(sys.argv[2])
killed = sum(born(chance.uniform(0.02, 0.6)) for _ in range(int(sys.argv[1])))
assert not born(None)
print(killed)
"""


class Books(NamedTuple):
    """The head of the books, and every statement with its digest."""

    head: str
    statements: frozenset[tuple[str, str]]


def books(databases: Databases, vendor: str, kills: int, home: Path) -> tuple[int, Books]:
    """How many were killed at work, and what the books of a company of its own are then."""
    databases.copy(vendor, "cast", the_cast)
    with transaction.atomic():
        stamp = arrive("cast", by="pia", at=NOW - timedelta(days=90)).stamp
        Profile.objects.create(account=Account.objects.create(key="oak", name="Oak"), **stamp)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))
    for number in range(5):
        act(f"review-{number}")
    environment = {**surroundings(home), "DJANGO_SETTINGS_MODULE": "plaudit.web.settings"}
    connection.close()
    command = [sys.executable, "-c", NURSERY, str(kills), home.name, *MONTHS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert verify().wrong == ()
    assert list(Posting.objects.values_list("period", flat=True)) == MONTHS
    assert Deed.objects.filter(did="closed").count() == len(MONTHS)
    return int(done.stdout), Books(verify().head, frozenset(Paper.objects.values_list("name", "digest")))


@pytest.mark.parametrize("vendor", ENGINES)
@pytest.mark.parametrize("rounds", [1, pytest.param(20, marks=pytest.mark.slow)])
def test_kills_leave_the_books_as_they_would_have_been(
    databases: Databases, vendor: str, rounds: int, tmp_path: Path
) -> None:
    """Five a round, two hundred in the long run on both databases; in September Lee has left."""
    killed, whole = books(databases, vendor, 0, tmp_path / "whole")
    assert (killed, len(whole.statements)) == (0, 26)
    again = [books(databases, vendor, 5, tmp_path / str(number)) for number in range(rounds)]
    assert min(killed for killed, _ in again) > 0
    assert {found for _, found in again} == {whole}
