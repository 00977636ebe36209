"""The other side of `nursery.py`: forks a child for each line it reads, from a process that has everything loaded.

A line is what the child works at, with its arguments; the answer is the child's number, what the child says, and `gone`
after its end, which comes from outside.
"""

import importlib
import os
import shlex
import signal
import sys
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

from plaudit.activities.catalogue import BUILT_IN
from plaudit.activities.log import New, Reached, log
from plaudit.activities.reported import Told
from plaudit.activities.verify import verify
from plaudit.connectors.upload.check import Taker
from plaudit.connectors.upload.find import find
from plaudit.connectors.upload.origin import origin
from plaudit.connectors.upload.take import take
from plaudit.earnings.runs.bring import bring
from plaudit.ledger.closed import closed
from plaudit.people.access import Reader, reader
from plaudit.people.models import Login
from plaudit.plans.programs.models import Program
from plaudit.statements.begin import begin
from plaudit.statements.close import close
from plaudit.statements.decide import Said, decide
from plaudit.statements.drafts import latest
from plaudit.statements.payouts.approve import approve
from plaudit.statements.payouts.confirm import mark, reconcile
from plaudit.statements.payouts.make import Asked, make
from plaudit.statements.payouts.models import Batch, Confirmation
from plaudit.statements.payouts.send import send
from plaudit.statements.payouts.stands import stands
from plaudit.statements.points import points
from plaudit.statements.prepare import prepare
from plaudit.values.money import Money
from plaudit.values.period import Period

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)


def say(words: str) -> None:
    """In one piece, which no end of a process can cut."""
    os.write(1, f"{words}\n".encode())


def who(key: str) -> Reader:
    return reader(Login.objects.get(person__key=key), AT.date())


def log_acts() -> None:
    """Logs, verifies and calculates until somebody stops it; says each act when it is done."""
    ada, pia = who("ada"), who("pia")
    told = Told("review", date(2026, 9, 1), account="oak", person="ada")
    while True:
        key = f"review-{uuid.uuid4().hex}"
        log(New(key, told, Reached("published", date(2026, 9, 2))), by=ada, at=AT, catalogue=BUILT_IN)
        verify([(key, "published")], by=pia, at=AT)
        say(key)
        bring(Program.objects.get(), Period.of("2026-Q3"), at=AT)


def import_files(*paths: str) -> None:
    take(find([Path(path) for path in paths]), origin("files"), Taker("", AT, lambda _stage, _done, _total: None))


def close_periods(*names: str) -> None:
    """One after the other, each step where the last child left it."""
    fay, there = who("fay"), {each.name for each in closed()}
    for name in names:
        if name in there:
            continue
        draft = prepare(latest(name) or begin(Period.of(name), by="pia", at=AT), at=AT)
        for point in points(draft):
            if point.open:
                decide(draft, Said(point.code, draft.digest, "seen"), by=fay, at=AT)
        close(draft, by="fay", at=AT)


def pay_out(*names: str) -> None:
    """Each period's payout from its making to what the bank says: the first line failed, the others were paid."""
    fay, there = who("fay"), set(Confirmation.objects.values_list("batch__period", flat=True))
    for name in names:
        if name in there:
            continue
        asked = Asked(name, "sales", "USD", "generic", date(2026, 10, 15))
        batch = Batch.objects.filter(period=name).first() or make(asked, by=fay, at=AT)
        for key in ("kim", "zed"):
            approve(batch, shown=stands(batch).digest, by=who(key), at=AT)
        send(batch, by=fay, at=AT)
        mark(batch, [1], "failed", by=fay, at=AT)
        paid = [f"{line.slip.reference},{Money(line.slip.amount, 'USD')},paid" for line in stands(batch).lines[1:]]
        reconcile(batch, "bank.csv", "\n".join(["reference,amount,state", *paid]).encode(), by=fay, at=AT)


# What the work imports when it comes to it, so that a child begins at once.
for late in ("pyarrow", "pandas", "plaudit.activities.lay", "plaudit.plans.instruments.bounty"):
    importlib.import_module(late)

WORK = {each.__name__: each for each in (log_acts, import_files, close_periods, pay_out)}


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


def main() -> None:
    for line in sys.stdin:
        bear(line)
