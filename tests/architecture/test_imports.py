"""A command pays only for what it uses: reading and checking a plan starts no engine."""

import subprocess
import sys

from tests.architecture.sources import instruments

HEAVY = {"duckdb", "sqlglot", "pyarrow", "django", "pandas", "polars", "numpy", "babel"}


CODE = """
import sys
try:
    {code}
except SystemExit:
    pass
print("loaded", *sys.modules)
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """What a fresh Python has loaded after this code, whatever its exit code."""
    command = [sys.executable, "-c", CODE.format(code=code), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_command_line_opens_without_an_engine() -> None:
    assert HEAVY & loaded("import plaudit.cli.app") == set()


def test_reading_the_list_of_commands_starts_no_engine() -> None:
    assert HEAVY & loaded("from plaudit.cli.app import main; main()", "--help") == set()


def test_a_plan_is_checked_without_an_engine() -> None:
    check = "from plaudit.cli.app import main; main()"
    examples = {kind.name: str(kind / "example.yaml") for kind in instruments()}
    seen = {kind: loaded(check, "plan", "check", example) for kind, example in examples.items()}
    assert [kind for kind, modules in seen.items() if "plaudit.plans.checks.finding" not in modules] == []
    assert {kind: HEAVY & modules for kind, modules in seen.items() if HEAVY & modules} == {}
