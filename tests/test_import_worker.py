"""Large files go through the worker: it shows how far it is, can be stopped, and goes on after it was killed."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from plaudit.activities.models import Report
from plaudit.connectors.upload.models import Import
from plaudit.connectors.upload.store import CHUNK
from plaudit.web.pages.imports.task import SMALL
from plaudit.web.pages.imports.test_page import arranged, send
from tests.site import surroundings

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("company")]
ROWS = 100_000
FILE = "key,kind,opened_on,person,title\n" + "".join(
    f"ref-{number},referral,2026-07-01,ada,The {number}th\n" for number in range(ROWS)
)


@pytest.fixture
def pia(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("pia")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The worker's own home, with the files that were sent to the site."""
    place = tmp_path / "home"
    place.mkdir()
    (place / "uploads").symlink_to(Path(settings.SITE.home) / "uploads")
    return place


@contextmanager
def working(home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "plaudit", "worker", "--once"]
    worker = subprocess.Popen(command, env=surroundings(home), stdout=subprocess.DEVNULL)
    try:
        yield worker
    finally:
        assert worker.wait() in {0, -9}


def checked(pia: Client, home: Path) -> Import:
    """Sent, arranged, and looked at by the worker."""
    imported = send(pia, "activities.csv", FILE.encode())
    assert imported.size > SMALL
    pia.post(f"/imports/{imported.pk}/arrange/", arranged(pia, imported))
    assert "Being checked" in said(pia, imported)
    with working(home):
        pass
    return imported


def said(pia: Client, imported: Import) -> str:
    return pia.get(f"/imports/{imported.pk}/").content.decode()


def begun(imported: Import) -> None:
    """Until a chunk is stored and another is on its way."""
    while not 0 < Import.objects.get(pk=imported.pk).done < ROWS:
        time.sleep(0.01)


def test_a_large_file_is_checked_and_stored_by_the_worker(pia: Client, home: Path) -> None:
    imported = checked(pia, home)
    assert "Import 100,000 rows<" in said(pia, imported)
    assert Report.objects.count() == 0
    pia.post(f"/imports/{imported.pk}/confirm/")
    with working(home):
        begun(imported)
        page = said(pia, imported)
    assert ["of 100,000 rows" in page, "<progress" in page, 'hx-trigger="every 2s"' in page] == [True] * 3
    assert "What was imported" in said(pia, imported)
    assert Report.objects.count() == ROWS


def test_giving_up_stops_the_worker_between_two_chunks(pia: Client, home: Path) -> None:
    imported = checked(pia, home)
    pia.post(f"/imports/{imported.pk}/confirm/")
    with working(home):
        begun(imported)
        pia.post(f"/imports/{imported.pk}/cancel/")
    assert Report.objects.count() in range(CHUNK, ROWS, CHUNK)
    assert "Given up" in said(pia, imported)


def test_a_killed_import_says_so_and_goes_on_where_it_was(pia: Client, home: Path) -> None:
    imported = checked(pia, home)
    pia.post(f"/imports/{imported.pk}/confirm/")
    with working(home) as worker:
        begun(imported)
        worker.kill()
    assert Report.objects.count() in range(CHUNK, ROWS, CHUNK)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3)):
        assert "Nothing has moved since" in said(pia, imported)
        pia.post(f"/imports/{imported.pk}/go-on/")
    with working(home):
        pass
    assert "What was imported" in said(pia, imported)
    assert Report.objects.count() == Report.objects.values("activity").distinct().count() == ROWS
