"""The least facts that a plan can be compiled on: nobody but one person for each group it covers, and no act."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

from plaudit.activities.facts import Facts
from plaudit.activities.tables import ACTIVITIES
from plaudit.connectors.folder.read import read
from plaudit.customers.tables import ACCOUNTS
from plaudit.earnings.promised import metrics
from plaudit.earnings.slots import slots
from plaudit.plans.incentive import Covers
from plaudit.plans.plan import Plan
from plaudit.values.period import Period, window_on
from plaudit.values.refused import Refused

Row = tuple[str, ...]


def newest_quarter(plan: Plan) -> Period:
    """The last quarter in which the plan is in effect; of one without an end, its first."""
    effective = plan.effective
    on = effective.start if effective.end is None else effective.end - timedelta(days=1)
    if on is None:
        raise Refused("period-missing", f"{plan.key} says no days in `effective`: add --period 2026-Q3.")
    return window_on("quarter", on, plan.calendar.first_month)


def supposed(versions: tuple[Plan, ...], period: Period) -> Facts:
    plan = versions[-1]
    people = list(_people(plan))
    with tempfile.TemporaryDirectory(prefix="plaudit-sql-") as made:
        folder = Path(made)
        _write(folder, "people", ("key", "name", "role", "team"), people)
        _write(folder, "accounts", ("key", "name"), [])
        attributes = _attributes(plan)
        _write(folder, "activities", ("key", "kind", "opened_on", *attributes), [])
        _write(folder, "milestones", ("activity", "milestone", "on"), [])
        _write(folder, "metrics", ("person", "metric", "period", "value"), _metrics(versions, period, people))
        return read(folder)


def _write(folder: Path, name: str, header: tuple[str, ...], rows: Iterable[Row]) -> None:
    lines = [",".join(row) for row in (header, *rows)]
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _people(plan: Plan) -> Iterator[Row]:
    """Somebody of each role and team that the plan or an incentive covers, under a number; then those named."""
    groups: dict[tuple[str, str], None] = {}
    named: dict[str, Covers] = {}
    for covers in (plan.covers, *(incentive.covers for incentive in plan.incentives)):
        named |= dict.fromkeys(covers.people, covers)
        if not covers.people:
            groups |= dict.fromkeys(product(covers.role or ("somebody",), covers.team or ("",)))
    for number, (role, team) in enumerate(groups, start=1):
        yield f"somebody-{number}", "Somebody", _quoted(role), _quoted(team)
    for key, covers in named.items():
        yield _quoted(key), "Somebody", _quoted((*covers.role, "somebody")[0]), _quoted((*covers.team, "")[0])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def _attributes(plan: Plan) -> tuple[str, ...]:
    """What filters read and no table has of itself: columns of the company's own."""
    known = {column.name for table in (ACTIVITIES, ACCOUNTS) for column in table.columns}
    asked = {condition.attribute for incentive in plan.incentives for condition in incentive.where}
    return tuple(sorted(asked - known))


def _metrics(versions: tuple[Plan, ...], period: Period, people: Iterable[Row]) -> Iterator[Row]:
    """A value of each metric in each window, so that the steps that read it are in the query."""
    asked = {
        (metric, slot.window.key)
        for slot in slots(versions, period)
        for metric in metrics(slot.last.incentive, slot.last.plan.currency)
    }
    for person, (metric, window) in product(people, sorted(asked)):
        yield person[0], _quoted(metric), window, "0"
