"""An import that is killed leaves whole chunks, and started again it completes them and doubles nothing."""

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from plaudit.activities.models import Activity, Milestone, Report
from plaudit.connectors.upload.store import CHUNK
from plaudit.people.models import Arrival
from tests.site import surroundings

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("company")]
ROWS = 45_000


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """So many activities of Ada's that they come in several chunks, each with a milestone."""
    (tmp_path / "activities.csv").write_text(
        "key,kind,opened_on,person,title\n"
        + "".join(f"ref-{number},referral,2026-07-01,ada,The {number}th\n" for number in range(ROWS))
    )
    (tmp_path / "milestones.csv").write_text(
        "activity,milestone,on\n" + "".join(f"ref-{number},demo,2026-07-03\n" for number in range(ROWS))
    )
    return tmp_path


def command(tables: Path) -> list[str]:
    return [sys.executable, "-m", "plaudit", "import", str(tables / "activities.csv"), str(tables / "milestones.csv")]


def killed(tables: Path, chance: Random) -> None:
    """Killed at a random moment after it began to store."""
    arrivals = Arrival.objects.count()
    running = subprocess.Popen(command(tables), env=surroundings(tables / "home"), stdout=subprocess.DEVNULL)
    while running.poll() is None and Arrival.objects.count() == arrivals:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 1.0))
    running.kill()
    running.wait()
    while others() > 0:
        time.sleep(0.01)


def others() -> int:
    """Connections that PostgreSQL still serves: it finishes the last transaction of a client that is gone."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def broken() -> list[str]:
    """What is there in part or twice: chunks, keys, facts without their activity."""
    found = []
    for facts in (Report, Milestone):
        rows, keys = facts.objects.count(), facts.objects.values("activity").distinct().count()
        if rows != keys:
            found.append(f"{rows} rows of {keys} keys in {facts._meta.db_table}")
        if rows not in {*range(0, ROWS, CHUNK), ROWS}:
            found.append(f"{rows} rows are not whole chunks in {facts._meta.db_table}")
    if Activity.objects.count() != Report.objects.count():
        found.append("activities without a report")
    return found


def kill_and_complete(tables: Path, seeds: range) -> list[str]:
    found = []
    for seed in seeds:
        killed(tables, Random(seed))
        found += broken()
    subprocess.run(command(tables), env=surroundings(tables / "home"), check=True, stdout=subprocess.DEVNULL)
    return found + broken()


def test_a_killed_import_is_completed_and_doubles_nothing(tables: Path) -> None:
    assert kill_and_complete(tables, range(4)) == []
    assert (Activity.objects.count(), Report.objects.count(), Milestone.objects.count()) == (ROWS, ROWS, ROWS)


def test_two_imports_of_the_same_files_at_once_add_each_row_once(tables: Path) -> None:
    both = [
        subprocess.Popen(command(tables), env=surroundings(tables / "home"), stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [each.wait() for each in both] == [0, 0]
    assert broken() == []
    assert Milestone.objects.count() == ROWS
