"""What became of what was sent: marked by hand, or read line by line from what the bank or payroll says."""

import csv
import hashlib
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from plaudit.ledger.booking import Kind
from plaudit.ledger.models import Posting
from plaudit.ledger.post import Reason, post
from plaudit.people.access import Reader
from plaudit.people.arrive import hold
from plaudit.people.journal import journal
from plaudit.people.models import Person
from plaudit.people.tell import tell
from plaudit.statements.payouts.approve import not_own
from plaudit.statements.payouts.make import may_pay
from plaudit.statements.payouts.models import Batch, Confirmation, Outcome, Slip
from plaudit.statements.payouts.send import booking
from plaudit.statements.payouts.stands import Stands, stands
from plaudit.values.money import Money, MoneyUnreadable
from plaudit.values.refused import Refused

# From where a line gets to each outcome.
FROM: dict[str, str] = {"paid": "sent", "failed": "sent", "returned": "paid"}
# The states of a line that has been there already.
PASSED = {"paid": {"paid", "returned"}, "failed": {"failed"}, "returned": {"returned"}}
KINDS: dict[str, Kind] = {"paid": "paid", "failed": "failed", "returned": "returned"}
# How banks and payrolls say it.
SAID = {
    **dict.fromkeys(("paid", "confirmed", "settled", "executed"), "paid"),
    **dict.fromkeys(("failed", "rejected"), "failed"),
    "returned": "returned",
}
HEADINGS = ("reference", "amount", "state")
LARGEST = 5 * 1024 * 1024


@transaction.atomic
def mark(batch: Batch, places: Collection[int] | None, what: str, *, by: Reader, at: datetime) -> Posting | None:
    """Book that these lines (all that can be, where None) were paid, failed or returned; None where all were already.

    Raises Refused for a line that cannot have come to that.
    """
    now = _confirmable(batch, by)
    if what not in FROM:
        raise Refused("outcome-unknown", f"A line is paid, failed or returned, not {what}.")
    unknown = set() if places is None else set(places) - {line.slip.place for line in now.lines}
    if unknown:
        raise Refused("line-unknown", f"Payout {batch.pk} has no line {min(unknown)}.")
    chosen: dict[Slip, list[str]] = {}
    for line in now.lines:
        if line.state == FROM[what]:
            if places is None or line.slip.place in places:
                chosen[line.slip] = [what]
        elif places is not None and line.slip.place in places and line.state != what:
            raise Refused("outcome-impossible", f"{line.slip.reference} is {line.state}: it cannot be {what}.")
    return _book(now, chosen, {"marked": what}, by=by, at=at)


@dataclass(slots=True)
class _Reading:
    """What a file says of a batch, as it is read row by row."""

    now: Stands
    chosen: dict[Slip, list[str]] = field(default_factory=dict)
    known: int = 0
    mismatches: list[str] = field(default_factory=list)

    def row(self, number: int, row: Mapping[str, str]) -> None:
        wrong = self._met(row)
        if wrong:
            self.mismatches.append(f"Line {number}: {wrong}")

    def _met(self, row: Mapping[str, str]) -> str:
        """Why the row does not fit; empty where it does."""
        reference, said = row["reference"].strip(), row["state"].strip().lower()
        slip, state = self._named(reference)
        if slip is None:
            return f"{reference[:40]!r} names no line of this payout."
        what = SAID.get(said)
        if what is None:
            return f"{said[:40]!r} is no state; write paid, failed or returned."
        amount = _amount(row["amount"].strip(), self.now.batch.currency)
        if amount != slip.amount:
            sent = Money(slip.amount, self.now.batch.currency)
            return f"{slip.reference} was sent as {sent}; the file says {row['amount'].strip()[:40]!r}."
        return self._moved(slip, state, what)

    def _moved(self, slip: Slip, state: str, what: str) -> str:
        became = self.chosen.get(slip, [])
        if what in became:
            return f"{slip.reference} stands there twice as {what}."
        if state in PASSED[what]:
            self.known += 1
            return ""
        last = [state, *became][-1]
        if last != FROM[what]:
            return f"{slip.reference} is {last}: it cannot be {what}."
        self.chosen.setdefault(slip, []).append(what)
        return ""

    def _named(self, reference: str) -> tuple[Slip | None, str]:
        """By our reference, or by her number with payroll where she has one line."""
        by_reference = [line for line in self.now.lines if line.slip.reference == reference]
        numbers = {pay.reference: pay.number for pay in self.now.payroll.lines}
        found = by_reference or [
            line for line in self.now.lines if reference and numbers[line.slip.reference] == reference
        ]
        return (found[0].slip, found[0].state) if len(found) == 1 else (None, "")


