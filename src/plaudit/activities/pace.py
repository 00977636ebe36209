"""How long acts take from the moment they were logged to the moment they were verified, and how many still wait."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

from django.db import connection

from plaudit.activities.models import Milestone


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one person's acts; `took` is the middle one of the times to verify, None before the first."""

    verified: int
    waiting: int
    took: timedelta | None


# Reached milestones, and rows that say one is not verified, of the activities in a list; a team has ten thousands.
_REACHED = """SELECT activity, count(DISTINCT milestone), sum(CASE WHEN verified THEN 0 ELSE 1 END)
FROM milestones WHERE activity {listed} GROUP BY activity"""
_LISTED = {
    "sqlite": "IN (SELECT value FROM json_each(%s))",
    "postgresql": "= ANY(ARRAY(SELECT json_array_elements_text(%s)))",
}


def pace(acts: Mapping[str, Iterable[str]]) -> dict[str, Pace]:
    """By person, for the keys of the activities that are hers; asks twice.

    What was known as verified at once took no time: only what once was not is looked at row by row.
    """
    keys = list({key for those in acts.values() for key in those})
    with connection.cursor() as cursor:
        cursor.execute(_REACHED.format(listed=_LISTED[connection.vendor]), [json.dumps(keys)])
        found = cursor.fetchall()
    many = {key: count for key, count, _ in found}
    told: dict[str, dict[str, tuple[datetime, datetime | None]]] = {}
    logged = Milestone.objects.filter(activity_id__in=[key for key, _, unverified in found if unverified])
    for row in logged.order_by("recorded_at", "pk"):
        hers = told.setdefault(row.activity_id, {})
        first, done = hers.get(row.milestone, (row.recorded_at, None))
        hers[row.milestone] = (first, row.recorded_at if row.verified and done is None else done)
    return {person: _pace(set(those), many, told) for person, those in acts.items()}


def _pace(
    keys: set[str], many: Mapping[str, int], told: Mapping[str, Mapping[str, tuple[datetime, datetime | None]]]
) -> Pace:
    times = [each for key in keys & told.keys() for each in told[key].values()]
    at_once = sum(many.get(key, 0) for key in keys - told.keys())
    took = sorted([timedelta(0)] * at_once + [done - first for first, done in times if done is not None])
    waiting = at_once + len(times) - len(took)
    return Pace(len(took), waiting, median_low(took) if took else None)
