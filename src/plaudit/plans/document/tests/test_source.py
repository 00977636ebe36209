from pathlib import Path

import pytest

from plaudit.plans.document.notes import Notes
from plaudit.plans.document.source import LARGEST, checked, file_text


def noted(text: str) -> list[tuple[str, int | None]]:
    notes = Notes(None)
    checked(text, notes)
    return [(problem.code, problem.line) for problem in notes.found]


def test_a_file_that_is_not_there_is_told() -> None:
    notes = Notes("nowhere.yaml")
    assert file_text(Path("nowhere.yaml"), notes) is None
    (problem,) = notes.found
    assert problem.code == "file-unreadable"
    assert problem.says == "nowhere.yaml cannot be opened: No such file or directory."


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["file-too-large"])])
def test_a_file_of_a_mebibyte_is_read_and_a_byte_more_is_not(tmp_path: Path, more: int, codes: list[str]) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (LARGEST + more))
    notes = Notes(str(path))
    file_text(path, notes)
    assert [problem.code for problem in notes.found] == codes


def test_a_text_is_held_to_the_same_size() -> None:
    assert noted("#" * (LARGEST + 1)) == [("file-too-large", None)]


def test_latin_1_is_told_with_the_line_of_its_first_wrong_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("plan: x\ntitle: Référence\n".encode("latin-1"))
    notes = Notes(str(path))
    assert file_text(path, notes) is None
    assert [(problem.code, problem.line) for problem in notes.found] == [("not-utf8", 2)]


def test_line_ends_of_windows_are_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"plan: x\r\ntitle: y\r\n")
    assert file_text(path, Notes(str(path))) == "plan: x\ntitle: y\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\n\tb: 2\n", [("tab", 2)]),
        ("a:\n  \tb: 2\n", [("tab", 2)]),
        ("a: 1\t# a tab before a remark\n", []),
        ("a: 1\n\t# a remark\n", []),
        ("a: 1\n\t\n", []),
        ("a: \x00\nb: \x00\n", [("control-character", 1), ("control-character", 2)]),
        ("a: \x1b[31m\n", [("control-character", 1)]),
        ("\ufeffa: 1\n", [("byte-order-mark", 1)]),
        ("%YAML 1.1\n---\na: 1\n", [("directive", 1)]),
        ("a: 5%\n", []),
    ],
)
def test_what_no_plan_needs_is_told_before_anything_is_parsed(
    text: str, problems: list[tuple[str, int | None]]
) -> None:
    assert noted(text) == problems
