"""What a page reads: the programs of a period brought up to date, with the units of those it may show."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.runs.bring import bring
from plaudit.earnings.runs.models import Run, Unit
from plaudit.plans.incentive import Incentive
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import in_force
from plaudit.plans.programs.models import Program
from plaudit.values.money import Money
from plaudit.values.period import Period


@dataclass(frozen=True, slots=True)
class Stood:
    """One program in one period: its run and the units asked for, in plan order person by person."""

    program: Program
    period: Period
    plans: tuple[Plan, ...]
    run: Run
    units: tuple[Unit, ...]

    @property
    def plan(self) -> Plan:
        """The version of the period's last day."""
        return begun(self.plans, self.period.last)

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def currency(self) -> str:
        return self.plan.currency

    def incentive(self, unit: Unit) -> Incentive:
        """As the version of the last day says it; one that a version dropped, as the newest did that had it."""
        versions = (self.plan, *reversed(self.plans))
        return next(each for plan in versions for each in plan.incentives if each.key == unit.incentive)


def stood(period: Period, *, at: datetime, people: Iterable[str]) -> tuple[Stood, ...]:
    """Every program in force in the period, with the units of some people."""
    keys = tuple(people)
    return tuple(replace(each, units=_units(each.run, person_id__in=keys)) for each in ran(period, at=at, people=keys))


def ran(period: Period, *, at: datetime, people: Collection[str] = ()) -> tuple[Stood, ...]:
    """Every program in force in the period, without units, of which a company has many; waits for these people's."""
    found = in_force(period, catalogue()).items()
    return tuple(
        Stood(program, period, plans, bring(program, period, at=at, people=people), ()) for program, plans in found
    )


def of_incentives(stood: Stood, incentives: Iterable[str]) -> Stood:
    """The same program with everybody's units of some incentives; asks only if there are any."""
    keys = tuple(incentives)
    return replace(stood, units=_units(stood.run, incentive__in=keys)) if keys else stood


def begun(plans: tuple[Plan, ...], on: date) -> Plan:
    """The version in force on a day; before the first takes effect, the first."""
    there = [plan for plan in plans if plan.effective.start is None or plan.effective.start <= on]
    return there[-1] if there else plans[0]


def total(minors: Iterable[int | None], currency: str) -> Money | None:
    known = list(minors)
    if None in known:
        return None
    return Money(sum(minor for minor in known if minor is not None), currency)


def _units(run: Run, **those: tuple[str, ...]) -> tuple[Unit, ...]:
    return tuple(Unit.objects.filter(program=run.program_id, period=run.period, **those))
