"""`make bench`: ours against the same lines written by hand, in one run, best of several, as ratios.

Usage: python -m bench.run [ACTIVITIES] [ROUNDS]
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from bench.world import World, make

ACTIVITIES, ROUNDS = 10_000_000, 3


def main(activities: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="plaudit-bench-") as kept:
        folder = make(World(activities), Path(kept) / "company")
        told: dict[str, list[dict[str, float]]] = {"ours": [], "hand": []}
        for _ in range(rounds):
            for name, runs in told.items():
                runs.append(_run(name, folder, Path(kept) / f"{name}.parquet"))
        print(f"{activities} activities, best of {rounds}; seconds from prepared facts to lines in a file")
        for name, runs in told.items():
            best = {column: min(run[column] for run in runs) for column in runs[0]}
            print(f"{name:<6}" + "".join(f"{column} {value:8.2f}   " for column, value in best.items()))
        ours, hand = (min(run["lines"] for run in told[name]) for name in ("ours", "hand"))
        print(f"ours / hand: {ours / hand:.2f}   different lines: {_different(Path(kept))}")


def _run(name: str, folder: Path, out: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.contend", name, str(folder), str(out)]
    told: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return told


def _different(kept: Path) -> int:
    """Lines that only one of them has, in the columns that both write."""
    con = duckdb.connect()
    ours, hand = f"'{kept / 'ours.parquet'}'", f"'{kept / 'hand.parquet'}'"
    columns = [{row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {one}").fetchall()} for one in (ours, hand)]
    both = ", ".join(sorted(columns[0] & columns[1]))
    lines = [f"(SELECT {both} FROM {one} WHERE line <> 0)" for one in (ours, hand)]
    query = f"SELECT count(*) FROM ({lines[0]} EXCEPT ALL {lines[1]} UNION ALL ({lines[1]} EXCEPT ALL {lines[0]}))"
    return int(con.execute(query).fetchall()[0][0])


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:3], *(ACTIVITIES, ROUNDS)[len(sys.argv[1:3]) :])))
