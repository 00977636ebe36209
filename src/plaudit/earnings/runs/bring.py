"""Bringing a program's period up to date: the one bridge between the database and the calculation."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from plaudit import __version__
from plaudit.connectors.database.catalogue import catalogue
from plaudit.connectors.database.place import Place
from plaudit.connectors.database.read import Known, Part, read
from plaudit.earnings.ahead import ahead
from plaudit.earnings.calculate import calculate
from plaudit.earnings.document import document
from plaudit.earnings.result import Result
from plaudit.earnings.runs.models import Run, Unit
from plaudit.earnings.slots import slots
from plaudit.people.arrive import watermark
from plaudit.plans.plan import Plan
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.values.money import Money
from plaudit.values.period import Period


def bring(program: Program, period: Period, *, at: datetime) -> Run:
    """The program's period calculated from everything known, at once if nothing has arrived since the last time."""
    plans = versions(program, catalogue())
    name = period.name(plans[-1].calendar.first_month, plans[-1].calendar.named_by)
    latest = Run.objects.filter(program=program, period=name).order_by("-watermark").first()
    if latest is not None and latest.watermark == watermark():
        return latest
    return keep(program, plans, period, read(here(), needed(plans, period)), at=at)


def keep(program: Program, plans: Sequence[Plan], period: Period, known: Known, *, at: datetime) -> Run:
    """Calculate and store; a run that another process stored from the same facts meanwhile is the same run."""
    result = calculate(plans, known.facts, period)
    told = document(result, steps=True)
    with transaction.atomic():
        run, new = Run.objects.select_for_update().get_or_create(
            program=program,
            period=told["period"],
            watermark=known.watermark,
            defaults={
                "ran_at": at,
                "plan_digest": digest(plans),
                "engine": f"duckdb, plaudit {__version__}",
                "problems": told["problems"],
            },
        )
        newer = Run.objects.filter(program=program, period=told["period"], watermark__gt=run.watermark).exists()
        if new and not newer:
            Unit.objects.filter(program=program, period=told["period"]).delete()
            Unit.objects.bulk_create(_units(run, told, _aheads(result)), batch_size=500)
    return run


def needed(plans: Sequence[Plan], period: Period) -> Part:
    """The days on which an act can move a line of the period: from the first window that its lines depend on."""
    first = min((slot.window.start for slot in slots(plans, period)), default=period.start)
    return Part(first, period.end)


def digest(plans: Iterable[Plan]) -> str:
    """SHA-256 over the texts of the versions, in order."""
    return hashlib.sha256("\f".join(plan.text for plan in plans).encode()).hexdigest()


def here() -> Place:
    """The database of this process, as the engine's drivers name it."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return Place("sqlite", str(said["NAME"]))
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    words = [f"{word}='{_escaped(str(said[name]))}'" for word, name in parts.items() if said[name]]
    return Place("postgresql", " ".join(words))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _aheads(result: Result) -> dict[tuple[str, str, str], dict[str, Any] | None]:
    """By person, incentive and window, as the document names them."""
    named = result.ground.laid.roster.named
    return {
        (named(person), account.slot.key, account.slot.window.key): ahead(account, result.currency)
        for person, accounts in result.people()
        for account in accounts
    }


def _units(run: Run, told: dict[str, Any], aheads: dict[tuple[str, str, str], dict[str, Any] | None]) -> Iterator[Unit]:
    for person in told["people"]:
        for place, each in enumerate(person["incentives"]):
            yield Unit(
                run=run,
                program=run.program,
                period=run.period,
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
                ahead=aheads[person["person"], each["incentive"], each["window"]],
            )


def _minor(amount: str | None, currency: str) -> int | None:
    return None if amount is None else Money.of(amount, currency).minor
