"""Harbor is made by its generator and by nothing else, the same on every machine."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plaudit.activities.facts import Facts
from plaudit.cli import ask
from plaudit.connectors.folder.read import read as read_facts
from plaudit.earnings.calculate import calculate
from plaudit.earnings.compare.compare import compare
from plaudit.earnings.compare.readings import Question
from plaudit.earnings.document import document
from plaudit.plans import new
from plaudit.plans.read import read as read_plan
from plaudit.values.period import Period
from tests.golden.reckoned import Reckoned, row_of, told
from tests.reading import rows

HARBOR = Path(__file__).parent.parent / "examples" / "harbor"
TABLES = sorted(path.name for path in (HARBOR / "data").iterdir())


def stories() -> list[Reckoned]:
    """The table of amounts on Harbor's page."""
    table = re.search(r"```\n(period .*?)```", (HARBOR / "README.md").read_text("utf-8"), re.DOTALL)
    assert table is not None
    return [row_of("harbor", row) for row in rows(table[1])]


@cache
def engine(period: str, as_of: str | None) -> dict[str, Any]:
    return document(ask.answer(ask.Question(HARBOR / "plan", HARBOR / "data", period, as_of)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harbor made once more, in a process that orders its sets otherwise and lives elsewhere on Earth."""
    folder = tmp_path_factory.mktemp("harbor")
    elsewhere = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    subprocess.run([sys.executable, HARBOR / "make.py", folder], check=True, env=elsewhere)
    return folder


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(HARBOR / "data")


def test_the_generator_makes_the_tables_that_are_there(made):
    assert sorted(path.name for path in made.iterdir()) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_what_the_generator_makes(made, table):
    assert (made / table).read_bytes() == (HARBOR / "data" / table).read_bytes()


def test_harbor_is_small_enough_to_read():
    assert sum((HARBOR / "data" / table).stat().st_size for table in TABLES) < 1_300_000


@pytest.mark.journey
@pytest.mark.parametrize("row", stories(), ids=str)
def test_the_page_tells_amounts_that_come_out(row):
    assert told(engine(row.period, row.as_of), row) == [row.cells]


@pytest.mark.parametrize("name", new.names())
def test_harbor_could_run_on_any_template(name, facts):
    """Or is told what it has not written down: a metric, or who brought an act."""
    answer = document(calculate([read_plan(new.text(name))], facts, Period.of("2026-Q2")))

    assert {problem["code"] for problem in answer["problems"]} <= {"metric-missing", "nobody-to-credit"}


@pytest.mark.journey
def test_the_spreadsheet_is_wrong_where_the_page_says():
    asked = ask.understood(ask.Question(HARBOR / "plan", HARBOR / "data", "2026-Q1", "2026-04-09"))
    question = Question(asked.versions, asked.facts, asked.period, asked.moment)
    answer = compare(question, HARBOR / "paid-2026-Q1.csv").document()

    shown = ("person", "incentive", "paid", "owed", "class")
    assert [tuple(row[name] for name in shown) for row in answer["rows"] if differs(row)] == [
        ("ada", "referral-demo", "975.00", "850.00", "other-tier-reading"),
        ("ben", "referral-demo", "375.00", "312.50", "other-credit"),
        ("dev", "csql", "1000.23", "900.00", "limit"),
        ("elif", "champions", "200.00", "136.36", "limit"),
        ("gus", "reference-slider", "160.00", "200.00", "missing-act"),
        ("hana", "csql", "240.19", "275.28", "rate"),
        ("jun", "experience", "187.49", "187.50", "rounding"),
        ("orla", "films", "0.00", "160.00", "missing-act"),
    ]
    (hana,) = [row["because"] for row in answer["rows"] if row["person"] == "hana" and differs(row)]
    assert hana.startswith("csql-083, csql-100 and csql-093 were paid without converting EUR to USD")


def differs(row: dict[str, Any]) -> bool:
    return row["difference"] != "0.00"
