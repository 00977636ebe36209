"""An import that is killed leaves whole chunks, and started again it completes them and doubles nothing."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from plaudit.activities.models import Activity, Milestone, Report
from plaudit.connectors.upload.store import CHUNK
from tests.nursery import moments, nursery
from tests.site import surroundings

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("company")]
# Several chunks of each table.
ROWS = 45_000


def tables(folder: Path) -> list[str]:
    """So many activities of Ada's, each with a milestone, under keys that begin with the folder's name."""
    folder.mkdir()
    keys = [f"{folder.name}-{number}" for number in range(ROWS)]
    (folder / "activities.csv").write_text(
        "key,kind,opened_on,person,title\n"
        + "".join(f"{key},referral,2026-07-01,ada,The {number}th\n" for number, key in enumerate(keys))
    )
    (folder / "milestones.csv").write_text(
        "activity,milestone,on\n" + "".join(f"{key},demo,2026-07-03\n" for key in keys)
    )
    return [str(folder / "activities.csv"), str(folder / "milestones.csv")]


def broken(folder: Path) -> list[str]:
    """What is there in part or twice: chunks, keys, facts without their activity."""
    found = []
    whole = {*range(0, ROWS, CHUNK), ROWS}
    for facts in (Report, Milestone):
        of = facts.objects.filter(activity__key__startswith=f"{folder.name}-")
        rows, keys = of.count(), of.values("activity").distinct().count()
        if rows != keys or rows not in whole:
            found.append(f"{rows} rows of {keys} keys of {folder.name} in {facts._meta.db_table}")
    named = Activity.objects.filter(key__startswith=f"{folder.name}-").count()
    if named != Report.objects.filter(activity__key__startswith=f"{folder.name}-").count():
        found.append(f"activities of {folder.name} without a report")
    return found


def killed(folder: Path, times: int, seed: int) -> list[str]:
    """The same files imported again and again, killed each time, and at last to the end."""
    files, found = tables(folder), []
    with nursery(folder.parent / "home") as children:
        for after in moments(seed, 2.0, times):
            children.killed("import_files", *files, after=after)
            found += broken(folder)
        children.done("import_files", *files)
    return found + broken(folder)


def test_eighty_killed_imports_are_completed_and_double_nothing(tmp_path: Path) -> None:
    seeds = Random(3).sample(range(1000), 10)
    assert [killed(tmp_path / f"ref{seed}", 8, seed) for seed in seeds] == [[]] * 10
    assert {each.objects.count() for each in (Activity, Report, Milestone)} == {10 * ROWS}


def test_two_imports_of_the_same_files_at_once_add_each_row_once(tmp_path: Path) -> None:
    files = tables(tmp_path / "ref")
    command = [sys.executable, "-m", "plaudit", "import", *files]
    environment = surroundings(tmp_path / "home")
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    assert broken(tmp_path / "ref") == []
    assert Milestone.objects.count() == ROWS
