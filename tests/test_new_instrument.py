"""A new instrument is a folder: copied, renamed, and nothing else touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import SOURCE
from tests.reading import folder

pytestmark = pytest.mark.journey
PLAN = """\
plan: spiffs
currency: USD
covers: {role: csm}
incentives:
  - key: demos
    kind: spiff
    window: quarter
    counts: {activity: referral, milestone: demo}
    credit: {to: submitter}
    pays: {tiers: graduated, rates: [{upto: 1, each: 100.00}, {each: 150.00}]}
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources with a folder more: `spiff`, copied from `bounty`."""
    shutil.copytree(SOURCE, tmp_path / "plaudit", ignore=shutil.ignore_patterns("__pycache__"))
    shelf = tmp_path / "plaudit/plans/instruments"
    shutil.copytree(shelf / "bounty", shelf / "spiff")
    for path in (shelf / "spiff").rglob("*.py"):
        path.write_text(path.read_text("utf-8").replace("bounty", "spiff").replace("Bounty", "Spiff"), encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def plaudit(copy: Path, *words: str) -> str:
    command = [sys.executable, "-c", "from plaudit.cli.app import main; main()", *words]
    environment = {**os.environ, "PYTHONPATH": str(copy), "NO_COLOR": "1"}
    ran = subprocess.run(command, cwd=copy, env=environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_copy_is_in_the_schema(copy: Path) -> None:
    assert '"const": "spiff"' in plaudit(copy, "plan", "schema")


def test_the_copy_is_told_in_the_text_to_sign(copy: Path) -> None:
    assert "Up to and including 1: 100.00 USD each; above 1: 150.00 USD each." in plaudit(
        copy, "plan", "text", "plan.yaml"
    )


def test_the_copy_pays_and_explains_itself(copy: Path) -> None:
    folder(
        copy / "data",
        people="""
            key  name  role
            ada  Ada   csm
        """,
        accounts="""
            key   name
            dock  Dock
        """,
        activities="""
            key    kind      opened_on   account  person
            ref-1  referral  2026-07-01  dock     ada
            ref-2  referral  2026-07-02  dock     ada
        """,
        milestones="""
            activity  milestone  on
            ref-1     demo       2026-07-03
            ref-2     demo       2026-07-04
        """,
    )
    said = plaudit(copy, "explain", "plan.yaml", "--data", "data", "--period", "2026-Q3", "--person", "ada")
    assert "1st of the quarter at 100.00" in said
    assert "2nd of the quarter at 150.00" in said
    assert "250.00" in said
