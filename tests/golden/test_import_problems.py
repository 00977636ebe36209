"""The smallest import that provokes each problem that only an import has, and what is said about it.

A folder is named after its code and holds the files that are sent; those in `before/` were sent earlier. Where it holds
none, the file has gone.
"""

from pathlib import Path

import pytest

from plaudit.connectors.upload.check import Taker
from plaudit.connectors.upload.find import find
from plaudit.connectors.upload.headings import headings
from plaudit.connectors.upload.origin import origin
from plaudit.connectors.upload.take import take
from plaudit.values.refused import Unreadable
from tests.blessed import Blessed
from tests.cast import NOW

FOLDERS = sorted(path for path in (Path(__file__).parent / "problems/import").iterdir() if path.is_dir())


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_import_says_what_is_wrong_with_it(folder: Path, blessed: Blessed) -> None:
    send_earlier(folder / "before")
    with pytest.raises(Unreadable) as unreadable:
        send(folder)

    problems = unreadable.value.problems
    assert {problem.code for problem in problems} == {folder.name}
    blessed(
        folder / "message.txt",
        "".join(f"{each.place}  {each.severity} {each.code}\n  {each.says}\n  {each.remedy}\n" for each in problems),
    )


def send_earlier(folder: Path) -> None:
    if folder.is_dir():
        send(folder)


def send(folder: Path) -> None:
    files = sorted(folder.glob("*.csv"))
    if not files:
        headings(folder / "accounts.csv")
    take(find(files), origin("crm"), Taker("pia", NOW, lambda _stage, _done, _total: None))
