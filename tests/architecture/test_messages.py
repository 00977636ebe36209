"""Every problem that can be noted has a golden folder, and so a line in docs/messages.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/problems"
ROOMS = {
    "plan": "src/plaudit/plans",
    "import": "src/plaudit/connectors/upload",
    "calculation": "src/plaudit/earnings",
}
# Where the code stands among the arguments of what notes a problem.
NOTES = {"note": 0, "wrong": 0, "at_line": 0, "at_path": 0, "Problem": 0, "_problem": 2, "Mistake": 1, "Wait": 0}
WITHOUT_A_FOLDER = {
    # A file that is not there or is too large to keep in a repository: told in test_read.py.
    "plan": {"file-unreadable", "file-too-large"},
    # Five million rows are too many to keep; the others read as they do in a data folder.
    "import": {"rows-too-many", "file-unknown", "file-twice", "file-too-large", "file-unreadable"},
    # A list of what was paid is neither a plan nor a data folder: what is wrong with one is told in compare/tests.
    "calculation": set(),
}


@pytest.mark.parametrize("section", ROOMS)
def test_every_code_has_its_folder(section: str) -> None:
    folders = {folder.name for folder in (GOLDEN / section).iterdir() if folder.is_dir()}
    assert folders == set(noted(ROOT / ROOMS[section])) - WITHOUT_A_FOLDER[section]


def noted(source: Path) -> Iterator[str]:
    """The codes of all problems that a room can note."""
    files = [path for path in source.rglob("*.py") if not {"tests", "checks", "templates"} & {*path.parts}]
    for call in (node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        match call:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args) if name in NOTES:
                match args[NOTES[name] : NOTES[name] + 1]:
                    case [ast.Constant(value=str(code))]:
                        yield code
