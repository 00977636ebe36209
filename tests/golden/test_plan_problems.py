"""The smallest plan that provokes each problem, and what is said about it.

A folder is named after its code and holds `plan.yaml`, or the versions of a plan in `plan/`.
"""

from pathlib import Path

import pytest

from plaudit.plans.read import read_versions
from plaudit.values.refused import Unreadable
from tests.blessed import Blessed

FOLDERS = sorted(path for path in (Path(__file__).parent / "problems/plan").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_plan_says_what_is_wrong_with_it(folder: Path, blessed: Blessed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(Unreadable) as unreadable:
        read_versions(Path("plan" if Path("plan").is_dir() else "plan.yaml"))

    problems = unreadable.value.problems
    assert folder.name in {problem.code for problem in problems}
    blessed(
        folder / "message.txt",
        "".join(
            f"{each.place}  {each.path or '-'}  {each.code}\n  {each.says}\n  {each.remedy}\n" for each in problems
        ),
    )
