"""The smallest plan and data folder that provoke each problem between them, and what is said about the third quarter.

A folder is named after its code; it is the data folder, and holds `plan.yaml`, or the versions of a plan in `plan/`.
"""

from pathlib import Path

import pytest

from plaudit.cli import ask
from plaudit.values.problem import Problem
from plaudit.values.refused import Unreadable
from tests.blessed import Blessed

FOLDERS = sorted(path for path in (Path(__file__).parent / "problems/calculation").iterdir() if path.is_dir())
PERIOD = "2026-Q3"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_plan_and_a_folder_say_what_is_wrong_between_them(
    folder: Path, blessed: Blessed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    problems = found()
    assert folder.name in {problem.code for problem in problems}
    blessed(
        folder / "message.txt",
        "".join(f"{each.place}  {each.severity} {each.code}\n  {each.says}\n  {each.remedy}\n" for each in problems),
    )


def found() -> tuple[Problem, ...]:
    """Some stop the calculation; others stand beside what it found."""
    plan = Path("plan" if Path("plan").is_dir() else "plan.yaml")
    try:
        return ask.answer(ask.Question(plan, Path(), PERIOD)).problems
    except Unreadable as unreadable:
        return unreadable.problems
