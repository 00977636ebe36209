"""How far each value is from the typical account of its segment, by what kind of number the metric is (M10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence.answer import Refusal
from plaudit.evidence.methods.residuals import of_counts, shrunk
from plaudit.evidence.methods.typical import spread
from plaudit.evidence.question import Question
from plaudit.values.refused import Refused

Array = NDArray[np.float64]
# A count has its exposure, and a share the number that it is of, in `weight`.
Kind = Literal["count", "share", "number"]
# Below this a segment learns where its middle is from everybody, the more the smaller it is.
SMALL = 20


@dataclass(frozen=True, slots=True)
class Metric:
    """Accounts x periods; nothing known is NaN."""

    name: str
    kind: Kind
    values: Array
    weights: Array


def kinds(question: Question, metrics: list[str]) -> Mapping[str, Kind]:
    """As declared; whatever is not declared is a plain number."""
    counts, shares = question.named("counts"), question.named("shares")
    for name in (*counts, *shares):
        if name not in metrics:
            says = f"--set counts or shares names {name}, a metric that account_metrics.csv does not have."
            raise Refused("setting-out-of-range", says)
        if name in counts and name in shares:
            raise Refused("setting-out-of-range", f"--set counts and shares both name {name}: it is one or the other.")
    return {name: "count" if name in counts else "share" if name in shares else "number" for name in metrics}


def unusable(metric: Metric) -> Refusal | None:
    """Why a metric cannot be what it is declared to be."""
    if metric.kind == "number":
        return None
    known = metric.values[~np.isnan(metric.values)]
    what = "exposure" if metric.kind == "count" else "number it is a share of"
    if not (metric.weights > 0).any():
        missing = f"{metric.name} is declared a {metric.kind}, and no row of it has its {what}."
        return Refusal("weights-missing", missing, f"`weight` in account_metrics.csv: the {what}, above 0.")
    if metric.kind == "count" and ((known < 0) | (known != np.floor(known))).any():
        missing = f"{metric.name} is declared a count, and some of its values are no whole numbers from 0 on."
        return Refusal("counts-unreadable", missing, "Counts such as 12, with their exposure in `weight`.")
    if metric.kind == "share" and ((known < 0) | (known > 1)).any():
        missing = f"{metric.name} is declared a share, and some of its values are not between 0 and 1."
        return Refusal("shares-out-of-range", missing, "Shares such as 0.25.")
    return None


def standard(metric: Metric, segments: tuple[str, ...]) -> Array:
    """In spreads from the segment's middle; a metric that is the same for all says nothing."""
    if metric.kind == "number":
        return _apart(metric.values, segments)
    names, place = np.unique(np.array(segments), return_inverse=True)
    own = np.minimum(np.bincount(place, minlength=len(names)) / SMALL, 1.0)
    seen = ~np.isnan(metric.values)
    groups = np.broadcast_to(place[:, None], seen.shape)[seen]
    found = np.full_like(metric.values, np.nan)
    if metric.kind == "share":
        found[seen] = shrunk(metric.values[seen], metric.weights[seen], groups, own)
        return _apart(found, segments)
    left = of_counts(metric.values[seen], metric.weights[seen], groups, own)
    if float(np.ptp(left)) > 0:
        found[seen] = left
    return found


def _apart(values: Array, segments: tuple[str, ...]) -> Array:
    """Distance to the segment's median in spreads that outliers do not move."""
    z, names = np.full_like(values, np.nan), np.array(segments)
    everybody = values[~np.isnan(values)]
    wide = spread(everybody)
    if wide == 0:
        return z
    for name in set(segments):
        mine = names == name
        seen = values[mine][~np.isnan(values[mine])]
        if not len(seen):
            continue
        n = int(mine.sum())
        pull = 1.0 if n >= SMALL else n / SMALL
        middle = pull * float(np.median(seen)) + (1 - pull) * float(np.median(everybody))
        own = spread(seen) if n >= SMALL and spread(seen) > 0 else wide
        z[mine] = (values[mine] - middle) / own
    return z
