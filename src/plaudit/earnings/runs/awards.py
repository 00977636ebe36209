"""Badges and gifts that people reached, with the day on which each was reached; none of it is on payroll."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plaudit.earnings.runs.models import Unit
from plaudit.values.money import Money


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
        for told in unit.stands["awards"]:
            worth = None if told["value"] is None else Money.of(told["value"], unit.currency)
            at = Decimal(told["at"])
            yield Awarded(unit.person_id, unit.incentive, told["badge"], told["gift"], worth, _reached(unit, at))


def _reached(unit: Unit, at: Decimal) -> date | None:
    """The day of the act that moved the measure there."""
    moved = (line for line in unit.said if line["before"] is not None and line["after"] is not None)
    days = [line["on"] for line in moved if Decimal(line["before"]) < at <= Decimal(line["after"])]
    return date.fromisoformat(days[-1]) if days else None
