"""Sending a paid list: kept with its hash until somebody deletes it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from plaudit.earnings.shadow.models import Comparison
from plaudit.people.access import Reader
from plaudit.people.journal import journal
from plaudit.plans.programs.find import calendar
from plaudit.plans.programs.models import Program
from plaudit.values.period import Period, PeriodUnreadable
from plaudit.values.refused import Refused

# Bytes: some hundred thousand rows.
LARGEST = 1 << 24
ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class PaidList:
    """A file as it was sent, and what it says it paid: a program's period."""

    name: str
    content: bytes
    program: str
    period: str


@transaction.atomic
def send(paid: PaidList, *, by: Reader, at: datetime) -> Comparison:
    _may(by)
    name = Path(paid.name).name
    if not name.lower().endswith(ENDINGS):
        raise Refused("file-kind", f"{name} is neither CSV nor XLSX: save it as one of these.")
    if len(paid.content) > LARGEST:
        raise Refused("file-too-large", f"{name} has more than {LARGEST:,} bytes: use `plaudit compare`.")
    program = Program.objects.filter(key=paid.program).first()
    if program is None:
        raise Refused("program-unknown", "There is no such program any more: load the page again.")
    named = calendar()
    try:
        period = Period.of(paid.period.strip(), named.first_month, named.named_by)
    except PeriodUnreadable as wrong:
        raise Refused("period-unreadable", str(wrong)) from wrong
    sent = Comparison.objects.create(
        program=program,
        period=period.name(named.first_month, named.named_by),
        by=by.key,
        sent_at=at,
        moved_at=at,
        file_name=name[-_LONGEST:],
        file_hash=hashlib.sha256(paid.content).hexdigest(),
        content=paid.content,
    )
    _journal("sent-paid-list", sent, by, at)
    return sent


@transaction.atomic
def again(comparison: Comparison, *, by: Reader, at: datetime) -> None:
    """The same list beside what is known by now."""
    _may(by)
    Comparison.objects.filter(pk=comparison.pk).update(
        answered_at=None, told={}, problems=[], stage="", done=0, total=0, moved_at=at
    )


@transaction.atomic
def delete(comparison: Comparison, *, by: Reader, at: datetime) -> None:
    """With the file; the journal keeps that it was there."""
    _may(by)
    if Comparison.objects.filter(pk=comparison.pk).delete()[0]:
        _journal("deleted-paid-list", comparison, by, at)


_LONGEST = 80


def _may(by: Reader) -> None:
    if not (by.operations or by.finance):
        raise Refused("not-yours-to-compare", "Operations and finance compare what was paid; ask them.")


def _journal(did: str, sent: Comparison, by: Reader, at: datetime) -> None:
    facts = {"program": sent.program.key, "period": sent.period, "hash": sent.file_hash}
    journal(did, f"file {sent.file_name}", by=by.key, at=at, **facts)
