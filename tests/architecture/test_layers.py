"""The contracts between rooms hold, and they bite."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

LINT = Path(sys.executable).parent / "lint-imports"


def contracts(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    command = [str(LINT), "--no-cache", "--no-logo", "--config", str(root / "pyproject.toml")]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def said(root: Path) -> str:
    """What the linter prints, in one line: it breaks its own sentences to fit the terminal."""
    return " ".join(contracts(root).stdout.split())


def copy(to: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", to)
    shutil.copytree(ROOT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return to


def test_every_contract_is_kept() -> None:
    done = contracts(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_value_that_imports_a_room_above_it_breaks_the_order(tmp_path: Path) -> None:
    root = copy(tmp_path)
    (root / "src/plaudit/values/upward.py").write_text("import plaudit.plans.plan\n")
    assert contracts(root).returncode == 1
    assert "plaudit.values is not allowed to import plaudit.plans" in said(root)


def test_a_room_without_a_place_in_the_order_is_refused(tmp_path: Path) -> None:
    root = copy(tmp_path)
    room = root / "src/plaudit/elsewhere"
    room.mkdir()
    (room / "__init__.py").write_text("")
    assert "elsewhere" in said(root)


def test_a_plan_that_imports_an_engine_is_refused(tmp_path: Path) -> None:
    root = copy(tmp_path)
    (root / "src/plaudit/plans/hurried.py").write_text("import duckdb\n")
    assert "plaudit.plans is not allowed to import duckdb" in said(root)


def test_a_check_by_hand_that_borrows_what_it_judges_is_refused(tmp_path: Path) -> None:
    root = copy(tmp_path)
    by_hand = root / "src/plaudit/plans/instruments/bounty/tests/by_hand.py"
    by_hand.write_text(f"from plaudit.plans.instruments.bounty.promise import promise\n{by_hand.read_text()}")
    assert "by_hand is not allowed to import plaudit.plans.instruments.bounty.promise" in said(root)


def test_an_instrument_that_knows_another_is_refused(tmp_path: Path) -> None:
    root = copy(tmp_path)
    (root / "src/plaudit/plans/instruments/bounty/nosy.py").write_text("import plaudit.plans.instruments.quota.terms\n")
    assert "bounty is not allowed to import plaudit.plans.instruments.quota" in said(root)
