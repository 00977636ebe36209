"""Trials against the calculation: what was done, supposed again, is paid the same; trials never meet each other."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from plaudit.activities.facts import Facts
from plaudit.connectors.folder.read import read
from plaudit.earnings.accounts import Accounts
from plaudit.earnings.calculate import Question, answer
from plaudit.earnings.trials import SUPPOSED, Paid, Supposed, Trials, counted, trials
from plaudit.plans.plan import Plan
from plaudit.plans.read import read_versions
from plaudit.values.period import Period, day_number

HARBOR = Path(__file__).parents[4] / "examples" / "harbor"
QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))
Row = tuple[int, ...]
COLUMNS = ("part", "person", "day", "activity", "quantity", "share", "kept")


@pytest.fixture(scope="module")
def versions() -> tuple[Plan, ...]:
    return read_versions(HARBOR / "plan")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read(HARBOR / "data", None)


def table(name: str, rows: Iterable[Row]) -> pa.Table:
    columns = SUPPOSED[name].split()
    listed = list(rows)
    return pa.table(
        {column: pa.array([row[place] for row in listed], pa.int64()) for place, column in enumerate(columns)}
    )


def supposed(count: int, moves: Iterable[Row] = (), alone: Iterable[Row] = ()) -> Supposed:
    return Supposed(count, table("moves", moves), table("alone", alone), table("levels", ()), table("gates", ()))


def done(versions: tuple[Plan, ...], facts: Facts) -> tuple[Trials, list[Row]]:
    """The quarter with nothing known of it, and what was done in it: as rows without their trial."""
    newest = versions[-1]
    before = facts.at(None, newest.calendar.time_zone)
    acts = counted(newest, before, QUARTER).to_pylist()
    laid = trials(versions, facts.at(None, newest.calendar.time_zone), QUARTER, day_number(QUARTER.start))
    slots = {
        (slot.key, slot.window.holds(QUARTER.start)): slot.number for slot in laid.ground.laid.slots if slot.reported
    }
    keys = [incentive.key for incentive in newest.incentives]
    rows = [
        (slots[keys[act["incentive"]], True], *(int(act[name]) for name in COLUMNS))
        for act in acts
        if (keys[act["incentive"]], True) in slots
    ]
    return laid, rows


def paid(versions: tuple[Plan, ...], facts: Facts) -> Counter[str]:
    """By incentive: what the calculation pays for curves and prizes."""
    found: Counter[str] = Counter()
    for _, accounts in Accounts(answer(Question(versions, facts, QUARTER, lines=False))):
        for account in accounts:
            found[account.slot.key] += sum(line["earned"] for line in account.lines if line.kind != "grant")
    return +found


def summed(rows: Iterable[Row]) -> list[Row]:
    """Acts of a person in a window as one."""
    found: Counter[Row] = Counter()
    for slot, part, person, _, _, quantity, *_ in rows:
        found[slot, part, person] += quantity
    return [(*unit, day_number(QUARTER.last), 0, quantity) for unit, quantity in found.items()]


def by_incentive(laid: Trials, paid_: Paid) -> dict[int, Counter[str]]:
    keys = {slot.number: slot.key for slot in laid.ground.laid.slots}
    found: dict[int, Counter[str]] = {}
    for row in paid_.by_month.to_pylist():
        found.setdefault(row["trial"], Counter())[keys[row["slot"]]] += row["earned"]
    return {trial: +earned for trial, earned in found.items()}


def test_what_was_done_is_paid_in_each_trial_as_it_was_to_the_cent(versions: tuple[Plan, ...], facts: Facts) -> None:
    laid, rows = done(versions, facts)
    found = laid.pay(supposed(3, alone=((trial, *row) for trial in (0, 2) for row in rows)))
    expected = paid(versions, facts)

    assert expected["advocacy-assets"] == 317_951
    assert by_incentive(laid, found)[0] == by_incentive(laid, found)[2] == expected
    assert sum(by_incentive(laid, found)[1].values()) < sum(expected.values())


def test_sums_are_paid_as_their_acts_are_where_no_act_has_a_limit_of_its_own(
    versions: tuple[Plan, ...], facts: Facts
) -> None:
    laid, rows = done(versions, facts)
    apart = [row for row in rows if row[0] in laid.singly]
    together = summed(row for row in rows if row[0] not in laid.singly)
    sums = laid.pay(supposed(1, ((0, *row) for row in together), ((0, *row) for row in apart)))
    singly = laid.pay(supposed(1, alone=((0, *row) for row in rows)))

    assert 0 < len(together) < len(rows) / 2
    assert sums.by_person.to_pylist() == singly.by_person.to_pylist()


PLAN = """
plan: bounded
currency: USD
calendar: {time_zone: UTC}
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
budget: 260.00
incentives:
  - key: demo
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {tiers: graduated, rates: [{upto: 2, each: 100.00}, {each: 150.00}]}
  - key: first
    kind: contest
    window: quarter
    counts: {activity: referral, milestone: demo}
    prizes: [50.00]
    ties: share
    minimum: 1
