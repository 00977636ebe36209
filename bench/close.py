"""Closing a quarter of a large company: prepared, booked, verified; how long, how large.

`python -m bench.close` measures SQLite; with PLAUDIT_DATABASE set, that PostgreSQL. Everything is timed in one process,
by the clock and by the processor.
"""

import argparse
import os
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

HOME = Path(".bench") / "close"
NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
FIRST = date(2026, 7, 1)
KINDS = (("referral", "demo"), ("review", "published"), ("testimonial", "published"), ("csql", "won"))
ROWS = 50_000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--activities", type=int, default=1_000_000)
    arguments.add_argument("--people", type=int, default=10_000)
    said = arguments.parse_args()
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    os.environ |= {"PLAUDIT_HOME": str(HOME.absolute()), "DJANGO_SETTINGS_MODULE": "plaudit.web.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with timed("filled"):
        fill(said.people, said.activities)
    closed_once()


def closed_once() -> None:
    from plaudit.ledger.verify import verify
    from plaudit.people.access import reader
    from plaudit.people.models import Login
    from plaudit.statements.begin import begin
    from plaudit.statements.close import close
    from plaudit.statements.decide import Said, decide
    from plaudit.statements.points import points
    from plaudit.statements.prepare import prepare
    from plaudit.values.period import Period

    with timed("prepared"):
        draft = prepare(begin(Period.of("2026-Q3"), by="pia", at=NOW), at=NOW)
    fay = reader(Login.objects.get(person__key="fay"), NOW.date())
    with timed("list worked off"):
        for point in points(draft):
            if point.open:
                decide(draft, Said(point.code, draft.digest, "seen"), by=fay, at=NOW)
    with timed("closed"):
        close(draft, by="fay", at=NOW)
    with timed("verified"):
        found = verify()
    print(f"{found.entries:,} entries, {found.papers:,} statements, wrong: {found.wrong}")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


@contextmanager
def timed(what: str) -> Iterator[None]:
    wall, processor = time.monotonic(), time.process_time()
    yield
    print(f"{what}: {time.monotonic() - wall:.1f} s, processor {time.process_time() - processor:.1f} s", flush=True)


def fill(people: int, activities: int) -> None:
    """Every activity was brought by somebody, reached its milestone on a day of the quarter, and is verified."""
    from django.db import transaction

    from plaudit.activities.models import Activity, Milestone, Report
    from plaudit.people.arrive import arrive
    from plaudit.people.models import Duty, Employment, Login, Person
    from plaudit.plans.programs.publish import publish

    with transaction.atomic():
        arrival = arrive("bench", by="", at=NOW - timedelta(days=30))
        keys = [f"p-{number:05}" for number in range(people)]
        stored(Person(key=key, name=key) for key in keys)
        stored(Employment(person_id=key, role="csm", **arrival.stamp) for key in keys)
        stored(Activity(key=f"x-{number:07}") for number in range(activities))
        stored(Report(**report(number, keys), **arrival.stamp) for number in range(activities))
        stored(Milestone(**milestone(number), verified=True, **arrival.stamp) for number in range(activities))
        for key, duty in (("pia", "operations"), ("fay", "finance")):
            person = Person.objects.create(key=key, name=key)
            Duty.objects.create(person=person, duty=duty, starts=date(2024, 1, 1), **arrival.stamp)
            Login.objects.create_user(f"{key}@example.com", person)
    publish(Path(__file__).with_name("close.yaml").read_text("utf-8"), by="pia", at=NOW - timedelta(days=20))


def report(number: int, keys: list[str]) -> dict[str, Any]:
    kind, _ = KINDS[number % len(KINDS)]
    amount = {"amount": (5_000 + number % 1_000) * 1_000_000, "currency": "USD"} if kind == "csql" else {}
    of = {"activity_id": f"x-{number:07}", "person_id": keys[number * 104_729 % len(keys)]}
    return {**of, "kind": kind, "opened_on": on(number), **amount}


def milestone(number: int) -> dict[str, Any]:
    _, reached = KINDS[number % len(KINDS)]
    return {"activity_id": f"x-{number:07}", "milestone": reached, "on": on(number)}


def on(number: int) -> date:
    return FIRST + timedelta(days=number % 92)


def stored(rows: Iterator[Any]) -> None:
    while some := list(islice(rows, ROWS)):
        type(some[0])._default_manager.bulk_create(some)


if __name__ == "__main__":
    main()
