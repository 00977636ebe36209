"""One program calculated for the books: its period as it is to be stated, and closed periods as they are known now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from plaudit.connectors.database.catalogue import catalogue
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import read
from plaudit.earnings.accounts import Accounts
from plaudit.earnings.calculate import calculate
from plaudit.earnings.result import Account, Line, Result
from plaudit.earnings.runs.bring import needed
from plaudit.earnings.runs.narrow import narrow
from plaudit.earnings.slots import Slot, slots
from plaudit.ledger.booking import Key
from plaudit.ledger.closed import Closed
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.values.period import Period, day_number

# Shown while a window goes on, and booked only when it has ended (rule 3a).
PREVIEWED = frozenset({"level", "score", "prize", "guarantee", "draw", "grant"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be calculated: a period by name, from what was known at a moment, up to an arrival.

    With `posting`, against the books as they were before it.
    """

    name: str
    period: Period
    known_at: datetime
    watermark: int
    posting: int | None = None


class Told(NamedTuple):
    """A line that is booked: its key, minor units, and under which version and for whose account it was earned."""

    key: Key
    amount: int
    version: int
    funded_by: str


def period_of(program: Program, asked: Asked) -> Result:
    """The whole period, from what was known."""
    known = read(here(), needed(_plans(program, asked), asked.period), asked.watermark)
    plans = versions(program, known.facts.catalogue, asked.watermark)
    return calculate(plans, known.facts, asked.period, asked.known_at)


@dataclass(frozen=True, slots=True)
class Again:
    """Closed periods calculated again: for these incentives alone, of the people in the result."""

    accounts: Accounts
    incentives: frozenset[str] | None = None

    @property
    def people(self) -> list[str] | None:
        """Who was looked at again; None is everybody."""
        result = self.accounts.result
        return None if result.only is None else [result.ground.laid.roster.named(number) for number in result.only]

    def looked_at(self, incentive: str) -> bool:
        return self.incentives is None or incentive in self.incentives


def closed_of(program: Program, asked: Asked, before: Sequence[Closed]) -> Again | None:
    """Closed periods as they are known now, for those whom something new can move; None when that is nobody.

    The calculation runs to the end of the period that is closed now, so that gates whose window ends in it are decided.
    """
    plans = _plans(program, asked)
    if not before:
        return None
    whole = Period(min(each.period.start for each in before), asked.period.end)
    part = needed(plans, whole)
    last = before[-1]
    people = own = None
    if not last.elsewhere and not _ripens(plans, asked.period):
        found = narrow(plans, part, last.watermark)
        # Of what is not each one's own only prizes are final once closed.
        if found is not None and _final_but(plans, found.incentives):
            if not found.people:
                return None
            part, people, own = found.part, found.people, found.incentives
    known = read(here(), part, asked.watermark)
    result = calculate(versions(program, known.facts.catalogue, asked.watermark), known.facts, whole, asked.known_at)
    return Again(Accounts(result)) if people is None else Again(Accounts(result.of(people)), own)


def lines(result: Result, accounts: Iterable[Account], of: Sequence[tuple[str, Period]]) -> Iterator[Told]:
    """What these accounts book, by the closed period in which each line stands; `of` has their names and days."""
    days = [(name, day_number(period.start), day_number(period.end)) for name, period in of]
    program, named = result.plan.key, result.ground.laid.roster.named
    for account in accounts:
        slot, person = account.slot, named(account.person)
        key, window, purse = slot.key, slot.window.key, slot.last.incentive.funded_by or ""
        for line in account.lines:
            on = line["day"]
            origin = _origin(days, on)
            if origin is None or (line.kind in PREVIEWED and not slot.final):
                continue
            act = (activity(result, line), milestone(result, line))
            told = Key(program, person, key, window, line.kind, *act, origin)
            yield Told(told, int(line["earned"]), _version(slot, on), purse)


def _origin(days: Iterable[tuple[str, int, int]], on: int) -> str | None:
    for name, start, end in days:
        if start <= on < end:
            return name
    return None


def activity(result: Result, line: Line) -> str:
    """Its key; empty for a line that no act earned."""
    return result.activities.get(line["activity"], ("", ""))[0]


def milestone(result: Result, line: Line) -> str:
    return "" if line["step"] is None else result.ground.laid.roster.milestones[line["step"]][1]


def _plans(program: Program, asked: Asked) -> tuple[Plan, ...]:
    return versions(program, catalogue(), asked.watermark)


def _version(slot: Slot, on: int) -> int:
    """Of the version in force on the line's day; what stands on the window's last day follows its last version."""
    if len(slot.editions) == 1:
        return slot.last.plan.version
    inside = (edition for edition in slot.editions if edition.starts <= on < edition.ends)
    return next(inside, slot.last).plan.version


def _ripens(plans: Sequence[Plan], period: Period) -> bool:
    """Whether a window ends now whose earlier lines waited for its end: for a gate, or for the shares of a budget."""
    return any(
        slot.final
        and slot.window.start < period.start
        and (slot.last.incentive.requires is not None or slot.last.incentive.limits.budget_share == "prorate")
        for slot in slots(plans, period)
    )


def _final_but(plans: Sequence[Plan], own: frozenset[str]) -> bool:
    others = [each for plan in plans for each in plan.incentives if each.key not in own]
    return all(each.kind == "contest" and each.limits.budget is None for each in others)
