"""Preparing a close: everything that it would book and state, calculated from what is known now; nothing is booked."""

import hashlib
import zlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from plaudit import __version__
from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.runs.bring import digest as plans_digest
from plaudit.ledger.closed import closed
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program, Version
from plaudit.statements.budget import planned
from plaudit.statements.desk import Desk, Stated
from plaudit.statements.gather import Gathered, gather
from plaudit.statements.models import Draft, Prepared
from plaudit.statements.money import pay_money
from plaudit.statements.reckon import Asked
from plaudit.values.period import Period

# People at a time: their lines and sentences are in memory together.
SOME = 200


def prepare(draft: Draft, *, at: datetime) -> Draft:
    """Calculate a draft to its end; begun again after a stop it comes to the same bytes.

    Raises Unreadable when a plan cannot be calculated exactly.
    """
    asked = Asked(draft.period, Period(draft.starts, draft.ends), draft.known_at, draft.watermark)
    before = tuple(each for each in closed() if each.period.end <= draft.starts)
    gathered = [gather(program, asked, before) for program in _programs(draft)]
    money = pay_money(asked.period.last, asked.watermark, asked.known_at)
    desk = Desk.of(asked, before, money, elsewhere=draft.elsewhere)
    keys = sorted(desk.people.union(*(each.people | set(each.different) for each in gathered)), key=str.encode)
    _state(draft, desk, gathered, keys)
    facts = {
        "plans": {each.program.key: _plans(each, asked) for each in gathered},
        "engine": f"duckdb, plaudit {__version__}",
        "problems": sum(len(each.period.problems) for each in gathered),
        "budgets": [told for each in gathered for told in planned(each)],
    }
    Draft.objects.filter(pk=draft.pk, ready_at=None).update(ready_at=at, digest=_digest(draft), facts=facts)
    draft.refresh_from_db()
    return draft


def _programs(draft: Draft) -> list[Program]:
    """Every program that was published by then: also one that has ended may have something to adjust."""
    known = Version.objects.filter(arrival__lte=draft.watermark).values("program")
    return list(Program.objects.filter(pk__in=known).order_by("key"))


def _state(draft: Draft, desk: Desk, gathered: Sequence[Gathered], keys: Sequence[str]) -> None:
    """A few people at a time, those who are not there yet."""
    there = set(Prepared.objects.filter(draft=draft).values_list("person", flat=True))
    missing = [key for key in keys if key not in there]
    Draft.objects.filter(pk=draft.pk).update(people=len(keys), done=len(there))
    for start in range(0, len(missing), SOME):
        chunk = missing[start : start + SOME]
        some = [(each, each.some(chunk)) for each in gathered]
        rows = [_row(draft, desk.statement(person, some)) for person in chunk]
        with transaction.atomic():
            Prepared.objects.bulk_create(rows, ignore_conflicts=True)
            Draft.objects.filter(pk=draft.pk).update(done=len(there) + start + len(rows))


def _row(draft: Draft, stated: Stated) -> Prepared:
    return Prepared(
        draft=draft,
        person=stated.person,
        digest=stated.digest,
        body=zlib.compress(stated.body, 6),
        bookings=zlib.compress(stated.bookings, 6),
        told=stated.told,
    )


def _plans(gathered: Gathered, asked: Asked) -> str:
    return plans_digest(versions(gathered.program, catalogue(), asked.watermark))


def _digest(draft: Draft) -> str:
    """Over everybody's statement and bookings, in byte order of the persons' keys."""
    rows = Prepared.objects.filter(draft=draft).values_list("person", "digest")
    told = "\n".join(f"{person} {digest}" for person, digest in sorted(rows, key=lambda row: row[0].encode()))
    return hashlib.sha256(told.encode()).hexdigest()
