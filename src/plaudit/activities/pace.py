"""How long acts take from the moment they were logged to the moment they were verified, and how many still wait."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

from plaudit.activities.models import Milestone


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one person's acts; `took` is the middle one of the times to verify, None before the first."""

    verified: int
    waiting: int
    took: timedelta | None


def pace(acts: Mapping[str, Iterable[str]]) -> dict[str, Pace]:
    """By person, for the keys of the activities that are hers; asks once."""
    keys = {key for those in acts.values() for key in those}
    told: dict[tuple[str, str], tuple[datetime, datetime | None]] = {}
    rows = Milestone.objects.filter(activity_id__in=keys).order_by("recorded_at", "pk")
    # A team has so many that a row as a tuple is what a page can afford.
    for key, milestone, at, verified in rows.values_list("activity_id", "milestone", "recorded_at", "verified"):
        first, done = told.get((str(key), milestone), (at, None))
        told[str(key), milestone] = (first, at if verified and done is None else done)
    return {person: _pace(told, set(those)) for person, those in acts.items()}


def _pace(told: Mapping[tuple[str, str], tuple[datetime, datetime | None]], keys: set[str]) -> Pace:
    hers = [times for (activity, _), times in told.items() if activity in keys]
    took = sorted(done - first for first, done in hers if done is not None)
    return Pace(len(took), len(hers) - len(took), median_low(took) if took else None)
