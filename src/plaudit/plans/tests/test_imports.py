"""Reading a plan starts a process for less than a person notices."""

import json
import subprocess
import sys
from pathlib import Path

TEXT = Path(__file__).parents[1] / "instruments/bounty/example.yaml"
READ = """
import json, pathlib, sys
from plaudit.plans.read import read
read(pathlib.Path(sys.argv[1]))
print(json.dumps(sorted(sys.modules)))
"""


def imported_by_reading() -> list[str]:
    """In a process of its own."""
    ran = subprocess.run([sys.executable, "-c", READ, str(TEXT)], check=True, capture_output=True, text=True)  # noqa: S603  # our own text
    names: list[str] = json.loads(ran.stdout)
    return names


def test_reading_a_plan_imports_no_engine() -> None:
    imported = {name.partition(".")[0] for name in imported_by_reading()}
    assert imported & {"duckdb", "sqlglot", "pyarrow", "django", "babel", "rich", "typer", "hypothesis"} == set()


def test_reading_a_bounty_imports_no_other_instrument() -> None:
    names = [name for name in imported_by_reading() if name.startswith("plaudit.plans.instruments.")]
    assert {name.split(".")[3] for name in names} == {"bounty"}
