"""The smallest plan that provokes each problem, and what is said about it.

A folder is named after its code and holds `plan.yaml`, or the versions of a plan in `plan/`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaudit.plans.read import read_versions
from plaudit.values.refused import Unreadable
from tests.blessed import Blessed

SOURCE = Path(__file__).parents[2] / "src/plaudit/plans"
FOLDERS = sorted(path for path in (Path(__file__).parent / "problems/plan").iterdir() if path.is_dir())
# Where the code stands among the arguments of what notes a problem.
NOTES = {"note": 0, "wrong": 0, "at_line": 0, "at_path": 0, "Problem": 0, "_problem": 2}
# A file that is not there or is too large to keep in a repository: told in test_read.py.
WITHOUT_A_FOLDER = {"file-unreadable", "file-too-large"}


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


def test_every_code_has_its_folder() -> None:
    assert {folder.name for folder in FOLDERS} == set(noted()) - WITHOUT_A_FOLDER


def noted() -> Iterator[str]:
    """The codes of all problems that reading a plan can note."""
    files = [path for path in SOURCE.rglob("*.py") if not {"tests", "checks", "templates"} & {*path.parts}]
    for call in (node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        match call:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args) if name in NOTES:
                match args[NOTES[name] : NOTES[name] + 1]:
                    case [ast.Constant(value=str(code))]:
                        yield code
