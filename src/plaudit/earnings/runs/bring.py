"""Bringing a program's period up to date: the one bridge between the database and the calculation."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from plaudit import __version__
from plaudit.activities.models import Milestone
from plaudit.connectors.database.catalogue import catalogue
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import Known, Part, read
from plaudit.customers.models import Holding
from plaudit.earnings.accounts import Accounts
from plaudit.earnings.ahead import ahead
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import account_document, problem_document
from plaudit.earnings.folded import folded
from plaudit.earnings.leagues import leagues
from plaudit.earnings.result import Account, Result
from plaudit.earnings.runs.claim import claimed
from plaudit.earnings.runs.models import Run, Unit
from plaudit.earnings.runs.narrow import Narrow, arrived, narrow
from plaudit.earnings.slots import slots
from plaudit.earnings.worked import used
from plaudit.people.arrive import watermark
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.values.period import Period

# A company with fewer milestones in a period, and fewer holdings, is calculated while its reader waits, whatever came.
SMALL = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A program's period, with all versions of its plan."""

    program: Program
    period: Period
    plans: tuple[Plan, ...]

    @property
    def name(self) -> str:
        calendar = self.plans[-1].calendar
        return self.period.name(calendar.first_month, calendar.named_by)

    def latest(self) -> Run | None:
        return Run.objects.filter(program=self.program, period=self.name).order_by("-watermark").first()


def bring(
    program: Program, period: Period, *, at: datetime, people: Collection[str] | None = None, small: int = SMALL
) -> Run:
    """The program's period calculated from everything known, at once if nothing has arrived since the last time.

    In a large company only what a few new acts move is calculated, and only those wait for it whom they concern: who
    looks at these `people`, or, where nobody is named, at all. Prizes and budgets, and everything that other facts
    move, stay as they were (`run.lags`) until the worker has done the whole. Raises BeingCalculated while another
    request calculates a large period for the first time.
    """
    asked = Asked(program, period, versions(program, catalogue()))
    latest, now = asked.latest(), watermark()
    if latest is not None and latest.through >= now:
        return latest
    part = needed(asked.plans, asked.period)
    little = _little(part, small)
    if latest is not None:
        found = arrived(asked.plans, part, latest.through)
        if found is not None and not found.acts:
            return _reached(latest, through=now)
        concerned = found is not None and (people is None or not found.people.isdisjoint(people))
        if not little and not concerned:
            return _reached(latest, wanted=now)
    with claimed(program, asked.name, wait=little or latest is not None):
        return _renewed(asked, part, little=little, at=at)


def _renewed(asked: Asked, part: Part, *, little: bool, at: datetime) -> Run:
    """The whole the first time and in a small company, else what moved; nothing if somebody did it meanwhile."""
    latest, now = asked.latest(), watermark()
    if latest is not None and latest.through >= now:
        return latest
    if latest is None or little:
        return keep(asked, read(here(), part), at=at)
    few = narrow(asked.plans, part, latest.through)
    if few is None:
        return _reached(latest, wanted=now)
    facts = replace(read(here(), few.part).facts, asked=few.people if few.alone else None)
    told = calculate(asked.plans, facts, asked.period).of(few.people)
    # What arrived while this was read may have moved others: only what was looked at is through.
    if _replaced(latest, told, few, through=now):
        return _reached(latest, through=now, wanted=now)
    return _renewed(asked, part, little=little, at=at)


def whole(run: Run, *, at: datetime) -> Run:
    """The whole of a run that lags behind, for the worker."""
    plans = versions(run.program, catalogue())
    calendar = plans[-1].calendar
    asked = Asked(run.program, Period.of(run.period, calendar.first_month, calendar.named_by), plans)
    return keep(asked, read(here(), needed(asked.plans, asked.period)), at=at)


def lagging() -> list[Run]:
    """The latest runs of periods that somebody looked at while more was known."""
    latest = Run.objects.order_by("program", "period", "-watermark").select_related("program")
    newest = {(run.program_id, run.period): run for run in reversed(latest)}
    return [run for run in newest.values() if run.lags]


