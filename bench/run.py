"""`make bench`: all contenders in turn over the same company, best of several rounds, as one table with ratios.

Usage: python -m bench.run [ACTIVITIES ...] [--rounds N] [--without NAME ...]
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import duckdb

from bench.contend import CONTENDERS
from bench.differ import cents_apart, different
from bench.world import World, make

KEPT = Path(".bench")
Told = dict[str, float]
STAGES = ("load", "prepare", "rows")
# Who is measured against whom, and what the ratio should be at most.
RATIOS = (
    ("ours", "hand", "at most 1.3"),
    ("ours", "polars", "at most 1"),
    ("pandas", "ours", "at least 3"),
    ("totals", "pandas totals", "at most 1"),
    ("columns", "ours", "no aim"),
    ("totals", "columns totals", "no aim"),
    ("tenfold", "ours", "at most 2"),
)
# Who must say the same to the last number.
EXACT = (
    *(("hand", "ours"), ("pandas", "ours"), ("columns", "ours")),
    *(("pandas totals", "totals"), ("columns totals", "totals")),
)


def main() -> None:
    asked = arguments()
    print(machine())
    best = {size: measured(size, asked.rounds, asked.without) for size in sorted(asked.activities)}
    smallest, largest = min(best), max(best)
    if smallest < largest:
        print("\n".join(marginal(best[smallest], best[largest], smallest, largest)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run")
    parser.add_argument("activities", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without", nargs="*", default=[], choices=list(CONTENDERS))
    return parser.parse_args()


def machine() -> str:
    used = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "polars", "pandas", "numpy", "pyarrow"))
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}, {used}"


def measured(activities: int, rounds: int, without: list[str]) -> Mapping[str, Told]:
    """The best figures of each contender, printed with what they say of each other."""
    place = make(World(activities), KEPT / str(activities))
    names = [name for name in CONTENDERS if name not in without]
    told: dict[str, list[Told]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            told[name] += _run(name, place)
    best = {
        name: {figure: min(run[figure] for run in runs) for figure in runs[0]} for name, runs in told.items() if runs
    }
    print(f"\n{activities:,} activities, best of {rounds} rounds in turn; seconds, GiB; load {os.getloadavg()[0]:.1f}")
    print("\n".join((*table(best), *ratios(best), *differences(place, best))))
    return best


def _run(name: str, place: Path) -> list[Told]:
    """Nothing where the contender could not finish, which is said at once."""
    command = [sys.executable, "-m", "bench.contend", name, str(place), str(lines_of(place, name))]
    ran = subprocess.run(command, capture_output=True, check=False, text=True)
    if ran.returncode:
        print(f"{name} did not finish: {(ran.stderr.strip().splitlines() or [f'signal {-ran.returncode}'])[-1]}")
        return []
    return [json.loads(ran.stdout)]


def lines_of(place: Path, name: str) -> Path:
    return place / f"{name.replace(' ', '-')}.parquet"


def table(best: Mapping[str, Told]) -> Iterator[str]:
    """Seconds by the clock and, in brackets, of the processors, which other work on the machine does not lengthen."""
    yield f"{'':<15}" + "".join(f"{stage:>16}" for stage in STAGES) + f"{'peak GiB':>10}"
    for name, run in best.items():
        shown = "".join(f"{run[stage]:8.2f} ({run[f'{stage} cpu']:5.2f})" for stage in STAGES)
        yield f"{name:<15}{shown}{run['gib']:10.2f}"


def ratios(best: Mapping[str, Told]) -> Iterator[str]:
    yield f"{'ratio':<26}{'rows':>9}{'cpu':>9}   of rows, the aim"
    for name, other, aim in RATIOS:
        if name in best and other in best:
            both = "".join(f"{best[name][figure] / best[other][figure]:9.2f}" for figure in ("rows", "rows cpu"))
            yield f"{f'{name} / {other}':<26}{both}   {aim}"


def differences(place: Path, best: Mapping[str, Told]) -> Iterator[str]:
    """Rows that only one of the two has, in the columns that both write; of floats, lines with other cents."""
    con = duckdb.connect()
    for name, other in EXACT:
        if name in best and other in best:
            yield f"{name}: {different(con, lines_of(place, other), lines_of(place, name))} rows differ from {other}"
    if {"polars", "ours"} <= set(best):
        apart, lines = cents_apart(con, lines_of(place, "ours"), lines_of(place, "polars"))
        yield f"polars: {apart} of {lines} lines have other cents than ours"


def marginal(small: Mapping[str, Told], large: Mapping[str, Told], fewer: int, more: int) -> Iterator[str]:
    """What a million activities more take, beside what a million takes when there are few."""
    yield f"\nseconds for a million more, from {fewer:,} to {more:,}, and how many times the first (aim: within 2)"
    for name in [name for name in small if name in large]:
        shown = ""
        for figure in ("rows", "rows cpu"):
            further = (large[name][figure] - small[name][figure]) * 1e6 / (more - fewer)
            shown += f"{further:9.2f}{further * fewer / 1e6 / small[name][figure]:7.2f}x"
        yield f"{name:<15}{shown}"


if __name__ == "__main__":
    main()
