"""Badges and gifts that people reached, with the day on which each was reached; none of it is on payroll."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plaudit.earnings.result import Line
from plaudit.earnings.runs.models import Unit
from plaudit.values.money import Money
from plaudit.values.period import day

# Lines that move the measure, in millionths; the others are money.
MOVE = {"act", "level"}


@dataclass(frozen=True, slots=True)
class Awarded:
    """`on` is None for what was reached in an earlier period of the window; `worth` is what a gift is said to cost."""

    person: str
    incentive: str
    badge: str | None
    gift: str | None
    worth: Money | None
    on: date | None

    @property
    def title(self) -> str:
        return self.gift if self.badge is None and self.gift is not None else str(self.badge)

    @property
    def may_be_taxed(self) -> bool:
        """A gift from an employer may be wages; a badge has no value."""
        return self.gift is not None


def awards(units: Iterable[Unit]) -> Iterator[Awarded]:
    for unit in units:
        told = unit.stands["awards"]
        moves = [line for line in unit.account.lines if line.kind in MOVE] if told else []
        for each in told:
            worth = None if each["value"] is None else Money.of(each["value"], unit.currency)
            on = _reached(moves, Decimal(each["at"]))
            yield Awarded(unit.person_id, unit.incentive, each["badge"], each["gift"], worth, on)


def _reached(moves: Iterable[Line], at: Decimal) -> date | None:
    """The day of the act that moved the measure there."""
    millionths = at.scaleb(6)
    days = [line["day"] for line in moves if line["before"] < millionths <= line["after"]]
    return day(days[-1]) if days else None
