"""`plaudit worker`: long work and letters, apart from the site."""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Annotated

import typer

from plaudit.cli.site import load
from plaudit.values.refused import Unreadable

LOG = logging.getLogger(__name__)
# Pages come first: the worker takes what they leave of the processors, and what is only brought up to date rests
# afterwards, so many times as long as that took.
NICE = 10
REST = 9


@dataclass
class Resting:
    """Work that waits until it has rested from the last time."""

    work: Callable[[], None]
    until: float = 0.0

    def __call__(self) -> None:
        began = time.monotonic()
        if began >= self.until:
            self.work()
            self.until = time.monotonic() + REST * (time.monotonic() - began)


def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then end.")] = False,
    site: Annotated[str, typer.Option(help="The address that links in letters lead to.")] = "http://localhost:8000",
) -> None:
    """Do long work and send notices, until it is stopped."""
    load()
    # Django is there only now.
    from django_tasks_db.management.commands.db_worker import Worker

    # As above.
    from plaudit.evidence.site.look_again import answer_first, look_again
    from plaudit.people.outbox import send_waiting

    tasks = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=_name(),
        excluded_queue_names=[],
    )
    tasks.configure_signals()
    os.nice(NICE)
    up_to_date = (Resting(_periods), Resting(lambda: look_again(datetime.now(UTC))))
    while True:
        tasks.run()
        answer_first(datetime.now(UTC))
        for each in up_to_date:
            each()
        send_waiting(site, at=datetime.now(UTC))
        if once or not tasks.running:
            return
        time.sleep(1)


def _periods() -> None:
    """Contests, budgets and whatever else of a large company a page did not wait for."""
    # Django is there only when this is called.
    from plaudit.earnings.runs.bring import lagging, whole

    for run in lagging():
        try:
            whole(run, at=datetime.now(UTC))
        except Unreadable as unreadable:
            # What no calculation can take must not keep the worker from the others.
            _say(f"{run.program.key} {run.period}", tuple(problem.code for problem in unreadable.problems))


@cache
def _say(what: str, codes: tuple[str, ...]) -> None:
    """Once in a process, and without a name or an amount: a log has other readers than the pages."""
    LOG.warning("%s is not calculated: %s", what, ", ".join(codes))


def _name() -> str:
    """Another one for each worker: tasks remember who took them."""
    # Needed here alone.
    from uuid import uuid4

    return uuid4().hex
