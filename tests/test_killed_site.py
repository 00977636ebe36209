"""A process that is killed while acts are logged, verified and calculated loses nothing, and doubles nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from plaudit.activities.models import Activity, Milestone, Report
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import read
from plaudit.customers.models import Account, Profile
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.runs.bring import bring
from plaudit.earnings.runs.models import Unit
from plaudit.people.arrive import arrive
from plaudit.people.models import Deed
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.plans.programs.publish import publish
from plaudit.values.period import Period
from tests.cast import NOW
from tests.site import surroundings

pytestmark = pytest.mark.usefixtures("company", "program")
QUARTER = Period.of("2026-Q3")
PLAN = """
plan: advocacy
currency: USD
covers: {role: csm}
effective: {from: 2026-01-01}
incentives:
  - key: reviews
    kind: bounty
    window: quarter
    counts: {activity: review, milestone: published}
    pays: {tiers: graduated, rates: [{upto: 5, each: 20.00}, {each: 30.00}]}
"""
# Logs, verifies and calculates until somebody stops it; says each act when it is done.
BUSY = """
import uuid
from datetime import date, datetime, UTC
import django
django.setup()
from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.log import New, Reached, log
from plaudit.activities.reported import Told
from plaudit.activities.verify import verify
from plaudit.earnings.runs.bring import bring
from plaudit.people.access import reader
from plaudit.people.models import Login
from plaudit.plans.programs.models import Program
from plaudit.values.period import Period
at = datetime(2026, 10, 6, 9, tzinfo=UTC)
ada, pia = (reader(Login.objects.get(person__key=key), at.date()) for key in ("ada", "pia"))
told = Told("review", date(2026, 9, 1), account="oak", person="ada")
while True:
    key = "review-" + uuid.uuid4().hex
    log(New(key, told, Reached("published", date(2026, 9, 2))), by=ada, at=at, catalogue=BUILT_IN)
    verify([(key, "published")], by=pia, at=at)
    print(key, flush=True)
    bring(Program.objects.get(), Period.of("2026-Q3"), at=at)
"""


def interrupted(times: int, home: Path, chance: random.Random) -> set[str]:
    """The keys that the killed processes had said were done."""
    done: set[str] = set()
    environment = {**surroundings(home), "DJANGO_SETTINGS_MODULE": "plaudit.web.settings"}
    connection.close()
    for _ in range(times):
        command = [sys.executable, "-c", BUSY]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as busy:
            assert busy.stdout is not None
            done.add(busy.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.4))
            os.kill(busy.pid, signal.SIGKILL)
            # A line that was cut off by the end says nothing.
            done |= {line.strip() for line in busy.stdout if line.endswith("\n")}
    return done


def whole(done: set[str]) -> None:
    """Each act stands once with all that belongs to it, what was said done is there, and pages say what is true."""
    keys = set(Activity.objects.values_list("key", flat=True))
    assert done <= keys
    assert Counter(Report.objects.values_list("activity", flat=True)) == Counter(keys)
    logged = Deed.objects.filter(did="logged").values_list("about", flat=True)
    assert Counter(logged) == Counter(f"activity {key}" for key in keys)
    verified = Milestone.objects.filter(verified=True).values_list("activity", flat=True)
    confirmed = Deed.objects.filter(did="verified").values_list("about", flat=True)
    assert Counter(f"activity {key}" for key in verified) == Counter(confirmed)
    bring(Program.objects.get(), QUARTER, at=NOW)
    told = document(calculate(versions(Program.objects.get()), read(here()).facts, QUARTER), steps=True)
    expected = {person["person"]: each for person in told["people"] for each in person["incentives"]}
    assert {unit.person_id: unit.told for unit in Unit.objects.all()} == expected


@pytest.fixture
def program() -> None:
    with transaction.atomic():
        arrival = arrive("cast", by="pia", at=NOW - timedelta(days=90))
        Profile.objects.create(account=Account.objects.create(key="oak", name="Oak"), **arrival.stamp)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))


def test_three_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    whole(interrupted(3, tmp_path, random.Random(7)))


@pytest.mark.slow
def test_sixty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    whole(interrupted(60, tmp_path, random.Random(11)))
