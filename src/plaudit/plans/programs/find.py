"""Programs and their versions, read."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Subquery

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.people.recorded import standing
from plaudit.plans.plan import Calendar, Plan
from plaudit.plans.programs.models import CompanyCalendar, Program, Version
from plaudit.plans.read import read
from plaudit.plans.versions import order
from plaudit.values.period import Period


def versions(program: Program, catalogue: Catalogue = BUILT_IN, upto: int | None = None) -> tuple[Plan, ...]:
    """Every published version in the order in which they take effect; with `upto`, those that arrived by then."""
    known = {} if upto is None else {"arrival__lte": upto}
    texts = Version.objects.filter(program=program, **known).values_list("text", flat=True)
    return tuple(sorted((_read(text, catalogue) for text in texts), key=order))


def programs(catalogue: Catalogue = BUILT_IN) -> dict[Program, tuple[Plan, ...]]:
    """Every program with its versions in the order in which they take effect; asks once."""
    return {program: tuple(plan for _, plan in those) for program, those in editions(catalogue).items()}


def editions(catalogue: Catalogue = BUILT_IN) -> dict[Program, tuple[tuple[Version, Plan], ...]]:
    """The same, each version as it was published beside what it says."""
    return {
        program: tuple(sorted(((row, _read(row.text, catalogue)) for row in those), key=lambda both: order(both[1])))
        for program, those in _by_program().items()
    }


def in_force(period: Period, catalogue: Catalogue = BUILT_IN) -> dict[Program, tuple[Plan, ...]]:
    """Programs of which a version holds on a day of the period, each with all its versions; asks once."""
    return {
        program: _read_all(those, catalogue)
        for program, those in _by_program().items()
        if any(_holds(version, period) for version in those)
    }


def _by_program() -> dict[Program, list[Version]]:
    found: dict[Program, list[Version]] = {}
    for version in listed():
        found.setdefault(version.program, []).append(version)
    return found


def _read_all(those: Iterable[Version], catalogue: Catalogue) -> tuple[Plan, ...]:
    return tuple(sorted((_read(version.text, catalogue) for version in those), key=order))


def _holds(version: Version, period: Period) -> bool:
    begun = version.effective_from is None or version.effective_from < period.end
    return begun and (version.effective_to is None or version.effective_to > period.start)


def listed() -> list[Version]:
    """Every version of every program, the newest of each last; asks once."""
    return list(Version.objects.select_related("program").order_by("program__key", "number"))


def newest_plans(catalogue: Catalogue = BUILT_IN) -> list[Plan]:
    """The newest version of every program, read; asks once."""
    last = {version.program_id: version.text for version in listed()}
    return [_read(text, catalogue) for text in last.values()]


def published(program: Program) -> list[Version]:
    """Its versions in order, with when each arrived; asks once."""
    return list(Version.objects.filter(program=program).select_related("arrival").order_by("number"))


def calendar() -> Calendar:
    """How this company names its years: as it says itself, otherwise as its newest plan does."""
    own = standing(CompanyCalendar)
    said = {f"own_{name}": Subquery(own.values(name)[:1]) for name in ("first_month", "named_by")}
    newest = Version.objects.order_by("-arrival").annotate(**said).values_list("text", *said).first()
    if newest is None:
        alone = own.first()
        return Calendar() if alone is None else named(alone.first_month, alone.named_by)
    text, first_month, named_by = newest
    return _read(text, BUILT_IN).calendar if first_month is None else named(first_month, named_by)


def named(first_month: int, named_by: str) -> Calendar:
    return Calendar(first_month=first_month, named_by="start" if named_by == "start" else "end")


def running(on: date) -> list[Program]:
    """Programs with a version in force on a day."""
    return list(
        Program.objects.filter(
            versions__in=Version.objects.filter(effective_from__lte=on).exclude(effective_to__lte=on)
        ).distinct()
    )


@lru_cache(maxsize=64)
def _read(text: str, catalogue: Catalogue) -> Plan:
    # A published text never changes, and reading one takes longer than a page may.
    return read(text, catalogue)
