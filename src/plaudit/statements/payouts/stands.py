"""Where a batch stands: derived from who approved, sent or gave it up, and from what became of its lines."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from plaudit.people.names import names
from plaudit.statements.payouts import layouts
from plaudit.statements.payouts.codes import codes
from plaudit.statements.payouts.layouts import Pay, Payroll
from plaudit.statements.payouts.models import Batch, Outcome, Slip, Step

State = Literal["incomplete", "waiting", "approved", "sent", "settled", "discarded"]
LineState = Literal["waiting", "sent", "paid", "failed", "returned", "discarded"]
# Two people beside the one who made it.
APPROVALS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a batch, how far it is and since when."""

    slip: Slip
    state: LineState
    since: datetime


@dataclass(frozen=True, slots=True)
class Stands:
    """A batch with its lines; `digest` is of what an approver sees and payroll would get."""

    batch: Batch
    lines: tuple[Line, ...]
    payroll: Payroll
    steps: tuple[Step, ...]
    wrong: tuple[str, ...]
    digest: str

    @property
    def ended(self) -> Step | None:
        return next((step for step in self.steps if step.what != Step.What.APPROVED), None)

    @property
    def approvals(self) -> tuple[Step, ...]:
        """Those that approved what it is now."""
        approved = (step for step in self.steps if step.what == Step.What.APPROVED)
        return tuple(step for step in approved if self.ended is not None or step.digest == self.digest)

    @property
    def state(self) -> State:
        if self.ended is not None and self.ended.what == Step.What.DISCARDED:
            return "discarded"
        if self.ended is not None:
            return "sent" if any(line.state == "sent" for line in self.lines) else "settled"
        if self.wrong:
            return "incomplete"
        return "approved" if len(self.approvals) >= APPROVALS else "waiting"

    @property
    def total(self) -> int:
        return sum(line.slip.amount for line in self.lines)

    def sums(self) -> Mapping[str, int]:
        """What is sent and not heard of, confirmed, failed and returned; together the whole."""
        found: dict[str, int] = {}
        for line in self.lines:
            found[line.state] = found.get(line.state, 0) + line.slip.amount
        return found


def stands(batch: Batch) -> Stands:
    """Asks six questions, however many lines there are."""
    slips = list(Slip.objects.filter(batch=batch).select_related("due", "batch").order_by("place"))
    steps = tuple(Step.objects.filter(batch=batch))
    payroll = _payroll(batch, slips)
    layout = layouts.find(batch.layout)
    wrong = tuple(dict.fromkeys([*_unmapped(payroll, layout), *layout.wrong(payroll)]))
    return Stands(batch, _lines(batch, slips, steps), payroll, steps, wrong, _digest(batch, payroll, layout))


def _payroll(batch: Batch, slips: Iterable[Slip]) -> Payroll:
    known = codes(batch.layout)
    called = names(slip.due.person for slip in slips)
    lines = tuple(
        Pay(
            reference=slip.reference,
            person=slip.due.person,
            name=called.get(slip.due.person) or slip.due.person,
            number=known.person.get(slip.due.person, ""),
            code=known.purse.get(slip.due.funded_by, ""),
            program=slip.due.program,
            funded_by=slip.due.funded_by,
            period=slip.due.origin,
            amount=slip.amount,
        )
        for slip in slips
    )
    return Payroll(batch.pk, batch.currency, batch.pay_on, lines, known.company)


def _unmapped(payroll: Payroll, layout: layouts.Layout) -> Iterable[str]:
    if layout.codes and any(not pay.code for pay in payroll.lines):
        yield f"{layout.title} has no earning code for what {payroll.lines[0].funded_by or 'no purse'} pays."
    missing = sorted({pay.name for pay in payroll.lines if not pay.number}) if layout.numbers else []
    if missing:
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        yield f"{layout.title} has no number for {', '.join(missing[:5])}{more}."


def _lines(batch: Batch, slips: Iterable[Slip], steps: Iterable[Step]) -> tuple[Line, ...]:
    ended = next((step for step in steps if step.what != Step.What.APPROVED), None)
    begun: LineState = "waiting" if ended is None else "sent" if ended.what == Step.What.SENT else "discarded"
    since = batch.made_at if ended is None else ended.at
    last = {outcome.slip_id: outcome for outcome in Outcome.objects.filter(slip__batch=batch).order_by("pk")}
    return tuple(_line(slip, last.get(slip.pk), begun, since) for slip in slips)


def _line(slip: Slip, last: Outcome | None, begun: LineState, since: datetime) -> Line:
    if last is None:
        return Line(slip, begun, since)
    became: dict[str, LineState] = {"paid": "paid", "failed": "failed", "returned": "returned"}
    return Line(slip, became[last.what], last.at)


def _digest(batch: Batch, payroll: Payroll, layout: layouts.Layout) -> str:
    """Over everything that a page shows of it before it is sent, the rows as payroll would get them among it."""
    told = [batch.pk, batch.period, batch.funded_by, batch.currency, batch.layout, layouts.table(layout, payroll)]
    lines = [[pay.reference, pay.person, pay.program, pay.period, pay.amount] for pay in payroll.lines]
    text = json.dumps([*told, batch.pay_on.isoformat(), lines], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
