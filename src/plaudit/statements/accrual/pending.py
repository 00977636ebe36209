"""What acts that wait would earn as they stand: at face value, each as if it reached its milestone today.

Nothing is weighed: how many of them will get so far is the forecast's question, which is a study of the evidence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from plaudit.activities.facts import Facts
from plaudit.activities.models import Milestone, Report
from plaudit.connectors.database.catalogue import catalogue
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import Part, read
from plaudit.earnings.accounts import Accounts
from plaudit.earnings.calculate import calculate
from plaudit.earnings.result import Result
from plaudit.earnings.runs.bring import needed
from plaudit.people.recorded import standing
from plaudit.plans.plan import Plan
from plaudit.statements.reckon import activity
from plaudit.values.period import Period, day_number

# What nobody has touched for a year waits for nothing any more.
DAYS = 365


@dataclass(frozen=True, slots=True)
class Waits:
    """An activity that does not earn yet: how far it is, and what it waits for."""

    key: str
    kind: str
    reached: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Activities of a kind that got equally far, and what they would earn, in minor units of the plan's currency."""

    kind: str
    reached: str
    verified: bool
    acts: int
    amount: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A program's acts that wait. `others` is what they would move of other lines: tiers, targets, ranks.

    `by_incentive` is all of it; a unit that a problem leaves unknown counts as nothing in both.
    """

    currency: str
    stages: tuple[Stage, ...]
    others: int
    by_incentive: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_incentive.values())


def pending(plans: Sequence[Plan], period: Period, today: date) -> Pending:
    """The period calculated twice from the same facts: as they are, and as if what waits had come to its end."""
    on = min(period.last, today)
    found = waits(plans, on)
    known = read(here(), _part(plans, period))
    now = calculate(plans, known.facts, period)
    _arrive(known.facts, found, _earning(plans), on)
    then = calculate(plans, known.facts, period)
    before, after = _lines(now), _lines(then)
    gains = {key: after.get(key, 0) - before.get(key, 0) for key in {*before, *after}}
    stages: dict[tuple[str, str, bool], list[int]] = {}
    own = {each.key for each in found}
    by_act = _sum((of, gain) for (_, of), gain in gains.items())
    for each in found:
        stages.setdefault((each.kind, each.reached, each.verified), []).append(by_act.get(each.key, 0))
    told = tuple(Stage(*stage, len(amounts), sum(amounts)) for stage, amounts in sorted(stages.items()))
    others = sum(gain for (_, of), gain in gains.items() if of not in own)
    by_incentive = _sum((incentive, gain) for (incentive, _), gain in gains.items())
    return Pending(plans[-1].currency, told, others, by_incentive)


def waits(plans: Sequence[Plan], today: date) -> tuple[Waits, ...]:
    """Acts of kinds that pay, touched within a year, that have neither ended nor reached all that pays; asks twice."""
    earning = _earning(plans)
    ends = {kind.kind: set(kind.ends) for kind in catalogue().kinds}
    moved = standing(Milestone).filter(activity=OuterRef("activity"), on__gt=today - timedelta(days=DAYS))
    reports = standing(Report).filter(kind__in=earning).filter(Exists(moved))
    kinds = {str(report.activity_id): report.kind for report in reports}
    reached: dict[str, list[tuple[str, bool]]] = {}
    milestones = standing(Milestone).filter(activity_id__in=list(kinds)).order_by("on", "pk")
    for each in milestones:
        reached.setdefault(str(each.activity_id), []).append((each.milestone, each.verified))
    return tuple(
        Waits(key, kinds[key], *steps[-1])
        for key, steps in sorted(reached.items())
        if not any(milestone in ends.get(kinds[key], ()) for milestone, _ in steps)
        and not earning[kinds[key]] <= {milestone for milestone, verified in steps if verified}
    )


def _earning(plans: Sequence[Plan]) -> dict[str, set[str]]:
    """By kind, the milestones that pay."""
    found: dict[str, set[str]] = {}
    for incentive in plans[-1].incentives:
        for counted in incentive.counts:
            found.setdefault(counted.kind, set()).add(counted.milestone)
    return found


def _part(plans: Sequence[Plan], period: Period) -> Part:
    part = needed(plans, period)
    return Part(min(part.start, period.start - timedelta(days=DAYS)), part.end)


def _arrive(facts: Facts, found: Iterable[Waits], earning: Mapping[str, set[str]], on: date) -> None:
    """Let every milestone that pays be reached and verified, in this calculation's own copy of the facts."""
    con = facts.con
    con.execute("CREATE OR REPLACE TABLE facts.arriving(key VARCHAR, milestone VARCHAR)")
    rows = [(each.key, milestone) for each in found for milestone in sorted(earning[each.kind])]
    if rows:
        con.executemany("INSERT INTO facts.arriving VALUES (?, ?)", rows)
    tables = ["milestones", *(["milestones_again"] if facts.loaded["milestones"].versions else [])]
    named = """SELECT DISTINCT a.activity, s.step FROM facts.arriving AS w
        JOIN (SELECT DISTINCT activity, key, kind FROM facts.activities) AS a ON a.key = w.key
        JOIN facts.step AS s ON s.kind = a.kind AND s.milestone = w.milestone"""
    for table in tables:
        con.execute(f"UPDATE facts.{table} SET verified = true WHERE (activity, step) IN ({named})")
    there = " UNION ".join(f"SELECT activity, step FROM facts.{table}" for table in tables)
    con.execute(
        f"""INSERT INTO facts.milestones (activity, step, "on", verified, recorded_at)
        SELECT activity, step, ?, true, now() FROM ({named} EXCEPT ({there}))""",
        [day_number(on)],
    )


def _lines(result: Result) -> dict[tuple[str, str], int]:
    """By incentive and activity (empty where a line is of none)."""
    found: dict[tuple[str, str], int] = {}
    for _, accounts in Accounts(result):
        for account in accounts:
            for line in account.lines:
                key = account.slot.key, activity(result, line)
                found[key] = found.get(key, 0) + int(line["earned"])
    return found


def _sum(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, amount in pairs:
        found[key] = found.get(key, 0) + amount
    return found
