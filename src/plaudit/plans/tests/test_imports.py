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
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_reading_a_plan_imports_no_engine() -> None:
    ran = subprocess.run([sys.executable, "-c", READ, str(TEXT)], check=True, capture_output=True, text=True)  # noqa: S603  # our own text
    imported = set(json.loads(ran.stdout))
    assert imported & {"duckdb", "sqlglot", "pyarrow", "django", "babel", "rich", "typer", "hypothesis"} == set()


def test_reading_a_bounty_imports_no_other_instrument() -> None:
    text = READ.replace('{name.partition(".")[0] for name in sys.modules}', "sys.modules")
    ran = subprocess.run([sys.executable, "-c", text, str(TEXT)], check=True, capture_output=True, text=True)  # noqa: S603  # our own text
    imported = [name for name in json.loads(ran.stdout) if name.startswith("plaudit.plans.instruments.")]
    assert {name.split(".")[3] for name in imported} == {"bounty"}
