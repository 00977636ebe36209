"""Rooms and instruments have all their files, so that copying a folder is enough to add one."""

import re

from tests.architecture.sources import ROOT, SOURCE, instruments, modules, relative, rooms
from tests.architecture.tidy import functions

OF_AN_INSTRUMENT = (
    "README.md",
    "__init__.py",
    "terms.py",
    "promise.py",
    "say.py",
    "example.yaml",
    "tests/by_hand.py",
    "tests/strategies.py",
    "tests/test_promise.py",
)
NAMED = re.compile(r"`([\w./-]+(?:\.py|/))`")


def test_every_instrument_has_all_its_files() -> None:
    missing = [
        relative(kind / name) for kind in instruments() for name in OF_AN_INSTRUMENT if not (kind / name).exists()
    ]
    assert missing == []


def test_every_room_says_what_it_is_for_in_forty_lines() -> None:
    readmes = [(room / "README.md") for room in rooms()]
    lengths = {relative(page): page.read_text("utf-8").count("\n") if page.exists() else None for page in readmes}
    assert {page: length for page, length in lengths.items() if length is None or length > 40} == {}


def test_every_room_that_does_something_has_tests() -> None:
    doing = {module.path.split("/")[2] for module in modules() if module.shipped and any(functions(module))}
    assert [room.name for room in rooms() if room.name in doing and not list(room.glob("**/tests/test_*.py"))] == []


def test_every_file_named_in_a_readme_is_there() -> None:
    pages = [page for page in SOURCE.rglob("README.md") if "__pycache__" not in page.parts]
    named = [(page, name) for page in pages for name in NAMED.findall(page.read_text("utf-8"))]
    missing = [
        f"{relative(page)}: {name}"
        for page, name in named
        if not any((place / name).exists() for place in (page.parent, SOURCE, ROOT))
    ]
    assert missing == []


def test_every_folder_of_code_is_a_package() -> None:
    # Without `__init__.py` the contracts between rooms would not see what is inside.
    folders = {(ROOT / module.path).parent for module in modules() if module.path.startswith("src/")}
    assert [relative(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
