"""Calculating the touched units again equals calculating everything again."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import Question
from plaudit.earnings.spread import Unit
from plaudit.earnings.stored import Stored, store
from plaudit.plans.read import read as read_plan
from plaudit.plans.read import read_versions
from plaudit.values.period import Period

HARBOR = Path(__file__).parents[2] / "examples" / "harbor"

# Bounties without anything that is shared, and a contest, which is.
APART = """
plan: apart
title: Referrals and reviews
currency: USD
covers: {role: csm}
effective: {from: 2025-01-01, to: 2027-01-01}
incentives:
  - key: referrals
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {tiers: volume, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}
    limits: {per_person: 900.00}
  - key: reviews
    kind: bounty
    window: month
    counts: {activity: review, milestone: published}
    pays: {each: 25.00}
"""


def units(stored: Stored) -> frozenset[Unit]:
    """Everybody enrolled or credited."""
    rows = stored.snapshot.con.execute("SELECT DISTINCT slot, person FROM stored_matched").fetchall()
    enrolled = {(row[0], row[2]) for row in stored.ground.laid.table("enrolled")}
    return frozenset({(slot, person) for slot, person in rows} | enrolled)


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after"), [("2025-06-20", "2025-07-10"), ("2026-03-15", "2026-04-10"), ("2026-06-01", "2026-06-03")]
)
@pytest.mark.parametrize("plan", ["harbor", "apart"])
def test_the_touched_units_are_all_that_changes(plan: str, before: str, after: str) -> None:
    versions = {"harbor": read_versions(HARBOR / "plan"), "apart": (read_plan(APART),)}[plan]
    facts = read(HARBOR / "data")
    period = Period.of(before[:4])
    known = store(Question(versions, facts, period, moment(before)))
    later, touched = known.renewed(moment(after))
    anew = store(Question(versions, facts, period, moment(after)))
    everybody = units(anew) | units(known)
    untouched = known.lines(everybody - touched)
    assert sorted(untouched + later.lines(touched), key=str) == sorted(anew.lines(everybody), key=str)


@pytest.mark.journey
@pytest.mark.parametrize("table", ["holdings", "targets", "metrics", "people", "positions", "credits"])
def test_what_is_learned_of_people_touches_all_that_changes(tmp_path: Path, table: str) -> None:
    """The last row of the table becomes known a day after the first moment."""
    shutil.copytree(HARBOR / "data", tmp_path / "data")
    path = tmp_path / "data" / f"{table}.csv"
    head, *rows, last = path.read_text("utf-8").splitlines()
    text = [f"{head},recorded_at", *(f"{row}," for row in rows), f"{last},2026-06-02T12:00:00Z"]
    path.write_text("\n".join(text) + "\n", "utf-8")
    facts, versions, period = read(tmp_path / "data"), read_versions(HARBOR / "plan"), Period.of("2026-Q2")
    known, anew = (store(Question(versions, facts, period, moment(day))) for day in ("2026-06-02", "2026-06-03"))
    later, touched = known.renewed(moment("2026-06-03"))
    everybody = units(anew) | units(known)
    untouched = known.lines(everybody - touched)
    assert sorted(untouched + later.lines(touched), key=str) == sorted(anew.lines(everybody), key=str)
    assert touched < everybody


def test_one_late_fact_touches_one_unit_where_nothing_is_shared() -> None:
    """Of two days of May, only what was recorded on them is touched: no more than a tenth of all units."""
    facts = read(HARBOR / "data")
    known = store(Question((read_plan(APART),), facts, Period.of("2026"), moment("2026-05-18")))
    _, touched = known.renewed(moment("2026-05-20"))
    assert 0 < len(touched) < len(units(known)) / 10


def test_renewals_follow_each_other_and_leave_what_they_stand_on_as_it_was() -> None:
    """Once more from a moment in between, and once more from the first: each gives what is known then."""
    facts = read(HARBOR / "data")
    asked = [Question((read_plan(APART),), facts, Period.of("2026"), moment(f"2026-05-{day}")) for day in (10, 18, 25)]
    first, second, third = (store(question) for question in asked)
    everybody = units(first) | units(second) | units(third)
    between, _ = first.renewed(asked[1].as_of)
    last, _ = between.renewed(asked[2].as_of)
    again, _ = first.renewed(asked[2].as_of)
    said = [sorted(renewed.lines(everybody), key=str) for renewed in (between, last, again)]
    assert said == [sorted(anew.lines(everybody), key=str) for anew in (second, third, third)]
