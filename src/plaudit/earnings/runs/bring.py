"""Bringing a program's period up to date: the one bridge between the database and the calculation."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from plaudit import __version__
from plaudit.activities.models import Milestone
from plaudit.connectors.database.catalogue import catalogue
from plaudit.connectors.database.here import here
from plaudit.connectors.database.read import Known, Part, read
from plaudit.earnings.ahead import ahead
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.leagues import leagues
from plaudit.earnings.result import Result
from plaudit.earnings.runs.claim import claimed
from plaudit.earnings.runs.models import Run, Unit
from plaudit.earnings.runs.narrow import Narrow, narrow
from plaudit.earnings.slots import slots
from plaudit.earnings.worked import used
from plaudit.people.arrive import watermark
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.values.money import Money
from plaudit.values.period import Period

# A period with fewer milestones than this is calculated while its reader waits, whatever has arrived.
SMALL = 20_000

Aheads = dict[tuple[str, str, str], dict[str, Any] | None]


def bring(program: Program, period: Period, *, at: datetime, small: int = SMALL) -> Run:
    """The program's period calculated from everything known, at once if nothing has arrived since the last time.

    In a large company only what a few new acts move is calculated while the reader waits; prizes and budgets, and
    everything that other facts move, stay as they were (`run.lags`) until the worker has done the whole. Raises
    BeingCalculated while another request calculates a large period for the first time.
    """
    plans = versions(program, catalogue())
    name = period.name(plans[-1].calendar.first_month, plans[-1].calendar.named_by)
    latest = Run.objects.filter(program=program, period=name).order_by("-watermark").first()
    now = watermark()
    if latest is not None and latest.through == now:
        return latest
    part = needed(plans, period)
    if _acts(part, small) <= small:
        return keep(program, plans, period, read(here(), part), at=at)
    if latest is None:
        with claimed(program, name, at=at):
            return keep(program, plans, period, read(here(), part), at=at)
    found = narrow(plans, part, latest.through)
    if found is not None and found.people:
        known = read(here(), found.part)
        told = calculate(plans, known.facts, period).of(found.people)
        # What arrived while this was read may have moved others: only what was looked at is through.
        return _replaced(latest, told, found, through=now)
    return _wanted(latest, through=latest.through if found is None else now, wanted=now)


def whole(run: Run, *, at: datetime) -> Run:
    """The whole of a run that lags behind, for the worker."""
    plans = versions(run.program, catalogue())
    calendar = plans[-1].calendar
    period = Period.of(run.period, calendar.first_month, calendar.named_by)
    return keep(run.program, plans, period, read(here(), needed(plans, period)), at=at)


def lagging() -> list[Run]:
    """The latest runs of periods that somebody looked at while more was known."""
    latest = Run.objects.order_by("program", "period", "-watermark").select_related("program")
    newest = {(run.program_id, run.period): run for run in reversed(latest)}
    return [run for run in newest.values() if run.lags]


def keep(program: Program, plans: Sequence[Plan], period: Period, known: Known, *, at: datetime) -> Run:
    """Calculate and store; a run that another process stored from the same facts meanwhile is the same run."""
    result = calculate(plans, known.facts, period)
    told = document(result, steps=True)
    units = list(_units(told, _aheads(result, leagues(known.facts, result))))
    with transaction.atomic():
        run, new = Run.objects.select_for_update().get_or_create(
            program=program,
            period=told["period"],
            watermark=known.watermark,
            defaults={
                "through": known.watermark,
                "wanted": known.watermark,
                "ran_at": at,
                "plan_digest": digest(plans),
                "engine": f"duckdb, plaudit {__version__}",
                "problems": told["problems"],
            },
        )
        newer = Run.objects.filter(program=program, period=told["period"], watermark__gt=run.watermark).exists()
        if new and not newer:
            Unit.objects.filter(program=program, period=told["period"]).delete()
            _store(run, units)
    return run if new else _wanted(run, through=known.watermark, wanted=known.watermark)


def _replaced(run: Run, result: Result, found: Narrow, *, through: int) -> Run:
    """Put the new units of these people in the place of their old ones."""
    # Contests are not among them, so nobody's bracket is asked for.
    units = _units(document(result, steps=True), _aheads(result, {}))
    theirs = [unit for unit in units if unit.person_id in found.people and unit.incentive in found.incentives]
    with transaction.atomic():
        held = Run.objects.select_for_update().get(pk=run.pk)
        if held.through < through:
            mine = Unit.objects.filter(program=run.program, period=run.period, person_id__in=found.people)
            mine.filter(incentive__in=found.incentives).delete()
            _store(held, theirs)
    return _wanted(held, through=through, wanted=through)


def _wanted(run: Run, *, through: int, wanted: int) -> Run:
    """Remember how much is known, so that the worker does the whole."""
    Run.objects.filter(pk=run.pk, wanted__lt=wanted).update(wanted=wanted)
    Run.objects.filter(pk=run.pk, through__lt=through).update(through=through)
    run.refresh_from_db()
    return run


def _store(run: Run, units: Iterable[Unit]) -> None:
    for unit in (kept := list(units)):
        unit.run, unit.program, unit.period = run, run.program, run.period
    Unit.objects.bulk_create(kept, batch_size=500)


def _acts(part: Part, enough: int) -> int:
    """How many milestones there are; counting stops when there are enough."""
    return Milestone.objects.filter(on__gte=part.start, on__lt=part.end)[: enough + 1].count()


def needed(plans: Sequence[Plan], period: Period) -> Part:
    """The days on which an act can move a line of the period: from the first window that its lines depend on."""
    first = min((slot.window.start for slot in slots(plans, period)), default=period.start)
    return Part(first, period.end)


def digest(plans: Iterable[Plan]) -> str:
    """SHA-256 over the texts of the versions, in order."""
    return hashlib.sha256("\f".join(plan.text for plan in plans).encode()).hexdigest()


def _aheads(result: Result, brackets: dict[tuple[int, int], int]) -> Aheads:
    """By person, incentive and window, as the document names them; of a contest, the bracket she competes in."""
    named = result.ground.laid.roster.named
    found: Aheads = {}
    for person, accounts in result.people():
        for account in accounts:
            bracket = brackets.get((account.slot.number, person))
            told = ahead(account, result.currency) if bracket is None else {"bracket": bracket}
            found[named(person), account.slot.key, account.slot.window.key] = told
    return found


def _units(told: dict[str, Any], aheads: Aheads) -> Iterator[Unit]:
    for person in told["people"]:
        for place, each in enumerate(person["incentives"]):
            yield Unit(
                person_id=person["person"],
                place=place,
                incentive=each["incentive"],
                window=each["window"],
                rank=each["rank"],
                currency=told["currency"],
                earned=_minor(each["earned"], told["currency"]),
                limited=_minor(each["limited"], told["currency"]),
                waiting=_minor(each["waiting"], told["currency"]),
                told=each,
                plan_used=used(each["lines"], "plan_budget", told["currency"]),
                ahead=aheads[person["person"], each["incentive"], each["window"]],
            )


def _minor(amount: str | None, currency: str) -> int | None:
    return None if amount is None else Money.of(amount, currency).minor
