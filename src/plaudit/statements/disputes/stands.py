"""Where disputes stand: derived from what was done about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Exists, OuterRef, QuerySet

from plaudit.ledger.booking import Key
from plaudit.people.access import Reader
from plaudit.statements.disputes.models import Dispute, Step

ENDS = (Step.What.ACCEPTED, Step.What.DECLINED, Step.What.WITHDRAWN)
State = Literal["open", "accepted", "declined", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A dispute with its state; `owner` is empty where operations have it."""

    dispute: Dispute
    state: State
    owner: str
    ended: Step | None

    def overdue(self, on: date) -> bool:
        return self.state == "open" and on > self.dispute.due_on

    @property
    def key(self) -> Key:
        each = self.dispute
        return Key(
            each.program,
            each.person,
            each.incentive,
            each.window,
            each.line,
            each.activity,
            each.milestone,
            each.origin,
        )


def standing(disputes: Iterable[Dispute]) -> tuple[Standing, ...]:
    """In their order; asks once for all of them."""
    found = list(disputes)
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(dispute__in=found).order_by("pk"):
        steps.setdefault(step.dispute_id, []).append(step)
    return tuple(_standing(each, steps.get(each.pk, [])) for each in found)


def _standing(dispute: Dispute, steps: list[Step]) -> Standing:
    owner = next((step.owner for step in reversed(steps) if step.what == Step.What.HANDED), dispute.owner)
    ended = next((step for step in steps if step.what in ENDS), None)
    states: dict[str, State] = {"accepted": "accepted", "declined": "declined", "withdrawn": "withdrawn"}
    return Standing(dispute, "open" if ended is None else states[ended.what], owner, ended)


def open_disputes(period: str) -> tuple[Standing, ...]:
    """What is not answered yet about lines of a period: a close waits for them, or carries them on."""
    return standing(_open().filter(origin=period))


def hers(person: str, period: str) -> tuple[Standing, ...]:
    """Everything that somebody ever disputed in a period's statement; of one line the last one last."""
    return standing(Dispute.objects.filter(person=person, origin=period))


def queue(reader: Reader) -> tuple[Standing, ...]:
    """What she answers, the first due first: her own, those of her team, everybody's for operations and finance."""
    open_ = standing(_open().order_by("due_on", "pk"))
    if reader.operations or reader.finance:
        return open_
    return tuple(each for each in open_ if sees(reader, each))


def sees(reader: Reader, each: Standing) -> bool:
    return each.owner == reader.key or reader.sees_pay_of(each.dispute.person)


def _open() -> QuerySet[Dispute]:
    ended = Step.objects.filter(dispute=OuterRef("pk"), what__in=ENDS)
    return Dispute.objects.filter(~Exists(ended))
