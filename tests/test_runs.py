"""A page's numbers are those of a whole calculation, however little was calculated to bring them up to date."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from django.conf import settings
from django.db import connections, transaction

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.correct import correct, retract
from plaudit.activities.log import New, Reached, log
from plaudit.activities.models import Metric
from plaudit.activities.reported import Told
from plaudit.activities.verify import verify
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import read
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.runs.bring import bring, lagging, whole
from plaudit.earnings.runs.claim import BeingCalculated, claimed
from plaudit.earnings.runs.models import Run, Unit
from plaudit.people.arrive import arrive
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.plans.programs.publish import publish
from plaudit.values.period import Period
from tests.cast import NOW
from tests.site import customers, who

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("company", "program")]
QUARTER = Period.of("2026-Q3")
# Holds every claim until it is killed.
HOLDS = """
import fcntl, sys, time
held = [open(path) for path in sys.argv[1:]]
for file in held:
    fcntl.flock(file, fcntl.LOCK_EX)
print(flush=True)
time.sleep(60)
"""
CUSTOMERS = """
    key  name  holder
    oak  Oak   ada
    elm  Elm   ben
"""
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
    pays: {tiers: graduated, rates: [{upto: 2, each: 20.00}, {each: 30.00}]}
    limits: {per_account: 2}
  - key: calls
    kind: bounty
    window: quarter
    counts: {activity: reference_call, milestone: delivered}
    credit: {to: holder, on: opened}
    pays: {each: 75.00}
  - key: most-reviews
    kind: contest
    window: quarter
    counts: {activity: review, milestone: published}
    prizes: [500.00]
    ties: share
"""


@pytest.fixture
def program() -> None:
    """A plan with a limit by account and a contest."""
    customers(CUSTOMERS)
    publish(PLAN, by="pia", at=NOW - timedelta(days=60))
    act("review-1", "ada")
    bring(Program.objects.get(), QUARTER, at=NOW)


def act(key: str, person: str, account: str = "oak", kind: str = "review", on: date = date(2026, 9, 28)) -> None:
    """Logged by the person, verified by Pia."""
    milestone = {"review": "published", "reference_call": "delivered"}[kind]
    told = Told(kind, on, account=account, person=person)
    log(New(key, told, Reached(milestone, on)), by=who(person), at=NOW, catalogue=BUILT_IN)
    verify([(key, milestone)], by=who("pia"), at=NOW)


def stored(*incentives: str, program: Program | None = None) -> dict[tuple[str, str], object]:
    units = Unit.objects.filter(incentive__in=incentives, program=program or Program.objects.get())
    return {(unit.person_id, unit.incentive): unit.told for unit in units}


def calculated(*incentives: str, program: Program | None = None) -> dict[tuple[str, str], object]:
    """The same units from everything that is known, in one calculation."""
    known = read(here())
    told = document(calculate(versions(program or Program.objects.get()), known.facts, QUARTER), steps=True)
    return {
        (person["person"], each["incentive"]): each
        for person in told["people"]
        for each in person["incentives"]
        if each["incentive"] in incentives
    }


def test_what_stands_is_asked_for_once() -> None:
    first = bring(Program.objects.get(), QUARTER, at=NOW)
    assert bring(Program.objects.get(), QUARTER, at=NOW + timedelta(hours=1)) == first
    assert Run.objects.count() == 1


def test_one_more_act_is_seen_at_once_and_the_contest_waits_for_the_worker() -> None:
    act("review-2", "ada")
    run = bring(Program.objects.get(), QUARTER, at=NOW, small=0)
    assert stored("reviews", "calls") == calculated("reviews", "calls")
    assert (run.lags, [each.pk for each in lagging()]) == (True, [run.pk])
    renewed = whole(run, at=NOW)
    assert (renewed.lags, lagging()) == (False, [])
    assert stored("reviews", "calls", "most-reviews") == calculated("reviews", "calls", "most-reviews")


def test_an_act_that_takes_anothers_room_at_an_account_moves_both() -> None:
    act("review-3", "ben")
    bring(Program.objects.get(), QUARTER, at=NOW)
    # Known first, hers: with it out of the way his has room.
    act("review-0", "ben", on=date(2026, 9, 27))
    bring(Program.objects.get(), QUARTER, at=NOW, small=0)
    assert stored("reviews") == calculated("reviews")
    retract("review-1", "Not hers.", by=who("ada"), at=NOW)
    bring(Program.objects.get(), QUARTER, at=NOW, small=0)
    assert stored("reviews") == calculated("reviews")


def test_where_nobody_takes_anothers_room_only_those_whom_it_moves_are_enrolled() -> None:
    ample = PLAN.replace("    limits: {per_account: 2}\n", "").replace("plan: advocacy", "plan: ample")
    publish(ample, by="pia", at=NOW)
    program = Program.objects.get(key="ample")
    bring(program, QUARTER, at=NOW)
    act("review-2", "ada")
    act("call-1", "ben", account="elm", kind="reference_call")
    bring(program, QUARTER, at=NOW, people=["ada"], small=0)
    assert stored("reviews", "calls", program=program) == calculated("reviews", "calls", program=program)


