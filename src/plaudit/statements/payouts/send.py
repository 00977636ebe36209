"""Sending a batch: its file is made and what is sent is booked, in one transaction."""

import hashlib
import json
import zlib
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from plaudit.ledger.booking import Booking, Kind
from plaudit.ledger.chain import BEGIN
from plaudit.ledger.models import Posting
from plaudit.ledger.post import Reason, Sheet, post
from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.statements.payouts import layouts
from plaudit.statements.payouts.approve import not_own, still
from plaudit.statements.payouts.make import may_pay
from plaudit.statements.payouts.models import Batch, Exported, Slip, Step
from plaudit.statements.payouts.payable import owed
from plaudit.statements.payouts.stands import APPROVALS, Stands, stands
from plaudit.values.refused import Refused


@transaction.atomic
def send(batch: Batch, *, by: Reader, at: datetime) -> Posting:
    """Sending again answers with what was posted.

    Raises Refused before two people have approved it as it is now.
    """
    may_pay(by)
    hold()
    now = stands(batch)
    if now.ended is not None and now.ended.posting is not None:
        return now.ended.posting
    still(now)
    not_own(now, by)
    if now.state != "approved":
        missing = APPROVALS - len(now.approvals)
        raise Refused("not-approved", f"Payout {batch.pk} waits for {missing} more to approve it as it is now.")
    _owes(now)
    last = Posting.objects.order_by("-number").first()
    layout = layouts.find(batch.layout)
    payroll = replace(now.payroll, head=BEGIN if last is None else last.head)
    body = layouts.as_bytes(layouts.table(layout, payroll))
    file = Exported(batch=batch, name=layout.file_name(payroll), digest=hashlib.sha256(body).hexdigest())
    reason = Reason("payout", f"payout {batch.pk}", batch.period, by.key, at, _facts(now, file, payroll.head))
    posting = post(reason, (booking("sent", line.slip) for line in now.lines), [_sheet(now)])
    Exported.objects.create(batch=batch, name=file.name, digest=file.digest, packed=zlib.compress(body, 6))
    Step.objects.create(batch=batch, what=Step.What.SENT, digest=now.digest, by=by.key, at=at, posting=posting)
    journal("sent", batch, by=by.key, at=at, file=file.name, digest=file.digest, head=posting.head)
    return posting


def booking(kind: Kind, slip: Slip) -> Booking:
    """The same section as its `due`; the cause is the line of the batch, so that the books lead back to it."""
    due = slip.due
    return Booking(
        kind=kind,
        person=due.person,
        program=due.program,
        version=due.version,
        funded_by=due.funded_by,
        origin=due.origin,
        amount=slip.amount,
        currency=due.into_currency,
        cause=slip.reference,
        into=slip.amount,
        into_currency=due.into_currency,
    )


def file_of(batch: Batch) -> tuple[str, bytes] | None:
    """Its name and bytes as payroll got them; None before it is sent."""
    kept = Exported.objects.filter(batch=batch).first()
    return None if kept is None else (kept.name, zlib.decompress(kept.packed))


def _owes(now: Stands) -> None:
    """The books have the last word, whatever the batches say."""
    left = {each.due: each.amount for each in owed()}
    for line in now.lines:
        if left.get(line.slip.due_id) != line.slip.amount:
            raise Refused("not-owed", f"The books do not owe {line.slip.reference} any more: discard the payout.")


def _facts(now: Stands, file: Exported, head: str) -> dict[str, object]:
    """Who made and approved it, and which file it became; no word about people."""
    batch = now.batch
    return {
        "payout": batch.pk,
        "funded_by": batch.funded_by,
        "currency": batch.currency,
        "layout": batch.layout,
        "pay_on": batch.pay_on.isoformat(),
        "lines": len(now.lines),
        "total": now.total,
        "made_by": batch.made_by,
        "made_at": batch.made_at.isoformat(),
        "approved": [{"by": step.by, "at": step.at.isoformat(), "digest": step.digest} for step in now.approvals],
        "digest": now.digest,
        "file": file.name,
        "file_digest": file.digest,
        "head_before": head,
    }


def _sheet(now: Stands) -> Sheet:
    """What was sent, by keys only: a file for payroll may hold names, which the books never do."""
    lines = [
        [pay.reference, pay.person, pay.program, pay.funded_by, pay.period, pay.amount, now.batch.currency]
        for pay in now.payroll.lines
    ]
    body = json.dumps({"format": 1, "payout": now.batch.pk, "lines": lines}, ensure_ascii=False, separators=(",", ":"))
    return Sheet.of(f"payout {now.batch.pk}", body.encode())


__all__ = ["booking", "file_of", "send"]
