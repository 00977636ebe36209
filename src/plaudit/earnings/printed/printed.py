"""Print the query of a plan for an engine: first what it stands on, then its steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

from sqlglot import exp

from plaudit.activities.facts import Snapshot
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.dialects import find
from plaudit.earnings.engines import embedded
from plaudit.earnings.ground import Ground
from plaudit.earnings.prepare import prepare
from plaudit.earnings.printed.said import FACTS, PLAN
from plaudit.plans.plan import Plan
from plaudit.values.period import Period

WIDTH = 110
# A table of more rows is data, not part of the plan's text.
SHOWN = 24
ABOUT = (
    "One query, every line of the period. Days are whole numbers since 1970-01-01, half-open; shares, quantities and "
    "amounts of facts are millionths, scores 10^-12, money is minor units; ids number the keys in byte order of their "
    "UTF-8 text. Every row of the answer is a line: line 0 is where somebody stands, 1 act, 2 level, 3 score, 4 prize, "
    "5 guarantee, 6 draw, 7 grant; earned is what is left after limits, gross what was there before them."
)


@dataclass(frozen=True, slots=True)
class Query:
    """A compiled plan and what it stands on."""

    plan: Plan
    period: Period
    ground: Ground
    snapshot: Snapshot
    tree: exp.Expr


def printed(versions: Sequence[Plan], snapshot: Snapshot, period: Period, dialect: str, *, steps: bool = False) -> str:
    """With `steps` each line carries what its calculation can be shown with."""
    ground = prepare(versions, snapshot, period, steps=steps)
    # Where the data is, some credit may be written down, and amounts may be larger.
    ground = replace(ground, these=False, explicit=True, wide_quantity=True, wide_curve=True)
    embedded.lay(ground.laid, snapshot)
    query = Query(versions[-1], period, ground, snapshot, compile_plan(ground).tree())
    comment = "\n".join(f"-- {line}".rstrip() for line in (_title(query, dialect), "", *_heading(query)))
    return f"{comment}\n{find(dialect).text(query.tree, pretty=True)};"


def _title(query: Query, dialect: str) -> str:
    plan, calendar = query.plan, query.plan.calendar
    name = query.period.name(calendar.first_month, calendar.named_by)
    return f"{plan.key} version {plan.version}, {name}, in {plan.currency}, for {dialect}"


def _heading(query: Query) -> Iterator[str]:
    yield from wrap(ABOUT, WIDTH)
    read = _tables(query.tree)
    yield from ("", "FACTS: tables that the query reads", "")
    for table in sorted(read & FACTS.keys()):
        yield from _described(table, FACTS[table], query.snapshot)
    yield from ("", "PLAN: small tables that say what was promised", "")
    for table in sorted(read & PLAN.keys()):
        yield from _described(table, PLAN[table], query.snapshot)
        yield from _rows(query.ground.laid.table(table))
    yield from ("", "SLOTS: which incentive and window a slot is", "")
    for slot in query.ground.laid.slots:
        yield f"      {slot.number}  {slot.key}  {slot.window.key}"


def _tables(tree: exp.Expr) -> set[str]:
    """Names that are no steps of the query itself."""
    return {table.name for table in tree.find_all(exp.Table)} - {step.alias_or_name for step in tree.find_all(exp.CTE)}


def _described(table: str, says: str, snapshot: Snapshot) -> Iterator[str]:
    columns = [f"{row[0]} {row[1]}" for row in snapshot.con.execute(f'DESCRIBE "{table}"').fetchall()]
    yield from wrap(f"{table} ({', '.join(columns)})", WIDTH, subsequent_indent="    ")
    yield f"    {says}"


def _rows(rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    for row in rows[:SHOWN]:
        yield f"      {', '.join('NULL' if value is None else str(value) for value in row)}"
    if len(rows) > SHOWN:
        yield f"      and {len(rows) - SHOWN} more rows"