"""
FILES = {
    "people": "key,name,role\nana,Ana,csm\nbo,Bo,csm\n",
    "accounts": "key,name\nacme,Acme\n",
    "activities": "key,kind,opened_on,account,person\nr-1,referral,2026-01-05,acme,ana\n",
    "milestones": "activity,milestone,on\nr-1,demo,2026-01-06\n",
}


def written(folder: Path, plan: str, **more: str) -> tuple[tuple[Plan, ...], Facts]:
    for name, text in {**FILES, **more}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return read_versions(folder / "plan.yaml"), read(folder, None)


def test_budgets_and_ranks_of_a_trial_are_its_own_and_stand_on_what_is_known(tmp_path: Path) -> None:
    versions, facts = written(tmp_path, PLAN)
    laid = trials(versions, facts.at(None, "UTC"), QUARTER, day_number(date(2026, 1, 31)))
    slots = {slot.key: slot.number for slot in laid.ground.laid.slots}
    last = day_number(QUARTER.last)
    # Ana (1) has one act already. Trial 0: two more of hers; trial 1: three of Bo's (2); trial 2: nothing.
    more = {0: (1, 2), 1: (2, 3)}
    rows = [
        (trial, slots[key], 0, person, last, 0, acts * 1_000_000)
        for trial, (person, acts) in more.items()
        for key in ("demo", "first")
    ]
    found = laid.pay(supposed(3, rows))
    by_person = {(row["trial"], row["person"]): row["earned"] for row in found.by_person.to_pylist()}

    # 0: 100 + 100 + 150 and 50 are 400, of which 260 are there. 1: Ana 100, Bo 160 of 350 and nothing of the prize.
    assert by_person == {(0, 1): 26_000, (1, 1): 10_000, (1, 2): 16_000, (2, 1): 15_000}
    assert laid.known() == [(slots["demo"], 1, 1_000_000)]


def test_a_target_to_come_is_the_last_one(tmp_path: Path) -> None:
    targets = "incentive,person,period,target\ndemo,ana,2026-Q1,4\ndemo,ana,2025-Q4,8\n"
    start = PLAN.index("  - key: demo")
    quota = """  - key: demo
    kind: quota
    window: quarter
    counts: {activity: referral, milestone: demo}
    pays: {at_target: 400.00, curve: [[0, 0], [1, 1]], between: line}
"""
    versions, facts = written(tmp_path, PLAN[:start] + quota, targets=targets)
    period = Period(date(2026, 4, 1), date(2026, 7, 1))
    laid = trials(versions, facts.at(None, "UTC"), period, day_number(period.start))
    slot = next(slot.number for slot in laid.ground.laid.slots if slot.reported)
    found = laid.pay(supposed(1, [(0, slot, 0, 1, day_number(period.last), 0, 2_000_000)]))

    # Half of 4 is half of 400; the plan's budget has 260 - 100 left.
    assert found.by_person.to_pylist() == [{"trial": 0, "person": 1, "earned": 16_000}]
