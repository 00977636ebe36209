"""The one entry: preview, adjustment, comparison and simulation call it with other inputs; nothing else calculates."""

from collections.abc import Sequence
from datetime import datetime

from plaudit.activities.facts import Facts
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.engines import embedded
from plaudit.earnings.prepare import prepare
from plaudit.earnings.result import Result
from plaudit.earnings.spread import unknown
from plaudit.plans.plan import Plan
from plaudit.values.period import Period


def calculate(
    versions: Sequence[Plan],
    facts: Facts,
    period: Period,
    as_of: datetime | None = None,
    closes: Sequence[tuple[Period, datetime]] | None = None,
) -> Result:
    """Everybody's lines for a period, from the facts known at `as_of`; the same inputs give the same bytes.

    Raises Unreadable when a plan and its facts cannot be calculated exactly.
    """
    plan = _in_force(versions, period)
    snapshot = facts.at(as_of, plan.calendar.time_zone)
    ground = prepare(versions, snapshot, period, steps=True)
    compiled = compile_plan(ground)
    rows = embedded.run(compiled, ground.laid, snapshot)
    seen = sorted({row[compiled.columns.index("activity")] for row in rows} - {None})
    keys = snapshot.con.execute(
        "SELECT activity, key, kind FROM activity WHERE activity IN (SELECT UNNEST(?::INTEGER[]))", [seen]
    ).fetchall()
    problems = (*snapshot.problems, *ground.laid.problems)
    return Result(
        plan=plan,
        period=period,
        as_of=None if as_of is None else as_of.isoformat(),
        inputs=snapshot.inputs,
        ground=ground,
        rows=rows,
        columns=compiled.columns,
        unknown=unknown(ground.laid, ground.laid.problems),
        problems=problems,
        activities={number: (key, kind) for number, key, kind in keys},
    )


def _in_force(versions: Sequence[Plan], period: Period) -> Plan:
    """The version of the period's last day; before the first one takes effect, the first."""
    ordered = sorted(versions, key=lambda plan: (plan.effective.start or period.start, plan.version))
    begun = [plan for plan in ordered if plan.effective.start is None or plan.effective.start <= period.last]
    return (begun or ordered)[-1 if begun else 0]
