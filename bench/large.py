"""`make bench-large`: a hundred million activities from Parquet, two incentives, twelve GiB for the engine.

Usage: python -m bench.large [ACTIVITIES]
"""

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import duckdb

from bench.contend import laid, snapshot_of
from bench.run import KEPT, machine
from bench.world import COMPANY, World, write
from plaudit.earnings.compile import compile_plan, compile_totals
from plaudit.earnings.engines import embedded

ACTIVITIES, MEMORY = 100_000_000, "12GiB"
Made = TypeVar("Made")
PLAN = Path(__file__).parent / "large.yaml"


def main(activities: int) -> None:
    print(machine())
    place = KEPT / f"large-{activities}"
    if not (place / "whole").exists():
        _told("generated", lambda: write(World(activities), place / COMPANY))
        (place / "whole").touch()
    os.environ["PLAUDIT_MEMORY"] = MEMORY
    snapshot = _told("loaded", lambda: snapshot_of(place))
    ground = _told("prepared", lambda: laid(PLAN, snapshot))
    for name, compiled in (("lines", compile_plan(ground)), ("totals", compile_totals(ground))):
        out = place / f"{name}.parquet"
        _told(name, lambda compiled=compiled, out=out: embedded.write(compiled, snapshot, out))
        (count,) = duckdb.sql(f"SELECT count(*) FROM '{out}' WHERE line <> 0").fetchall()[0]
        print(f"{'':<10}{count:>14,} rows")
    print(f"{activities:,} activities, {MEMORY} for the engine: peak of the process {_peak():.1f} GiB")


def _told(what: str, work: Callable[[], Made]) -> Made:
    started = perf_counter()
    done = work()
    print(f"{what:<10}{perf_counter() - started:9.1f} s{_peak():7.1f} GiB   load {os.getloadavg()[0]:.1f}", flush=True)
    return done


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:2], *(ACTIVITIES,)[len(sys.argv[1:2]) :])))
