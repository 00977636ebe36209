"""One late fact over forty quarters of stored acts: what is calculated again, against the full calculation.

Usage: python -m bench.late [ACTIVITIES] [ROUNDS]
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import duckdb

from bench.world import World, write
from plaudit.connectors.folder.read import read
from plaudit.earnings.calculate import Question
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.engines import embedded
from plaudit.earnings.prepare import prepare
from plaudit.earnings.stored import store
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period

ACTIVITIES, ROUNDS = 1_000_000, 3
QUARTERS = Period.of("2017-01-01/2027-01-01")
# Of these, and of no others, a milestone of the twentieth quarter became known between the two moments.
LATE = {"referral": "demo", "review": "published"}
BEFORE, AFTER = (datetime(2027, month, 1, tzinfo=UTC) for month in (1, 3))

PLAN = """
format: 1
plan: late
title: Ten years
currency: USD
covers: {{role: csm}}
effective: {{from: 2017-01-01, to: 2027-01-01}}
incentives:
  - {incentive}
"""
INCENTIVES = {
    "act by act": (
        "{key: demos, kind: bounty, window: quarter, counts: {activity: referral, milestone: demo}, "
        "pays: {tiers: graduated, rates: [{upto: 5, each: 100.00}, {each: 150.00}]}}"
    ),
    "contest": (
        "{key: race, kind: contest, window: quarter, counts: {activity: referral, milestone: demo}, "
        "prizes: [5000.00, 3000.00, 2000.00], ties: share}"
    ),
    "budget": (
        "{key: reviews, kind: bounty, window: quarter, counts: {activity: review, milestone: published}, "
        "pays: {each: 20.00}, limits: {budget: 50000.00}}"
    ),
}


def main(activities: int, rounds: int) -> None:
    print(f"\none late fact, {activities:,} activities in forty quarters, best of {rounds}; seconds of the processors")
    print(f"{'':<14}{'in full':>9}{'renewed':>9}{'units':>9}{'of it':>9}")
    with TemporaryDirectory(prefix="plaudit-bench-") as kept:
        folder = company(World(activities, people=1000, first_day="2017-01-01", days=3640), Path(kept) / "company")
        for name, incentive in INCENTIVES.items():
            told = [measured(folder, PLAN.format(incentive=incentive)) for _ in range(rounds)]
            full, again = (min(each[figure] for each in told) for figure in ("full", "again"))
            print(f"{name:<14}{full:9.2f}{again:9.2f}{told[0]['units']:9.0f}{again / full:9.1%}")


def measured(folder: Path, plan: str) -> Mapping[str, float]:
    """From facts in memory to rows, both ways."""
    question = Question((read_plan(plan),), read(folder), QUARTERS, BEFORE)
    stored = store(question)
    full = timed(lambda: in_full(question))
    started = process_time()
    later, touched = stored.renewed(AFTER)
    rows = later.lines(touched)
    again = process_time() - started
    assert rows, "the late fact pays nobody"  # noqa: S101 -- a measurement of nothing is none
    return {"full": full, "again": again, "units": len(touched)}


def in_full(question: Question) -> None:
    """Everything as it became known, calculated without what was stored."""
    snapshot = question.known(AFTER)
    ground = prepare(question.versions, snapshot, question.period)
    embedded.run(compile_plan(ground), ground.laid, snapshot)
    snapshot.close()


def timed(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def company(world: World, folder: Path) -> Path:
    """The company with a late milestone of each kind, reached in a quarter in the middle."""
    write(world, folder)
    con = duckdb.connect()
    milestones, activities = folder / "milestones.parquet", folder / "activities.parquet"
    late = " UNION ALL ".join(
        f"(SELECT key, '{milestone}', DATE '2022-02-02', TIMESTAMP '2027-02-01' FROM '{activities}' "
        f"WHERE kind = '{kind}' AND opened_on BETWEEN DATE '2022-01-05' AND DATE '2022-01-31' AND key NOT IN "
        f"(SELECT activity FROM '{milestones}' WHERE milestone = '{milestone}') ORDER BY key LIMIT 1)"
        for kind, milestone in LATE.items()
    )
    told = folder / "told.parquet"
    con.execute(f"COPY (SELECT *, NULL::TIMESTAMP AS recorded_at FROM '{milestones}' UNION ALL {late}) TO '{told}'")
    shutil.move(told, milestones)
    return folder


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:3], *(ACTIVITIES, ROUNDS)[len(sys.argv[1:3]) :])))
