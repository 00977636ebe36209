"""The printed query parses in its own dialect, says what it stands on, and gives the engine's rows."""

from pathlib import Path

import pytest
import sqlglot

from plaudit.connectors.folder.read import read
from plaudit.earnings.compile import compile_plan
from plaudit.earnings.dialects import names
from plaudit.earnings.engines import embedded
from plaudit.earnings.prepare import prepare
from plaudit.earnings.printed.printed import printed
from plaudit.earnings.printed.said import PLAN
from plaudit.earnings.printed.supposed import newest_quarter, supposed
from plaudit.earnings.tables import TABLES
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from plaudit.values.refused import Refused

ROOT = Path(__file__).parents[5]
HARBOR = ROOT / "examples" / "harbor"
INSTRUMENTS = sorted((ROOT / "src/plaudit/plans/instruments").glob("*/example.yaml"))
Q2 = Period.of("2026-Q2")


@pytest.mark.parametrize("dialect", names())
def test_harbor_parses_in_every_dialect(dialect: str) -> None:
    versions = read_versions(HARBOR / "plan")
    quarter = newest_quarter(versions[-1])
    snapshot = supposed(versions, quarter).at(None, "UTC")

    text = printed(versions, snapshot, quarter, dialect)

    assert len(sqlglot.parse(text, dialect=dialect)) == 1
    assert text.startswith("-- harbor-advocacy version 2, 2026-Q4, in USD, for " + dialect)


@pytest.mark.parametrize("plan", INSTRUMENTS, ids=lambda plan: plan.parent.name)
def test_every_instrument_prints_without_facts(plan: Path) -> None:
    versions = read_versions(plan)
    quarter = newest_quarter(versions[-1])

    text = printed(versions, supposed(versions, quarter).at(None, "UTC"), quarter, "postgres", steps=True)

    assert "-- milestone (" in text
    assert "-- slot (" in text


def test_the_text_for_duckdb_gives_the_rows_of_the_engine() -> None:
    versions = read_versions(HARBOR / "plan")
    facts = read(HARBOR / "data")
    zone = versions[-1].calendar.time_zone
    ground = prepare(versions, there := facts.at(None, zone), Q2)

    rows = embedded.run(compile_plan(ground), ground.laid, there)
    text = printed(versions, here := facts.at(None, zone), Q2, "duckdb")

    assert sorted(here.con.execute(text).fetchall(), key=repr) == sorted(rows, key=repr)
    assert len(rows) > 100


def test_every_plan_table_is_described() -> None:
    assert set(TABLES) - set(PLAN) == set()


def test_the_newest_quarter_is_the_last_one_in_effect(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(INSTRUMENTS[0].read_text("utf-8").replace("to: 2027-01-01", "to: 2026-08-15"), encoding="utf-8")

    assert newest_quarter(read_versions(plan)[-1]) == Period.of("2026-Q3")


def test_a_plan_without_days_needs_a_period(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    lines = INSTRUMENTS[0].read_text("utf-8").splitlines(keepends=True)
    plan.write_text("".join(line for line in lines if not line.startswith("effective")), encoding="utf-8")

    with pytest.raises(Refused, match="--period"):
        newest_quarter(read_versions(plan)[-1])
