"""The benchmarks compare like with like: what is measured against us writes the same rows."""

from pathlib import Path

import duckdb
import pytest

from bench.contend import CONTENDERS
from bench.differ import different
from bench.world import World, make


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = make(World(3_000, people=60), tmp_path_factory.mktemp("bench") / "company")
    for name in ("ours", "hand", "tenfold", "totals"):
        CONTENDERS[name](place)()(place / f"{name}.parquet")
    return place


def test_the_query_by_hand_writes_our_lines(place: Path) -> None:
    assert different(duckdb.connect(), place / "ours.parquet", place / "hand.parquet") == 0


def test_totals_are_the_sums_of_our_lines(place: Path) -> None:
    sums = place / "sums.parquet"
    summed = ", ".join(f"sum({name})::BIGINT AS {name}" for name in ("gross", "waiting", "earned"))
    lines = f"SELECT slot, person, line, {summed} FROM '{place / 'ours.parquet'}' GROUP BY slot, person, line"
    duckdb.execute(f"COPY ({lines}) TO '{sums}'")
    assert different(duckdb.connect(), place / "totals.parquet", sums) == 0


def test_ten_times_the_incentives_have_as_many_acts(place: Path) -> None:
    counts = [
        duckdb.execute(f"SELECT count(*) FROM '{place / name}.parquet' WHERE line = 1").fetchall()
        for name in ("ours", "tenfold")
    ]
    assert counts[0] == counts[1] != [(0,)]


def test_rows_that_differ_are_counted(place: Path) -> None:
    """A line fewer and a line with another cent are three rows that only one has."""
    ours, other = place / "ours.parquet", place / "other.parquet"
    told = "row_number() OVER (ORDER BY slot, person, activity, step)"
    changed = f"SELECT * REPLACE (earned + CASE WHEN {told} = 2 THEN 1 ELSE 0 END AS earned) FROM '{ours}'"
    duckdb.execute(f"COPY ({changed} WHERE line = 1 QUALIFY {told} > 1) TO '{other}'")
    acts = place / "acts.parquet"
    duckdb.execute(f"COPY (SELECT * FROM '{ours}' WHERE line = 1) TO '{acts}'")
    assert different(duckdb.connect(), acts, other) == 3
