"""The versions of a plan, each with what it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import unified_diff

from plaudit.people.names import names
from plaudit.plans.programs.find import published
from plaudit.plans.programs.models import Program


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of a difference: added, taken away, or around them."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Published:
    """A version: who published it when, from when it holds, and its text against the one before."""

    number: int
    starts: date | None
    ends: date | None
    author: str
    at: datetime
    changed: tuple[Changed, ...]


def versions(program: Program) -> tuple[Published, ...]:
    """The latest first; asks twice."""
    rows = published(program)
    called = names(row.author for row in rows)
    found = []
    before = ""
    for row in rows:
        changed = tuple(_changed(before, row.text)) if before else ()
        author = called.get(row.author, row.author)
        moment = row.arrival.recorded_at
        found.append(Published(row.number, row.effective_from, row.effective_to, author, moment, changed))
        before = row.text
    return tuple(reversed(found))


def _changed(before: str, after: str) -> Iterator[Changed]:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm="")
    for line in list(lines)[2:]:
        if line.startswith("@@"):
            yield Changed("gap", "…")
        else:
            yield Changed({"+": "added", "-": "gone"}.get(line[:1], "same"), line[1:])
