"""A data folder typed into a test: the least that can be read, and the files that the test is about."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from plaudit.activities.facts import Snapshot
from plaudit.connectors.folder.read import read
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable

LEAST = {
    "people": "key,name,role\nada,Ada Okafor,csm\nben,Ben Lindt,csm\n",
    "accounts": "key,name\ncedar,Cedar Street Kitchens\n",
    "activities": "key,kind,opened_on,person,account\nref-1,referral,2026-07-01,ada,cedar\n",
    "milestones": "activity,milestone,on\nref-1,demo,2026-07-03\n",
}


def written(folder: Path, **files: str | bytes) -> Path:
    for name, content in {**LEAST, **files}.items():
        (folder / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def snapshot(folder: Path, as_of: str | None = None, zone: str = "UTC") -> Snapshot:
    return read(folder).at(None if as_of is None else datetime.fromisoformat(as_of), zone)


def rows(known: Snapshot, query: str) -> list[tuple[Any, ...]]:
    return known.con.execute(query).fetchall()


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as unreadable:
        read(folder)
    return unreadable.value.problems


def places(folder: Path) -> list[str]:
    """`file:line code` of each problem, in the order in which they are said."""
    return [f"{problem.place} {problem.code}" for problem in problems(folder)]
