"""The door through which facts come in: one arrival, one moment, one writer at a time."""

import time
from datetime import datetime, timedelta

from django.db import connection, transaction

from plaudit.people.models import Arrival

# Any number, as long as it is the same one: PostgreSQL's lock for whoever numbers rows.
WRITER = 7_042_017
# A little more than SQLite's, in seconds.
_LONGEST_STEP = 0.11


def arrive(source: str, *, by: str, at: datetime) -> Arrival:
    """A new arrival, its moment later than every one before; call it inside the transaction that writes the facts.

    One writer at a time, so that a number is never seen before a smaller one; and none is left out by a writer that
    was stopped, as a sequence of the database would, because the books say up to which number a close knew.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An arrival belongs to the transaction of its facts.")
    hold()
    last = Arrival.objects.order_by("-pk").first()
    if last is None:
        return Arrival.objects.create(pk=1, recorded_at=at, by=by, source=source)
    # A clock that stands still or runs backwards must not let a correction look older than what it corrects.
    moment = max(at, last.recorded_at + timedelta(microseconds=1))
    return Arrival.objects.create(pk=last.pk + 1, recorded_at=moment, by=by, source=source)


def hold() -> None:
    """Be the one writer of numbered rows until the transaction ends.

    Before any lock on a row, because whoever writes a row of a sealed table holds as well (`seal.py`), and two who
    wait for each other would wait for ever. SQLite has one writer by itself (its transactions start immediate);
    PostgreSQL waits for the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER])


def give_way() -> None:
    """Between two transactions of long work: let whoever waits write first.

    PostgreSQL keeps a queue. Those who wait for SQLite look again in steps of up to a tenth of a second
    (sqliteDefaultBusyCallback in its source), and would find it taken each time until the long work is done.
    """
    if connection.vendor == "sqlite":
        time.sleep(_LONGEST_STEP)


def watermark() -> int:
    """The number of the last arrival; 0 before the first."""
    last = Arrival.objects.order_by("-pk").values_list("pk", flat=True).first()
    return 0 if last is None else last
