"""The smallest data folder that provokes each problem, and what is said about it.

A folder is named after its code; besides the problem it is there for, it holds as little as it can.
"""

from pathlib import Path

import pytest

from plaudit.connectors.folder.read import read
from plaudit.values.refused import Unreadable
from tests.blessed import Blessed

FOLDERS = sorted(path for path in (Path(__file__).parent / "problems/data").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_says_what_is_wrong_with_it(folder: Path, blessed: Blessed) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read(folder)

    problems = unreadable.value.problems
    assert folder.name in {problem.code for problem in problems}
    blessed(
        folder / "message.txt",
        "".join(f"{each.place}  {each.severity} {each.code}\n  {each.says}\n  {each.remedy}\n" for each in problems),
    )
