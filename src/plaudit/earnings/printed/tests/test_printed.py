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
from plaudit.earnings.steps.earn import ACT
from plaudit.earnings.tables import TABLES
from plaudit.plans.read import read_versions
from plaudit.values.period import Period
from plaudit.values.refused import Refused
from tests.reading import folder

ROOT = Path(__file__).parents[5]
HARBOR = ROOT / "examples" / "harbor"
INSTRUMENTS = sorted((ROOT / "src/plaudit/plans/instruments").glob("*/example.yaml"))
Q2 = Period.of("2026-Q2")
TWO = """
plan: two
currency: USD
calendar: {time_zone: UTC}
covers: {role: csm}
effective: {from: 2026-01-01, to: 2027-01-01}
incentives:
  - key: demos
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: demo}
    leavers: paid
    pays: {tiers: volume, rates: [{upto: 1, each: 100.00}, {each: 150.00}]}
  - key: wins
    kind: bounty
    window: quarter
    counts: {activity: referral, milestone: won}
    pays: {tiers: volume, rates: [{upto: 1, each: 10.00}, {each: 15.00}]}
"""
LEFT: dict[str, str] = {
    "people": """
        key  name  role  ends_on
        ana  Ana   csm   2026-07-31
        bo   Bo    csm   -
        cy   Cy    csm   -""",
    "accounts": """
        key    name
        cedar  Cedar""",
    "activities": """
        key  kind      opened_on   account  person
        r1   referral  2026-07-20  cedar    ana
        r2   referral  2026-08-10  cedar    ana
        r3   referral  2026-07-10  cedar    cy
        r4   referral  2026-07-10  cedar    cy
        r5   referral  2026-07-10  cedar    ana""",
    "milestones": """
        activity  milestone  on
        r1        demo       2026-08-20
        r2        demo       2026-08-21
        r3        demo       2026-08-20
        r3        won        2026-08-22
        r4        won        2026-08-23
        r5        won        2026-07-25""",
    "credits": """
        activity  person  share
        r4        bo      0.5
        r4        cy      0.5""",
}


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


def test_the_text_of_the_plan_alone_is_right_for_whoever_works_there(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(TWO, encoding="utf-8")
    versions, quarter = read_versions(plan), Period.of("2026-Q3")
    text = printed(versions, supposed(versions, quarter).at(None, "UTC"), quarter, "duckdb")
    there = read(folder(tmp_path / "data", **LEFT)).at(None, "UTC")
    ground = prepare(versions, there, quarter)

    rows = embedded.run(compile_plan(ground), ground.laid, there)
    told = there.con.execute(text).fetchall()

    assert sorted(told, key=repr) == sorted(rows, key=repr)
    # Slot, person and what is left: the demo of an act opened after she left earns nothing.
    assert sorted((row[0], row[1], row[-1]) for row in told if row[2] == ACT) == [
        *((1, 1, 0), (1, 1, 10000), (1, 3, 10000)),
        *((2, 1, 1000), (2, 2, 500), (2, 3, 1000), (2, 3, 1250)),
    ]


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
