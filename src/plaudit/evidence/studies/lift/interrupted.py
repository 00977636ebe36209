"""Interrupted time series: everybody was treated at once, so the past is the only comparison (M6)."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more
from plaudit.evidence.methods.regression import Fit, memory, quasi_poisson, seasons
from plaudit.evidence.observed.rows import number
from plaudit.evidence.studies.lift.seen import Seen

Array = NDArray[np.float64]
LEAST_BEFORE, LEAST_AFTER, SEASONED, NEAR = 12, 6, 24, 62
LEVEL, PLACEBO_BEFORE, PLACEBO_AFTER = 1, 6, 3


def interrupted(seen: Seen, redefined: date | None) -> Iterator[Said]:
    """`redefined` is the day on which what counts as an act changed."""
    name = f"lift: {seen.launch.title}"
    refusal = refused(seen, redefined)
    if refusal is not None:
        yield Unanswered(name, refusal)
        return
    used = seen.before | seen.during
    counts, exposure = seen.counts.sum(axis=0)[used], seen.exposure.sum(axis=0)[used]
    found = fitted(counts, exposure, seen.pre)
    share = float(np.expm1(found.beta[LEVEL]))
    bounds, wide = ([float(np.expm1(end)) for end in found.interval(LEVEL, level)] for level in (0.8, 0.95))
    rank = _placebo(counts[: seen.pre], exposure[: seen.pre], float(found.beta[LEVEL]))
    turn = memory(found.residuals)
    yield Answer(
        name=name,
        says=f"After the start there were {drawn.change(share)} acts against what the months before foretell "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}). Everybody was treated at once: "
        "whatever else changed then is in this number.",
        unit="percent",
        point=share,
        interval80=(bounds[0], bounds[1]),
        interval95=(wide[0], wide[1]),
        n=int(used.sum()),
        events=float(counts.sum()),
        exposure=float(exposure.sum()),
        method="Quasi-Poisson regression of monthly acts on trend and a step"
        + (", with the season" if used.sum() >= SEASONED else "")
        + f"; scatter {found.scatter:.2f} times chance is in its errors.",
        assumptions=(
            "The trend before would have gone on.",
            "Nothing else started near the same day, and what counts as an act did not change.",
        ),
        diagnostics=(
            Diagnostic("as special when the date is moved, p-value", rank, passed=rank is None or rank <= 0.2),
            Diagnostic("memory from month to month", turn, passed=abs(turn) < 2 / np.sqrt(len(counts))),
        ),
        grade="B" if rank is not None and rank <= 0.2 else "C",
        figures={
            "acts by month": [float(each) for each in counts],
            "acts by month foretold without it": foretold(found, exposure, seen.pre),
            "months before": seen.pre,
        },
        beside=("sellers",),
    )


def refused(seen: Seen, redefined: date | None) -> Refusal | None:
    if seen.pre < LEAST_BEFORE:
        missing = f"Everybody was treated from the same day, and {seen.pre} months are known before it; a trend needs "
        return Refusal("before-too-short", f"{missing}{LEAST_BEFORE}.", _enough(LEAST_BEFORE - seen.pre, "before"))
    if seen.post < LEAST_AFTER:
        missing = f"{seen.post} months are over since the start; a step needs {LEAST_AFTER}."
        return Refusal("after-too-short", missing, _enough(LEAST_AFTER - seen.post, "after"))
    near = [each for each in seen.launch.others if abs(number(each) - number(seen.launch.start)) <= NEAR]
    if near:
        missing = f"Another program started on {near[0]}, within two months: the two cannot be told apart."
        return Refusal(
            "another-launch", missing, "A start two months away from any other, or some who are not treated."
        )
    used = np.flatnonzero(seen.before | seen.during)
    if redefined is not None and seen.edges[used[0]] < number(redefined) < seen.edges[used[-1] + 1]:
        missing = f"What counts as an act changed on {redefined}, among the months that are compared with each other."
        smallest = "Acts counted by one definition in all of them, or some who are not treated."
        return Refusal("redefined", missing, smallest)
    return None


def _enough(missing: int, side: str) -> str:
    return f"{more(missing, 'months')} {side} the start, or at least three units that are not treated."


def fitted(counts: Array, exposure: Array, before: int) -> Fit:
    return quasi_poisson(_design(len(counts), before), counts, exposure)


def foretold(found: Fit, exposure: Array, before: int) -> list[Figure]:
    """What the fit expects of each month had there been no step."""
    without = _design(len(exposure), before)
    without[:, LEVEL] = 0.0
    return [float(each) for each in np.exp(without @ found.beta) * exposure]


def _design(months: int, before: int) -> Array:
    """Intercept, step, trend, and the season when two years are known."""
    time = np.arange(months, dtype=float)
    columns = [np.ones_like(time), (time >= before).astype(float), (time - before) / 12]
    if months >= SEASONED:
        columns += list(seasons(np.arange(months), 1).T)
    return np.stack(columns, axis=1)


def _placebo(counts: Array, exposure: Array, effect: float) -> float | None:
    """The same step put at dates when nothing started: how often is it as large."""
    dates = range(PLACEBO_BEFORE, len(counts) - PLACEBO_AFTER + 1)
    steps = [abs(float(fitted(counts, exposure, each).beta[LEVEL])) for each in dates]
    return (1 + sum(step >= abs(effect) for step in steps)) / (1 + len(steps)) if len(steps) >= 4 else None
