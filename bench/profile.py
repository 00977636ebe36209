"""Where the time of our query goes: the engine's own profile, by the named steps of the query.

Seconds are those of all threads together. A step that the engine merges into its reader is counted there.

Usage: python -m bench.profile [ACTIVITIES]
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.contend import laid, snapshot_of
from bench.run import KEPT
from bench.world import PLAN, World, make
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.engines import embedded

ACTIVITIES = 1_000_000


def profile(place: Path) -> Counter[str]:
    snapshot = snapshot_of(place)
    compiled = compile_plan(laid(PLAN, snapshot))
    with TemporaryDirectory() as kept:
        told = Path(kept) / "profile.json"
        snapshot.con.execute(f"SET enable_profiling = 'json'; SET profiling_output = '{told}'")
        embedded.write(compiled, snapshot, Path(kept) / "lines.parquet")
        snapshot.con.execute("PRAGMA disable_profiling")
        operators = json.loads(told.read_text("utf-8"))["operator"]
    taken: Counter[str] = Counter()
    for each in operators:
        for step, seconds in _operators(each, "lines"):
            taken[step] += seconds
    return taken


def _operators(operator: dict[str, Any], step: str) -> Iterator[tuple[str, Any]]:
    """Each operator's seconds with its step: below a step stand what makes it, and then who reads it."""
    name = operator.get("extra_info", {}).get("CTE Name", step)
    yield name, operator["timing"]
    for at, child in enumerate(operator.get("children", [])):
        yield from _operators(child, name if at == 0 else step)


def shown(taken: Counter[str]) -> Iterator[str]:
    whole = taken.total()
    for step, seconds in taken.most_common():
        if seconds > whole / 200:
            yield f"{step:<18}{seconds:8.2f}{seconds / whole:8.1%}"


def main(activities: int) -> None:
    print(f"\nwhere the time of {activities:,} activities goes, by step: seconds of all threads, and their share")
    print("\n".join(shown(profile(make(World(activities), KEPT / str(activities))))))


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:2], *(ACTIVITIES,)[len(sys.argv[1:2]) :])))
