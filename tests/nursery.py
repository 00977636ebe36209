"""Processes that are killed at random moments, one after the other: each is there at once, so that many can be.

They are forked from one process (`born.py`) that has loaded the site and holds no connection.
"""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import IO

from django.db import connection

from tests.architecture.sources import ROOT
from tests.site import surroundings


class Nursery:
    """Children on the test's own database."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked: IO[str] = process.stdin
        self._said: IO[str] = process.stdout

    def killed(self, work: str, *arguments: str, after: float) -> list[str]:
        """What a child said that was killed so many seconds after it was born; `done` last, if it was through."""
        child = self._born(work, arguments)
        time.sleep(after)
        return self._ended(child, [])

    def done(self, work: str, *arguments: str) -> None:
        """A child that works to its end."""
        child, said = self._born(work, arguments), [""]
        while said[-1] != "done":
            said.append(self._line())
        self._ended(child, said)

    def _born(self, work: str, arguments: tuple[str, ...]) -> int:
        print(shlex.join([work, *arguments]), file=self._asked, flush=True)
        return int(self._line())

    def _ended(self, child: int, said: list[str]) -> list[str]:
        os.kill(child, signal.SIGKILL)
        while (line := self._line()) != "gone":
            said.append(line)
        _finished()
        return said

    def _line(self) -> str:
        line = self._said.readline()
        assert line, "Whoever bears them has died."
        return line.strip()


@contextmanager
def nursery(home: Path) -> Iterator[Nursery]:
    connection.close()
    environment = {**surroundings(home), "DJANGO_SETTINGS_MODULE": "plaudit.web.settings"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    # Models can be named when the applications are there.
    command = [sys.executable, "-c", "import django; django.setup(); from tests.born import main; main()"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def moments(seed: int, latest: float, times: int) -> Iterator[float]:
    """So many random moments, the same each time."""
    chance = Random(seed)
    return (chance.uniform(0, latest) for _ in range(times))


def _finished() -> None:
    """PostgreSQL finishes the last transaction of a client that is gone."""
    while connection.vendor == "postgresql" and _others() > 0:
        time.sleep(0.01)


def _others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])
