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


CHECKS = """
    from plaudit.cli.app import main
    for example in sys.argv[1:]:
        try:
            main(["plan", "check", example])
        except SystemExit:
            pass
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """What a fresh Python has loaded after this code, whatever its exit code."""
    command = [sys.executable, "-c", CODE.format(code=code.strip()), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_command_line_opens_without_an_engine() -> None:
    assert HEAVY & loaded("import plaudit.cli.app") == set()


def test_reading_the_list_of_commands_starts_no_engine() -> None:
    assert HEAVY & loaded("from plaudit.cli.app import main; main()", "--help") == set()


def test_a_plan_is_checked_without_an_engine() -> None:
    """Plans of every kind, one after the other in one Python: what one of them loads, all have."""
    examples = [str(kind / "example.yaml") for kind in instruments()]
    seen = loaded(CHECKS, *examples)
    assert {f"plaudit.plans.instruments.{kind.name}.promise" for kind in instruments()} <= seen
    assert HEAVY & seen == set()
