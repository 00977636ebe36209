"""Preparing a close: everything that it would book and state, calculated from what is known now; nothing is booked."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from plaudit import __version__
from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.runs.bring import digest as plans_digest
from plaudit.ledger.closed import Closed, closed
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program, Version
from plaudit.statements.budget import planned
from plaudit.statements.desk import Desk, Stated
from plaudit.statements.drafts import sweep
from plaudit.statements.gather import Gathered, gather
from plaudit.statements.models import Draft, Prepared
from plaudit.statements.money import pay_money
from plaudit.statements.reckon import Asked
from plaudit.values.period import Period

# People at a time.
SOME = 200


@dataclass(frozen=True, slots=True)
class Work:
    """A close laid out: every program calculated, everybody who has a statement, in byte order of the keys."""

    asked: Asked
    desk: Desk
    gathered: tuple[Gathered, ...]
    people: tuple[str, ...]

    def statements(self, people: Sequence[str]) -> Iterator[Stated]:
        """One after the other: each is forgotten before the next one's lines are laid out."""
        return (self.desk.statement(person, self.gathered) for person in people)


def lay_out(asked: Asked, before: Sequence[Closed], *, elsewhere: bool) -> Work:
    """Calculate every program that was published by then: also one that has ended may have something to adjust.

    Raises Unreadable when a plan cannot be calculated exactly.
    """
    published = Version.objects.filter(arrival__lte=asked.watermark).values("program")
    programs = Program.objects.filter(pk__in=published).order_by("key")
    gathered = tuple(gather(program, asked, before) for program in programs)
    money = pay_money(asked.period.last, asked.watermark, asked.known_at)
    desk = Desk.of(asked, before, money, elsewhere=elsewhere)
    people = desk.people.union(*(each.people | set(each.different) for each in gathered))
    return Work(asked, desk, gathered, tuple(sorted(people, key=str.encode)))


def prepare(draft: Draft, *, at: datetime) -> Draft:
    """Calculate a draft to its end; begun again after a stop it comes to the same bytes.

    Raises Unreadable when a plan cannot be calculated exactly.
    """
    asked = Asked(draft.period, Period(draft.starts, draft.ends), draft.known_at, draft.watermark)
    before = tuple(each for each in closed() if each.period.end <= draft.starts)
    work = lay_out(asked, before, elsewhere=draft.elsewhere)
    _state(draft, work)
    facts = {
        "plans": {each.program.key: _plans(each, asked) for each in work.gathered},
        "engine": f"duckdb, plaudit {__version__}",
        "problems": sum(len(each.period.problems) for each in work.gathered),
        "budgets": [told for each in work.gathered for told in planned(each)],
    }
    Draft.objects.filter(pk=draft.pk, ready_at=None).update(ready_at=at, digest=_digest(draft), facts=facts)
    # Another one may have been begun, or closed, while this one was calculated.
    sweep()
    draft.refresh_from_db()
    return draft


def _state(draft: Draft, work: Work) -> None:
    """Those who are not there yet; `done` tells whoever waits how far it is."""
    there = set(Prepared.objects.filter(draft=draft).values_list("person", flat=True))
    Draft.objects.filter(pk=draft.pk).update(people=len(work.people), done=len(there))
    done = len(there)
    rows = (_row(draft, each) for each in work.statements([key for key in work.people if key not in there]))
    while some := list(islice(rows, SOME)):
        done += len(some)
        with transaction.atomic():
            Prepared.objects.bulk_create(some, ignore_conflicts=True)
            Draft.objects.filter(pk=draft.pk).update(done=done)


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
