"""A process that is killed while acts are logged, verified and calculated loses nothing, and doubles nothing."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from plaudit.activities.models import Activity, Milestone, Report
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.runs.bring import bring
from plaudit.earnings.runs.models import Unit
from plaudit.people.models import Deed
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.plans.programs.publish import publish
from plaudit.values.period import Period
from tests.cast import NOW
from tests.nursery import moments, nursery
from tests.reviews import reviews
from tests.site import customers

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("company", "program")]
QUARTER = Period.of("2026-Q3")
PLAN = reviews("{tiers: graduated, rates: [{upto: 5, each: 20.00}, {each: 30.00}]}")
OAK = """
    key  name  holder
    oak  Oak   -
"""


def interrupted(times: int, home: Path, seed: int) -> set[str]:
    """The keys that the killed processes had said were done."""
    with nursery(home) as children:
        return {key for after in moments(seed, 0.6, times) for key in children.killed("log_acts", after=after)}


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
    customers(OAK)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))


def test_five_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    whole(interrupted(5, tmp_path, seed=7))


@pytest.mark.slow
def test_a_hundred_and_twenty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    whole(interrupted(120, tmp_path, seed=11))
