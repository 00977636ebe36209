"""The other side of `nursery.py`: forks a child for each line it reads, from a process that has everything loaded.

A line is what the child works at, with its arguments; the answer is the child's number, what the child says, and `gone`
after its end, which comes from outside.
"""

import os
import shlex
import signal
import sys
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import django

django.setup()

from plaudit.activities.catalogue import BUILT_IN  # noqa: E402 -- models can be named when the applications are there
from plaudit.activities.log import New, Reached, log  # noqa: E402 -- as above
from plaudit.activities.reported import Told  # noqa: E402 -- as above
from plaudit.activities.verify import verify  # noqa: E402 -- as above
from plaudit.connectors.upload.check import Taker  # noqa: E402 -- as above
from plaudit.connectors.upload.find import find  # noqa: E402 -- as above
from plaudit.connectors.upload.origin import origin  # noqa: E402 -- as above
from plaudit.connectors.upload.take import take  # noqa: E402 -- as above
from plaudit.earnings.runs.bring import bring  # noqa: E402 -- as above
from plaudit.people.access import reader  # noqa: E402 -- as above
from plaudit.people.models import Login  # noqa: E402 -- as above
from plaudit.plans.programs.models import Program  # noqa: E402 -- as above
from plaudit.values.period import Period  # noqa: E402 -- as above

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)


def say(words: str) -> None:
    """In one piece, which no end of a process can cut."""
    os.write(1, f"{words}\n".encode())


def log_acts() -> None:
    """Logs, verifies and calculates until somebody stops it; says each act when it is done."""
    ada, pia = (reader(Login.objects.get(person__key=key), AT.date()) for key in ("ada", "pia"))
    told = Told("review", date(2026, 9, 1), account="oak", person="ada")
    while True:
        key = f"review-{uuid.uuid4().hex}"
        log(New(key, told, Reached("published", date(2026, 9, 2))), by=ada, at=AT, catalogue=BUILT_IN)
        verify([(key, "published")], by=pia, at=AT)
        say(key)
        bring(Program.objects.get(), Period.of("2026-Q3"), at=AT)


def import_files(*paths: str) -> None:
    take(find([Path(path) for path in paths]), origin("files"), Taker("", AT, lambda _stage, _done, _total: None))


WORK = {each.__name__: each for each in (log_acts, import_files)}


def bear(line: str) -> None:
    name, *arguments = shlex.split(line)
    child = os.fork()
    if child == 0:
        say(str(os.getpid()))
        WORK[name](*arguments)
        say("done")
        # Whoever asked for it ends it.
        signal.pause()
    os.waitpid(child, 0)
    say("gone")


if __name__ == "__main__":
    for line in sys.stdin:
        bear(line)