def keep(asked: Asked, known: Known, *, at: datetime) -> Run:
    """Calculate and store; a run that another process stored from the same facts meanwhile is the same run."""
    result = calculate(asked.plans, known.facts, asked.period)
    units = list(_units(result, leagues(known.facts, result)))
    with transaction.atomic():
        _alone(asked.program)
        run, new = Run.objects.get_or_create(
            program=asked.program,
            period=asked.name,
            watermark=known.watermark,
            defaults={
                "through": known.watermark,
                "wanted": known.watermark,
                "ran_at": at,
                "plan_digest": digest(asked.plans),
                "engine": f"duckdb, plaudit {__version__}",
                "problems": [problem_document(problem) for problem in result.problems],
            },
        )
        if new and asked.latest() == run:
            Unit.objects.filter(program=asked.program, period=asked.name).delete()
            _store(run, units)
    return run if new else _reached(run, through=known.watermark, wanted=known.watermark)


def _replaced(run: Run, result: Result, found: Narrow, *, through: int) -> bool:
    """Put the new units of these people in the place of their old ones; False where the run is not the latest any more.

    A whole run that was stored meanwhile may know less of them.
    """
    # Contests are not among them, so nobody's bracket is asked for.
    theirs = [unit for unit in _units(result, {}) if unit.incentive in found.incentives]
    with transaction.atomic():
        _alone(run.program)
        if Run.objects.filter(program=run.program, period=run.period, watermark__gt=run.watermark).exists():
            return False
        # Another machine may have gone further.
        if Run.objects.filter(pk=run.pk, through__lt=through).exists():
            mine = Unit.objects.filter(program=run.program, period=run.period, person_id__in=found.people)
            mine.filter(incentive__in=found.incentives).delete()
            _store(run, theirs)
    return True


def _alone(program: Program) -> None:
    """Nobody else stores units of the program until the transaction ends."""
    Program.objects.select_for_update().get(pk=program.pk)


def _reached(run: Run, *, through: int = 0, wanted: int = 0) -> Run:
    """Remember how far everybody's own incentives are calculated, and how much is known, for the worker."""
    # A database has one writer at a time, and most readers have nothing new to say.
    if run.wanted < wanted or run.through < through:
        Run.objects.filter(pk=run.pk, wanted__lt=wanted).update(wanted=wanted)
        Run.objects.filter(pk=run.pk, through__lt=through).update(through=through)
        run.refresh_from_db()
    return run


def _store(run: Run, units: Iterable[Unit]) -> None:
    for unit in (kept := list(units)):
        unit.run, unit.program, unit.period = run, run.program, run.period
    Unit.objects.bulk_create(kept, batch_size=500)


def needed(plans: Sequence[Plan], period: Period) -> Part:
    """The days on which an act can move a line of the period: from the first window that its lines depend on."""
    first = min((slot.window.start for slot in slots(plans, period)), default=period.start)
    return Part(first, period.end)


def _little(part: Part, small: int) -> bool:
    """Counting stops when there are enough."""
    reached = Milestone.objects.filter(on__gte=part.start, on__lt=part.end)
    return reached[: small + 1].count() <= small and Holding.objects.all()[: small + 1].count() <= small


def digest(plans: Iterable[Plan]) -> str:
    """SHA-256 over the texts of the versions, in order."""
    return hashlib.sha256("\f".join(plan.text for plan in plans).encode()).hexdigest()


def _units(result: Result, brackets: Mapping[tuple[int, int], int]) -> Iterator[Unit]:
    """`brackets`: the bracket in which each competes, by slot and person."""
    named = result.ground.laid.roster.named
    hashes = {slot.last.plan.version: digest([slot.last.plan]) for slot in result.ground.laid.slots}
    for person, accounts in Accounts(result):
        for place, account in enumerate(accounts):
            bracket = brackets.get((account.slot.number, person))
            yield Unit(
                person_id=named(person),
                place=place,
                incentive=account.slot.key,
                window=account.slot.window.key,
                rank=None if account.unknown else account.rank,
                currency=result.currency,
                earned=account.total("earned"),
                limited=account.limited,
                waiting=account.total("waiting"),
                stands=account_document(account),
                lines=folded(account),
                plan_version=hashes[account.slot.last.plan.version],
                plan_used=_plan_used(account),
                ahead=ahead(account, result.currency) if bracket is None else {"bracket": bracket},
            )


def _plan_used(account: Account) -> int | None:
    shared = (line for line in account.lines if line.number("plan_budget_cap") is not None)
    return used((line["plan_budget_so_far"], line["earned"], line["plan_budget_cap"]) for line in shared)
