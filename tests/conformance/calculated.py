"""Calculates worlds through the public interface: a plan's text and a data folder in, the printed JSON object out."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from sqlglot.errors import SqlglotError

from plaudit.connectors.folder.read import read as read_folder
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from tests.conformance import merged
from tests.conformance.earned import Earned
from tests.conformance.world import World

# Enough to spare the fixed costs; everybody stands in the lines of everybody, so that more would cost more.
TOGETHER = 50


# What a mistake of ours may raise: the world that shows it is told apart from the others, as one that is refused is.
CRASHES = (AssertionError, ArithmeticError, LookupError, TypeError, ValueError, duckdb.Error, SqlglotError)


def calculated(worlds: Mapping[str, World]) -> dict[str, Earned]:
    """What each world earns. Worlds that agree on currency, period and moment share a plan."""
    groups: dict[Any, dict[str, World]] = defaultdict(dict)
    for name, world in worlds.items():
        key = (world.currency, world.period, world.as_of, name if world.head else "")
        groups[key][name] = world
    return {name: earned for group in groups.values() for name, earned in _in_parts(group).items()}


def _in_parts(group: Mapping[str, World]) -> dict[str, Earned]:
    names = list(group)
    parts = [names[start : start + TOGETHER] for start in range(0, len(names), TOGETHER)]
    return {name: earned for part in parts for name, earned in _together({n: group[n] for n in part}).items()}


def _together(group: Mapping[str, World]) -> dict[str, Earned]:
    """Worlds that are refused are calculated by themselves, and the others without them."""
    with TemporaryDirectory() as path:
        folder = merged.folder(group, Path(path))
        try:
            printed = _printed(group, folder)
        except Unreadable as unreadable:
            failed = Earned((), tuple(problem.code for problem in unreadable.problems), "refused")
            guilty = _guilty(group, folder, unreadable.problems)
        except CRASHES as crash:
            failed, guilty = Earned((), (repr(crash),), "crashed"), set()
        else:
            return {name: _of(name, printed) for name in group}
    if len(group) == 1:
        return dict.fromkeys(group, failed)
    names = list(group)
    # A problem that names no world leaves the half to be told apart in the same way.
    apart = [[name] for name in names if name in guilty] or [names[: len(names) // 2]]
    taken = {name for part in apart for name in part}
    parts = [*apart, [name for name in names if name not in taken]]
    return {n: earned for part in parts if part for n, earned in _together({n: group[n] for n in part}).items()}


def _printed(group: Mapping[str, World], folder: Path) -> Any:
    world = next(iter(group.values()))
    facts = read_folder(folder)
    plan = read_plan(merged.plan(group))
    return document(calculate((plan,), facts, Period.of(world.period), _moment(world.as_of)))


def _guilty(group: Mapping[str, World], folder: Path, problems: Sequence[Problem]) -> set[str]:
    """The worlds that the problems are about: whose incentive it is, or whose key begins the line of the file."""
    owners = [name for name, world in group.items() for _ in world.incentives]
    found = set()
    for problem in problems:
        place = re.match(r"incentives\[(\d+)\]", problem.path or "")
        if place:
            found.add(owners[int(place[1])])
        if problem.file and problem.line:
            line = (folder / problem.file).read_text(encoding="utf-8").splitlines()[problem.line - 1]
            found.add(line.partition("-")[0])
    return found & group.keys()


def _moment(as_of: str) -> datetime | None:
    """A day means its end, as it does on the command line."""
    if not as_of:
        return None
    moment = datetime.fromisoformat(as_of)
    if "T" in as_of:
        return moment
    return datetime.combine(moment.date() + timedelta(days=1), time(), UTC)


def _of(name: str, printed: Any) -> Earned:
    mark = f"{name}-"
    units = [
        _renamed({**unit, "person": person["person"]}, mark)
        for person in printed["people"]
        for unit in person["incentives"]
        # Others' people stand in the lines too, with nothing: they are not covered.
        if unit["incentive"].startswith(mark) and person["person"].startswith(mark)
    ]
    codes = [
        problem["code"] for problem in printed["problems"] if any(_touches(touch, mark) for touch in problem["touches"])
    ]
    return Earned(tuple(units), tuple(codes))


def _touches(touch: Any, mark: str) -> bool:
    return touch["incentive"].startswith(mark) and (touch["person"] or mark).startswith(mark)


def _renamed(unit: dict[str, Any], mark: str) -> dict[str, Any]:
    lines: Sequence[Any] = unit["lines"]
    return {
        **unit,
        "incentive": unit["incentive"].removeprefix(mark),
        "person": unit["person"].removeprefix(mark),
        "lines": [
            {**line, "activity": None if line["activity"] is None else line["activity"].removeprefix(mark)}
            for line in lines
        ],
    }
