"""Who is asked to sign which version, and whether she has: derived from the plans and from who is covered."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plaudit.activities.catalogue import BUILT_IN, Catalogue
from plaudit.plans.plan import Plan
from plaudit.plans.programs.covered import Stretch, covered, stretches
from plaudit.plans.programs.find import editions
from plaudit.plans.programs.models import Program, Version
from plaudit.plans.signoff.models import Signature
from plaudit.plans.versions import order
from plaudit.values.period import Period


@dataclass(frozen=True, slots=True)
class Sought:
    """A signature that is asked for: of a person under a version; `signed_at` is None where it is not given yet.

    `title` is the plan's as this version says it.
    """

    person: str
    version: Version
    title: str
    signed_at: datetime | None


def sought(days: Period, catalogue: Catalogue = BUILT_IN, people: Collection[str] | None = None) -> tuple[Sought, ...]:
    """Of everybody, or of some, whom a version covers on one of the days; asks four times, however many they are."""
    signatures = Signature.objects.all() if people is None else Signature.objects.filter(person_id__in=people)
    signed = {(each.version_id, each.person_id): each.signed_at for each in signatures}
    everybody = stretches(people)
    return tuple(
        Sought(person, version, plan.title, signed.get((version.pk, person)))
        for those in editions(catalogue).values()
        for version, plan, holds in _holding(those)
        if (inside := holds.overlap(days)) is not None
        for person in sorted(_covered(plan, inside, everybody))
    )


def unsigned(program: Program, period: Period, catalogue: Catalogue = BUILT_IN) -> tuple[Sought, ...]:
    """Whoever a version of the program covers in the period without having signed it."""
    return tuple(
        each for each in sought(period, catalogue) if each.version.program_id == program.pk and each.signed_at is None
    )


def from_now(on: date) -> Period:
    """A version that is over asks nobody any more, one to come asks already."""
    return Period(on, date.max)


def _holding(those: Sequence[tuple[Version, Plan]]) -> Iterator[tuple[Version, Plan, Period]]:
    """Each version with its days: a later one that takes effect ends it."""
    for place, (version, plan) in enumerate(those):
        start, own = order(plan)[0], plan.effective.end
        end = min([date.max if own is None else own, *(order(after)[0] for _, after in those[place + 1 :])])
        if start < end:
            yield version, plan, Period(start, end)


def _covered(plan: Plan, days: Period, everybody: Sequence[Stretch]) -> frozenset[str]:
    """By any of its incentives, on the days on which that one holds."""
    found: set[str] = set()
    for incentive in plan.incentives:
        span = incentive.effective
        start = days.start if span.start is None else max(days.start, span.start)
        end = days.end if span.end is None else min(days.end, span.end)
        if start < end:
            found |= covered(incentive.covers, Period(start, end), everybody)
    return frozenset(found)
