"""Whole processes as somebody waits for them: a calculation of five thousand activities in CSV files, and a plan check.

Usage: python -m bench.startup [ROUNDS]
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb

from bench.world import PERIOD, PLAN, World, write

ROUNDS = 7
ACTIVITIES, PEOPLE = 5_000, 100


def main(rounds: int) -> None:
    print(
        f"\nwhole processes, best of {rounds}: seconds by the clock, of the processors; load {os.getloadavg()[0]:.1f}"
    )
    with TemporaryDirectory(prefix="plaudit-bench-") as kept:
        folder = company(Path(kept))
        data = ("--data", str(folder), "--period", PERIOD)
        commands = {
            "plaudit plan check": (("plan", "check", str(PLAN)), 0.6),
            "plaudit calculate": (("calculate", str(PLAN), *data), 1.5),
            "plaudit calculate --totals": (("calculate", str(PLAN), *data, "--totals"), 1.5),
        }
        for name, (command, aim) in commands.items():
            wall, cpu = (min(each) for each in zip(*(seconds(command) for _ in range(rounds)), strict=True))
            print(f"{name:<28}{wall:7.2f}{cpu:7.2f}   (under {aim})")


def seconds(command: tuple[str, ...]) -> tuple[float, float]:
    started, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "plaudit", *command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return perf_counter() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def company(kept: Path) -> Path:
    made, folder = kept / "parquet", kept / "csv"
    write(World(ACTIVITIES, people=PEOPLE), made)
    folder.mkdir()
    for file in made.iterdir():
        duckdb.execute(f"COPY (SELECT * FROM '{file}') TO '{folder / file.stem}.csv' (HEADER)")
    return folder


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:2], *(ROUNDS,)[len(sys.argv[1:2]) :])))
