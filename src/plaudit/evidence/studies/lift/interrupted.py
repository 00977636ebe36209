"""Interrupted time series: everybody was treated at once, so the past is the only comparison (M6)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
from numpy.typing import NDArray

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Refusal, Said, Unanswered, more, verdict
from plaudit.evidence.methods.panel import Change
from plaudit.evidence.methods.regression import Fit, lasting, memory, quasi_poisson, seasons
from plaudit.evidence.observed.rows import number
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.seen import Seen

Array = NDArray[np.float64]
LEAST_BEFORE, LEAST_AFTER, NEAR = 12, 6, 62
# So many months for one wave of the year, for two, and after the start for a trend of its own.
SEASONED, TWICE, SLOPED = 24, 36, 12
LEVEL, SLOPE, PLACEBO_BEFORE, PLACEBO_AFTER = 1, 3, 6, 3


def interrupted(seen: Seen, question: Question, redefined: date | None) -> Iterator[Said]:
    """`redefined` is the day on which what counts as an act changed."""
    name = f"lift: {seen.launch.title}"
    refusal = refused(seen, redefined)
    if refusal is not None:
        yield Unanswered(name, refusal)
        return
    used = seen.before | seen.during
    counts, exposure = seen.counts.sum(axis=0)[used], seen.exposure.sum(axis=0)[used]
    fit = fitted(counts, exposure, seen.pre, seen.gap)
    found = change(fit, design(len(counts), seen.pre, seen.gap), LEVEL)
    at = looks.bound(seen, question, partial(known, gap=seen.gap))
    bounds = looks.interval(found, 0.8, at)
    rank = _placebo(counts[: seen.pre], exposure[: seen.pre], found.log)
    turn = memory(fit.residuals)
    yield Answer(
        name=name,
        says=f"After the start there were {drawn.change(found.share)} acts against what the months before foretell "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}). Everybody was treated at once: "
        f"whatever else changed then is in this number.{_cannot(found, at)}",
        unit="percent",
        point=found.share,
        interval80=bounds,
        interval95=looks.interval(found, 0.95, at),
        n=int(used.sum()),
        events=float(counts.sum()),
        exposure=float(exposure.sum()),
        method="Quasi-Poisson regression of monthly acts on trend and a step; scatter "
        f"{fit.scatter:.2f} times chance is in its errors{_waves(len(counts))}{_neighbours(fit)}.",
        assumptions=(
            "The trend before would have gone on.",
            "Nothing else started near the same day, and what counts as an act did not change.",
        ),
        diagnostics=(
            Diagnostic("as special when the date is moved, p-value", rank, passed=rank is None or rank <= 0.2),
            Diagnostic("memory from month to month", turn, passed=not _remembers(fit)),
            *looks.looked(found, at),
        ),
        grade="B" if rank is not None and rank <= 0.2 and not _remembers(fit) else "C",
        figures={
            "acts by month": [float(each) for each in counts],
            "acts by month foretold without it": foretold(fit, exposure, seen.pre, seen.gap),
            "months before": seen.pre,
        },
        beside=("sellers",),
    )
    if seen.post >= SLOPED:
        yield _bent((counts, exposure), seen, at)


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


def fitted(counts: Array, exposure: Array, before: int, gap: int = 0) -> Fit:
    return quasi_poisson(design(len(counts), before, gap), counts, exposure)


def change(fit: Fit, months: Array, place: int) -> Change:
    """Where months resemble their neighbours, the larger error of that which knows it and that which does not."""
    error = float(fit.errors[place])
    if _remembers(fit):
        error = max(error, float(lasting(months, fit, int(len(months) ** 0.25))[place]))
    return Change(float(fit.beta[place]), error, float(fit.free))


def known(before: int, during: int, gap: int = 0) -> float:
    """What so many months tell of the step, in months that are worth as much as each other."""
    columns = design(before + during, before, gap)
    return 1 / float(np.linalg.pinv(columns.T @ columns)[LEVEL, LEVEL])


def foretold(fit: Fit, exposure: Array, before: int, gap: int = 0) -> list[Figure]:
    """What the fit expects of each month had there been no step."""
    without = design(len(exposure), before, gap)
    without[:, LEVEL] = 0.0
    return [float(each) for each in np.exp(without @ fit.beta) * exposure]


def design(months: int, before: int, gap: int = 0, *, bent: bool = False) -> Array:
    """Intercept, step, trend, another trend after the start where asked, and the season when two years are known.

    `gap` months between those before and the start are not among `months`; trend and season go on through them.
    """
    time = np.arange(months)
    time[before:] += gap
    since = (time - before - gap) / 12
    columns = [np.ones(months), (since >= 0).astype(float), since]
    if bent:
        columns.append(np.maximum(since, 0.0))
    columns += list(seasons(time, (months >= SEASONED) + (months >= TWICE)).T)
    return np.stack(columns, axis=1)


def _bent(series: tuple[Array, Array], seen: Seen, at: looks.Bound | None) -> Answer:
    """A year after the start tells a step from a trend; the step alone stays the answer to what it brought."""
    counts, exposure = series
    columns = design(len(counts), seen.pre, seen.gap, bent=True)
    fit = quasi_poisson(columns, counts, exposure)
    step, bend = change(fit, columns, LEVEL), change(fit, columns, SLOPE)
    bounds = looks.interval(bend, 0.8, at)
    ends = looks.interval(step, 0.8, at)
    return Answer(
        name=f"lift: {seen.launch.title}, step and trend",
        says=f"{_grew(bend, at)}: by {drawn.change(bend.share)} a year against the trend before "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}), after a step of {drawn.change(step.share)} "
        f"at the start (80 %: {drawn.change(ends[0])} to {drawn.change(ends[1])}).",
        unit="percent",
        point=bend.share,
        interval80=bounds,
        interval95=looks.interval(bend, 0.95, at),
        n=len(counts),
        events=float(counts.sum()),
        method=f"The same regression with a trend of its own after the start{_waves(len(counts))}{_neighbours(fit)}.",
        assumptions=("Both trends are straight.",),
        diagnostics=tuple(looks.looked(bend, at)),
        grade="C",
        figures={"step at the start": {"low": ends[0], "middle": step.share, "high": ends[1]}},
    )


def _grew(bend: Change, at: looks.Bound | None) -> str:
    return verdict(looks.word(bend, at), "the trend turned up after the start")


def _cannot(found: Change, at: looks.Bound | None) -> str:
    """Below the bound of an early look."""
    return "" if looks.passed(found, at) else " At this look it is not far enough out to tell."


def _remembers(fit: Fit) -> bool:
    return abs(memory(fit.residuals)) >= 2 / float(np.sqrt(len(fit.residuals)))


def _waves(months: int) -> str:
    return "" if months < SEASONED else "; the season is taken out"


def _neighbours(fit: Fit) -> str:
    return "; so is that months resemble their neighbours" if _remembers(fit) else ""


def _placebo(counts: Array, exposure: Array, effect: float) -> float | None:
    """The same step put at dates when nothing started: how often is it as large."""
    dates = range(PLACEBO_BEFORE, len(counts) - PLACEBO_AFTER + 1)
    steps = [abs(float(fitted(counts, exposure, each).beta[LEVEL])) for each in dates]
    return (1 + sum(step >= abs(effect) for step in steps)) / (1 + len(steps)) if len(steps) >= 4 else None
