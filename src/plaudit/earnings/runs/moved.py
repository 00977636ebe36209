"""What a change of facts moved in money: periods that were looked at before it, calculated again after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from plaudit.connectors.database.catalogue import catalogue
from plaudit.earnings.runs.bring import bring
from plaudit.earnings.runs.models import Run
from plaudit.earnings.runs.totals import totals
from plaudit.people.journal import journal
from plaudit.plans.programs.find import versions
from plaudit.plans.programs.models import Program
from plaudit.values.money import Money
from plaudit.values.period import Period

# Periods that a change looks back on, the latest ones.
MOST = 8
# Tables that move the pay of acts that are there already.
MOVING = frozenset({"rates", "holdings", "positions"})
Earned = dict[str, Money | None]


@dataclass(frozen=True, slots=True)
class Before:
    """What each person had earned in a program's period; None where a problem leaves it unknown."""

    program: Program
    name: str
    period: Period
    currency: str
    earned: Earned


@dataclass(frozen=True, slots=True)
class Moved:
    """How much more or less a person earns in a program's period than before a change."""

    program: str
    period: str
    person: str
    by: Money


def before(since: date, *, at: datetime) -> tuple[Before, ...]:
    """The periods that somebody looked at and that end after a day, brought up to date."""
    runs = Run.objects.order_by("-pk").values_list("program", "period")
    programs = {program.pk: program for program in Program.objects.all()}
    found: list[Before] = []
    for program, name in dict.fromkeys(runs):
        newest = versions(programs[program], catalogue())[-1]
        period = Period.of(name, newest.calendar.first_month, newest.calendar.named_by)
        if period.end > since and len(found) < MOST:
            run = bring(programs[program], period, at=at)
            found.append(Before(programs[program], name, period, newest.currency, _earned(run, newest.currency)))
    return tuple(found)


def moved(stood: Iterable[Before], about: str, *, by: str, at: datetime) -> tuple[Moved, ...] | None:
    """Journalled; None where a large period among them is calculated later, by the worker."""
    found: list[Moved] = []
    later = False
    for each in stood:
        run = bring(each.program, each.period, at=at)
        if run.lags:
            later = True
            continue
        after = _earned(run, each.currency)
        people = sorted({*each.earned, *after})
        differences = [(person, _more(each.earned, after, person, each.currency)) for person in people]
        found += [Moved(each.program.key, each.name, person, more) for person, more in differences if more.minor]
    if found:
        facts = {f"{each.program} {each.period} {each.person}": f"{each.by} {each.by.currency}" for each in found}
        journal("moved-pay", about, by=by, at=at, **facts)
    return None if later else tuple(found)


def _earned(run: Run, currency: str) -> Earned:
    return {each.person: each.earned for each in totals(run, currency)}


def _more(was: Earned, now: Earned, person: str, currency: str) -> Money:
    """Nothing where either is unknown."""
    none = Money(0, currency)
    less, more = was.get(person, none), now.get(person, none)
    return none if less is None or more is None else more - less
