"""`python -m tests.mutation [group or path ...] [n]`: makes every nth break there; prints what no test noticed."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mutation.run import Mutation

LATER = "not postgres and not spark and not browser and not slow"
SOURCES = Path("src/plaudit")


@dataclass(frozen=True, slots=True)
class Group:
    """Modules, and the tests that judge them: those of their room, and of whole calculations above it."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    sql: bool = False

    def paths(self) -> list[Path]:
        return [path for pattern in self.modules for path in sorted(SOURCES.glob(pattern)) if path.stem != "__init__"]


GROUPS = {
    # But for `values/table.py`, which names the columns of files and counts nothing.
    "values": Group(("values/[!t]*.py",), ("src/plaudit/values", "src/plaudit/plans")),
    "promises": Group(
        ("plans/pays/*.py", "plans/instruments/*/promise.py"),
        ("src/plaudit/plans", "tests/golden/test_plan_problems.py", "tests/golden/test_golden.py"),
    ),
    "compiler": Group(
        (
            *("earnings/steps/*.py", "earnings/compile.py", "earnings/counting.py", "earnings/alike.py"),
            *("earnings/curvebook.py", "earnings/enrol.py", "earnings/slots.py", "earnings/pools.py"),
        ),
        (
            *("src/plaudit/earnings/tests", "--ignore=src/plaudit/earnings/tests/test_trials.py"),
            *("tests/oracle/test_slow.py", "tests/oracle/test_slow_facts.py", "tests/oracle/test_slow_ranks.py"),
            *(
                "tests/oracle/test_slow_room.py",
                "tests/oracle/test_slow_raised.py",
                "tests/oracle/test_slow_together.py",
                "tests/oracle/test_slow_contests.py",
                "tests/oracle/test_slow_totals.py",
                "tests/properties/test_totals.py::test_totals_of_the_stories",
            ),
            *("tests/oracle/test_unknown.py", "tests/oracle/test_filters.py", "tests/golden/test_golden.py"),
            *("tests/golden/test_calculation_problems.py", "src/plaudit/earnings/tests/test_slots.py"),
            # What the tools of the query leave out, for units that are calculated again.
            "tests/properties/test_touched.py",
        ),
        sql=True,
    ),
}


def main(asked: list[str]) -> int:
    every = next((int(word) for word in asked if word.isdecimal()), 1)
    asked = [word for word in asked if not word.isdecimal()]
    counts = []
    for name, group in GROUPS.items():
        paths = [path for path in group.paths() if not asked or name in asked or str(path) in asked]
        if paths:
            mutation = Mutation(paths, sql=group.sql, every=every)
            failed = pytest.main(["-qq", "-s", "-p", "no:cacheprovider", "-m", LATER, *group.tests], [mutation])
            if failed:
                return int(failed)
            counts += mutation.counts
    print("\n| module | breaks | noticed | not |\n|---|---|---|---|")
    for count in counts:
        print(count)
    print(f"{sum(count.nowhere for count in counts)} breaks could not be made in a running program.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