@transaction.atomic
def reconcile(batch: Batch, name: str, body: bytes, *, by: Reader, at: datetime) -> Confirmation:
    """Book every line of a file (reference, amount, state) that fits; name every one that does not.

    Raises Refused for a file that cannot be read at all. The same file again books nothing.
    """
    now = _confirmable(batch, by)
    reading = _Reading(now)
    for number, row in _rows(body):
        reading.row(number, row)
    digest = hashlib.sha256(body).hexdigest()
    facts = {"file_digest": digest, "mismatches": len(reading.mismatches)}
    _book(now, reading.chosen, facts, by=by, at=at)
    return Confirmation.objects.create(
        batch=batch,
        name=name[-200:],
        digest=digest,
        by=by.key,
        at=at,
        booked=len(reading.chosen),
        known=reading.known,
        mismatches=reading.mismatches,
    )


def _confirmable(batch: Batch, by: Reader) -> Stands:
    may_pay(by)
    hold()
    now = stands(batch)
    if now.state not in {"sent", "settled"}:
        raise Refused("not-sent", f"Payout {batch.pk} is not sent: nothing of it can be confirmed.")
    not_own(now, by)
    return now


def _book(
    now: Stands, chosen: Mapping[Slip, list[str]], facts: Mapping[str, object], *, by: Reader, at: datetime
) -> Posting | None:
    if not chosen:
        return None
    batch = now.batch
    before = Outcome.objects.filter(slip__batch=batch).order_by().values("posting").distinct().count()
    reason = Reason("confirmation", f"confirmation {batch.pk} {before + 1}", batch.period, by.key, at, facts)
    pairs = [(slip, what) for slip, became in chosen.items() for what in became]
    posting = post(reason, [booking(KINDS[what], slip) for slip, what in pairs])
    Outcome.objects.bulk_create(
        Outcome(slip=slip, what=what, at=at, by=by.key, posting=posting) for slip, what in pairs
    )
    last = {slip.due.person: became[-1] for slip, became in chosen.items()}
    for person in Person.objects.filter(key__in=last):
        tell(person, f"payout-{last[person.key]}", str(batch.pk), at=at)
    journal("confirmed", batch, by=by.key, at=at, lines=len(pairs), head=posting.head, **facts)
    return posting


def _rows(body: bytes) -> list[tuple[int, Mapping[str, str]]]:
    if len(body) > LARGEST:
        raise Refused("file-too-large", f"The file has more than {LARGEST // 1024 // 1024} MB.")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Refused("file-unreadable", "The file is not CSV in UTF-8.") from wrong
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        heads = [head.strip().lower() for head in next(rows, [])]
        missing = [head for head in HEADINGS if head not in heads]
        if missing:
            raise Refused("column-missing", f"The file has no column {missing[0]}; it needs {', '.join(HEADINGS)}.")
        return [(rows.line_num, dict(zip(heads, [*row, *[""] * len(heads)], strict=False))) for row in rows if any(row)]
    except csv.Error as wrong:
        raise Refused("file-unreadable", f"The file is not CSV: {wrong}.") from wrong


def _amount(text: str, currency: str) -> int | None:
    try:
        return Money.of(text, currency).minor
    except MoneyUnreadable:
        return None
