"""Amounts as large as they come: paid exactly, or refused in words by every engine."""

from pathlib import Path

import pytest

from plaudit.earnings.engines import Engine, embedded
from plaudit.values.refused import Unreadable
from tests.engines.test_same_bytes import bytes_of
from tests.oracle.small_worlds import told, units

DEALS = "key: deals, kind: commission, window: quarter, counts: {activity: csql, milestone: won}, pays: {rate: 3%}"


def won(amount: str, times: int) -> str:
    return "key  kind  person  amount  currency  won\n" + "\n".join(
        f"d{number}  csql  ada  {amount}  USD  2026-07-04" for number in range(times)
    )


# Nine million millions of dollars are nine million million millions of their millionths, of which 2^63 have room.
@pytest.mark.parametrize(
    ("amount", "times", "earned"),
    [
        ("600000000000.00", 2, "ada 1200000000000 36000000000.00"),
        ("999999999999.99", 9, "ada 8999999999999.91 270000000000.00"),
    ],
)
def test_a_measure_beyond_a_million_millions_is_paid(tmp_path: Path, amount: str, times: int, earned: str) -> None:
    assert units(told(tmp_path, DEALS, won(amount, times)), "measure", "earned")[0] == earned


def refused(folder: Path, engine: Engine) -> list[str]:
    """What is said of ten million millions, which the engine is asked for after a calculation of nothing."""
    told(folder, DEALS)
    lines = won("999999999999.99", 10).splitlines()[1:]
    acts = ["key,kind,opened_on,person,amount,currency", *(",".join(_act(line.split())) for line in lines)]
    (folder / "activities.csv").write_text("\n".join(acts) + "\n", "utf-8")
    reached = ["activity,milestone,on", *(f"{line.split()[0]},won,2026-07-04" for line in lines)]
    (folder / "milestones.csv").write_text("\n".join(reached) + "\n", "utf-8")
    with pytest.raises(Unreadable) as unreadable:
        bytes_of(folder / "plan", folder, "2026-Q3", engine)
    return [problem.code for problem in unreadable.value.problems]


def _act(cells: list[str]) -> list[str]:
    key, kind, person, amount, currency, _ = cells
    return [key, kind, "2026-06-01", person, amount, currency]


def test_what_leaves_the_exact_range_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, embedded.ENGINE) == ["exact-range"]


@pytest.mark.postgres
def test_postgres_refuses_it_too(tmp_path: Path, dsn: str) -> None:
    from plaudit.earnings.engines.postgres import Postgres

    assert refused(tmp_path, Postgres(dsn)) == ["exact-range"]


@pytest.mark.spark
def test_spark_refuses_it_too(tmp_path: Path) -> None:
    from plaudit.earnings.engines.spark import Spark

    assert refused(tmp_path, Spark("local[2]")) == ["exact-range"]