def test_a_correction_that_gives_an_act_to_another_account_moves_both_holders() -> None:
    act("call-1", "ben", account="elm", kind="reference_call")
    bring(Program.objects.get(), QUARTER, at=NOW)
    told = Told("reference_call", date(2026, 9, 28), account="oak", person="ben")
    correct("call-1", told, by=who("ben"), at=NOW, catalogue=BUILT_IN)
    verify([("call-1", "delivered")], by=who("pia"), at=NOW)
    bring(Program.objects.get(), QUARTER, at=NOW, small=0)
    assert stored("calls") == calculated("calls")


def test_any_other_fact_waits_for_the_whole_in_a_large_company() -> None:
    with transaction.atomic():
        arrival = arrive("cast", by="pia", at=NOW)
        Metric.objects.create(person_id="ada", metric="nps", period="2026-Q3", value=1, **arrival.stamp)
    assert bring(Program.objects.get(), QUARTER, at=NOW, small=0).lags


def test_in_a_small_company_everything_is_brought_at_once() -> None:
    act("review-2", "ada")
    assert not bring(Program.objects.get(), QUARTER, at=NOW).lags
    assert stored("most-reviews") == calculated("most-reviews")


def test_a_large_period_is_calculated_for_the_first_time_by_one_reader_alone() -> None:
    program, july = Program.objects.get(), Period.of("2026-Q2")
    with claimed(program, "2026-Q2", wait=False), pytest.raises(BeingCalculated):
        bring(program, july, at=NOW, small=-1)
    assert not bring(program, july, at=NOW, small=-1).lags


def test_whom_an_act_does_not_concern_reads_what_stands_and_waits_for_nobody() -> None:
    stood = bring(Program.objects.get(), QUARTER, at=NOW)
    act("review-2", "ada")
    with claimed(Program.objects.get(), "2026-Q3", wait=False):
        run = bring(Program.objects.get(), QUARTER, at=NOW, people=["ben"], small=0)
    assert (run.through, run.lags) == (stood.through, True)
    bring(Program.objects.get(), QUARTER, at=NOW, people=["ada"], small=0)
    assert stored("reviews", "calls") == calculated("reviews", "calls")


def test_an_act_of_another_period_moves_nothing() -> None:
    program, spring = Program.objects.get(), Period.of("2026-Q2")
    before = bring(program, spring, at=NOW)
    act("review-2", "ada")
    with claimed(program, "2026-Q2", wait=False):
        run = bring(program, spring, at=NOW, people=["ada"], small=0)
    assert (run.watermark, run.lags) == (before.watermark, False)
    assert run.through > before.through


def test_who_waits_reads_what_the_other_calculated() -> None:
    act("review-2", "ada")
    program = Program.objects.get()

    def look() -> int:
        try:
            return bring(program, QUARTER, at=NOW, people=["ada"], small=0).through
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as readers:
        with claimed(program, "2026-Q3", wait=False):
            waiting = readers.submit(look)
            held = Run.objects.get()
            Run.objects.update(through=held.through + 1_000)
        assert waiting.result(timeout=30) == held.through + 1_000


def test_a_whole_run_and_a_few_peoples_lines_are_not_in_each_others_way() -> None:
    program = Program.objects.get()

    def closing(look: Callable[[], Run]) -> Run:
        try:
            return look()
        finally:
            connections.close_all()

    act("review-2", "ada")
    run = Run.objects.latest("watermark")
    with ThreadPoolExecutor(2) as both:
        first = both.submit(closing, partial(whole, run, at=NOW))
        other = both.submit(closing, partial(bring, program, QUARTER, at=NOW, small=0))
    assert (first.result().period, other.result().period) == ("2026-Q3", "2026-Q3")
    bring(program, QUARTER, at=NOW, small=0)
    assert stored("reviews", "calls") == calculated("reviews", "calls")


def test_the_claim_of_somebody_who_was_killed_ends_with_her() -> None:
    program = Program.objects.get()
    with claimed(program, "2026-Q2", wait=False):
        pass
    files = (settings.SITE.home / "claims").iterdir()
    with subprocess.Popen([sys.executable, "-c", HOLDS, *files], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(BeingCalculated):
            bring(program, Period.of("2026-Q2"), at=NOW, small=-1)
        other.kill()
    assert not bring(program, Period.of("2026-Q2"), at=NOW, small=-1).lags


def test_a_unit_tells_what_its_lines_earned() -> None:
    units = Unit.objects.filter(person="ada", incentive__in=("reviews", "most-reviews"))
    told = [(line["line"], line["earned"]) for unit in units for line in unit.told["lines"]]
    assert told == [("act", "20.00"), ("prize", "500.00")]
