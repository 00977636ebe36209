"""How long acts take from the moment they were logged to the moment they were verified, and how many still wait."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_low

from django.db import connection
from django.db.models import F, Max, Min, Q
from django.db.models.expressions import RawSQL

from plaudit.activities.models import Milestone


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one person's acts: how many have nothing to verify, how many have.

    `took` is the middle one of the times to verify a milestone; None where each was known as verified from the start.
    """

    verified: int
    waiting: int
    took: timedelta | None


# A list of ten thousand keys is more than a query may have places for.
_LISTED = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT json_array_elements_text(%s)",
}


def pace(acts: Mapping[str, Collection[str]]) -> dict[str, Pace]:
    """By person, for the keys of the activities that are hers; asks once."""
    keys = json.dumps(sorted({key for those in acts.values() for key in those}))
    listed = RawSQL(_LISTED[connection.vendor], [keys])  # noqa: S611 -- the texts stand above, the keys are a parameter
    once_open = Milestone.objects.filter(activity_id__in=listed, verified=False)
    # What was withdrawn last waits for nobody.
    times = (
        Milestone.objects.filter(activity_id__in=once_open.values("activity_id"))
        .values("activity_id", "milestone")
        .annotate(logged=Min("recorded_at"), verified_at=Min("recorded_at", filter=Q(verified=True)))
        .annotate(said=Max("recorded_at"), gone=Max("recorded_at", filter=Q(retracted_at__isnull=False)))
        .filter(Q(gone__isnull=True) | Q(gone__lt=F("said")))
        .order_by()
    )
    told: dict[str, list[timedelta | None]] = {}
    for each in times:
        took = None if each["verified_at"] is None else each["verified_at"] - each["logged"]
        told.setdefault(str(each["activity_id"]), []).append(took)
    return {person: _pace(those, told) for person, those in acts.items()}


def _pace(keys: Collection[str], told: Mapping[str, list[timedelta | None]]) -> Pace:
    hers = [told[key] for key in keys if key in told]
    waiting = sum(None in times for times in hers)
    took = sorted(each for times in hers for each in times if each is not None)
    return Pace(len(keys) - waiting, waiting, median_low(took) if took else None)
