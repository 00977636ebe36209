"""Each month of the treated against the others, before the start and after it (M6: an event study with its leads)."""

import numpy as np

from plaudit.evidence.answer import Figure
from plaudit.evidence.methods import panel
from plaudit.evidence.studies.lift.seen import Seen
from plaudit.values.period import day


def month_by_month(seen: Seen) -> list[Figure]:
    """Rows with 80 % intervals, from -1 backwards before the start and from 1 on after it."""
    starts = [day(edge) for edge in seen.edges[:-1]]
    first = starts[int(np.flatnonzero(seen.during)[0])]
    rows: list[Figure] = []
    for place, change in enumerate(panel.path((seen.counts, seen.exposure), seen.treated, seen.before, seen.pairs)):
        if not (seen.before | seen.during | seen.washout)[place]:
            continue
        bounds = change.interval(0.8)
        ahead = 12 * (starts[place].year - first.year) + starts[place].month - first.month
        rows.append(
            {
                "month": f"{starts[place]:%Y-%m}",
                "from the start": ahead + 1 if ahead >= 0 else ahead,
                "low": bounds[0],
                "middle": change.share,
                "high": bounds[1],
            }
        )
    return rows
