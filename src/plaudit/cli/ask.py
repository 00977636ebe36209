"""From the words of a command to one call of `calculate`: plan, data folder, period, moment, engine."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaudit.cli.engine import Server, engine
from plaudit.plans.plan import Calendar, Plan
from plaudit.plans.read import read_versions
from plaudit.values.period import Period, PeriodUnreadable
from plaudit.values.problem import Problem
from plaudit.values.refused import Refused, Unreadable

if TYPE_CHECKING:
    # Reading a plan must not pay for the calculation that only some commands ask for.
    from plaudit.activities.facts import Facts
    from plaudit.earnings.result import Result

# A year before this one was mistyped, and some windows need the years before them.
EARLIEST = 1900


@dataclass(frozen=True, slots=True)
class Question:
    """What to calculate, as it was typed."""

    plan: Path
    data: Path
    period: str
    as_of: str | None = None
    server: Server = Server()
    lines: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """What was typed, read: the plan's versions, the facts, the days, the moment."""

    versions: tuple[Plan, ...]
    facts: "Facts"
    period: Period
    moment: datetime | None


def answer(question: Question) -> "Result":
    """Raises Unreadable for a plan or a folder with problems, Refused for a period or moment that is none."""
    return answers(question)[0]


def answers(question: Question, *others: Path) -> "tuple[Result, ...]":
    """What the plan pays, then what each other plan would have paid for the same facts, days and moment."""
    asked = understood(question)
    plans = [asked.versions, *(read_plans(other, question.data) for other in others)]
    # The data folder needs the engine's quarter of a second; a plan with problems is told without it.
    from plaudit.earnings import calculate
    from plaudit.earnings.astray import astray

    runs = engine(question.server)
    questions = [
        calculate.Question(each, asked.facts, asked.period, asked.moment, lines=question.lines) for each in plans
    ]
    results = [(each.versions, calculate.answer(each, runs)) for each in questions]
    return tuple(
        replace(result, as_of=question.as_of, problems=(*result.problems, *astray(versions, result)))
        for versions, result in results
    )


def understood(question: Question) -> Understood:
    """The plan first: its problems are told without loading what reads the facts."""
    versions = read_plans(question.plan, question.data)
    calendar = versions[-1].calendar
    days = period(question.period, calendar)
    moment = None if question.as_of is None else as_of(question.as_of, calendar.time_zone)
    # The data folder needs the engine's quarter of a second.
    from plaudit.connectors.folder.read import read

    return Understood(versions, read(question.data, progress()), days, moment)


def read_plans(plan: Path, data: Path | None = None) -> tuple[Plan, ...]:
    """The versions of a plan, with the data folder's own catalogue of activities where it has one."""
    if data is None or not _catalogued(data):
        return read_versions(plan)
    # Few folders have a catalogue of their own.
    from plaudit.connectors.folder.read_catalogue import read_catalogue

    catalogue, problems = read_catalogue(data / "catalogue.yaml")
    if problems:
        raise Unreadable(problems)
    return read_versions(plan, catalogue)


def _catalogued(data: Path) -> bool:
    try:
        return (data / "catalogue.yaml").exists()
    except OSError as wrong:
        # A name that the system does not take.
        says, remedy = f"{data} cannot be opened as a folder: {wrong.strerror}.", "Check the name of the folder."
        raise Unreadable((Problem("folder-unreadable", says, remedy, file=str(data)),)) from wrong


def period(text: str, calendar: Calendar) -> Period:
    try:
        found = Period.of(text, calendar.first_month, calendar.named_by)
    except PeriodUnreadable as wrong:
        raise Refused("period-unreadable", str(wrong)) from wrong
    if found.start.year < EARLIEST:
        raise Refused(
            "period-too-early", f"{text} is before {EARLIEST}: write the year with four digits, as in 2026-Q3."
        )
    return found


def as_of(text: str, zone: str) -> datetime:
    """An instant, or the last moment of a day in the plan's time zone."""
    try:
        if len(text) == len("2026-07-01"):
            midnight = datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(), ZoneInfo(zone))
            return midnight.astimezone(UTC) - timedelta(microseconds=1)
        instant = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as wrong:
        raise Refused(
            "moment-unreadable", f"{text!r} is neither a day nor an instant: write 2026-10-05 or 2026-10-05T12:00:00Z."
        ) from wrong
    if instant.tzinfo is None:
        raise Refused("moment-without-zone", f"{text!r} names no time zone: add Z, or an offset such as -04:00.")
    return instant.astimezone(UTC)


def progress() -> Callable[[str, int, int], None] | None:
    """A bar on the terminal while a long folder is read; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None
    # Only somebody who waits needs a bar.
    from plaudit.cli.bar import bar

    return bar()
