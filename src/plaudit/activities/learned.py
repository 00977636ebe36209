"""What was learned between two moments: which activities, and which tables of other facts."""

from dataclasses import dataclass
from datetime import datetime

from plaudit.activities.facts import Facts
from plaudit.activities.known import Loaded, ever, moment

OF_ACTS = ("activities", "milestones", "credits")


@dataclass(frozen=True, slots=True)
class Learned:
    """Activities of which something was recorded or withdrawn, and the names of all tables in which anything was."""

    activities: tuple[int, ...]
    tables: frozenset[str]

    @property
    def only_acts(self) -> bool:
        return self.tables <= {*OF_ACTS, "closes"}


def learned(facts: Facts, after: datetime | None, upto: datetime | None) -> Learned:
    """After one moment, up to and with another; None is when everything is known."""
    if after is None:
        return Learned((), frozenset())
    rows = {name: _rows(loaded, after, upto) for name, loaded in facts.loaded.items() if loaded.dated}
    found = frozenset(name for name, row in rows.items() if facts.con.execute(f"SELECT 1 {row} LIMIT 1").fetchall())
    acts = " UNION ".join(f"SELECT activity {rows[name]}" for name in OF_ACTS if name in found)
    numbers = facts.con.execute(f"{acts} ORDER BY ALL").fetchall() if acts else []
    return Learned(tuple(number for (number,) in numbers), found)


def _rows(loaded: Loaded, after: datetime, upto: datetime | None) -> str:
    tests = []
    for column in ("recorded_at", "retracted_at"):
        if column in loaded.columns:
            before = "" if upto is None else f" AND {column} <= {moment(upto)}"
            tests.append(f"({column} > {moment(after)}{before})")
    return f"FROM {ever(loaded)} AS r WHERE {' OR '.join(tests)}"
