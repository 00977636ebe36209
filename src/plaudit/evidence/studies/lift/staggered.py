"""A program that starts at different times: each start against those who never had it, then all starts together (M6).

One regression over all of them would hold late starters against early ones that are treated already, and is not done.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Said
from plaudit.evidence.methods import lots, panel
from plaudit.evidence.methods.panel import Change, halves
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.compared import LEAST_PERIODS, LEAST_UNITS, TREND
from plaudit.evidence.studies.lift.seen import LEAST_EVENTS, Seen, side_empty


def staggered(starts: Sequence[Seen], question: Question) -> Iterator[Said]:
    """Weighted by the acts of the treated; a unit that is compared several times pulls once, with all its pulls."""
    useful = [each for each in starts if each.pre >= LEAST_PERIODS and side_empty(each, each.counts) is None]
    treated = {name for each in useful for name, mine in zip(each.units, each.treated, strict=True) if mine}
    others = {name for each in useful for name in each.units} - treated
    if len(useful) < 2 or min(len(treated), len(others)) < LEAST_UNITS:
        return
    weights = np.array([each.counts[each.treated][:, each.during].sum() for each in useful], dtype=float)
    if weights.sum() < LEAST_EVENTS:
        return
    weights /= weights.sum()
    random = question.random(f"{useful[0].launch.program}, all starts")
    log, pull, trends = 0.0, dict.fromkeys(sorted(treated | others), 0.0), []
    for each, weight in zip(useful, weights, strict=True):
        found = halves(each.counts, each.exposure, each.before, each.during)
        past = each.counts[:, each.before], each.exposure[:, each.before]
        trends.append(panel.parallel(past, each.treated, lots.redrawn(each.treated, random)))
        log += weight * (panel.growth(found.of(each.treated)) - panel.growth(found.of(~each.treated)))
        for mask, sign in ((each.treated, 1.0), (~each.treated, -1.0)):
            names = [name for name, mine in zip(each.units, mask, strict=True) if mine]
            for name, mine in zip(names, panel.pulls(found.of(mask)), strict=True):
                pull[name] += sign * weight * float(mine)
    smaller = min(len(treated), len(others))
    error = float(np.sqrt(sum(each**2 for each in pull.values()) * smaller / (smaller - 1)))
    yield _answer(useful, question, Change(log, error, smaller - 1), min(trends))


def _answer(useful: Sequence[Seen], question: Question, found: Change, trend: float) -> Answer:
    at = _bound(useful, question)
    (low, high), word = found.interval(0.8), looks.word(found, at)
    head = (
        "Whether it caused more acts we cannot tell" if word == "cannot tell" else f"It is {word} that it caused more"
    )
    return Answer(
        name=f"lift: {useful[0].launch.program}, all starts",
        says=f"{head}: {drawn.change(found.share)} over {len(useful)} starts "
        f"(80 %: {drawn.change(low)} to {drawn.change(high)}).",
        unit="percent",
        point=found.share,
        interval80=(low, high),
        interval95=found.interval(0.95),
        n=len({name for each in useful for name in each.units}),
        events=float(sum(each.counts[each.treated].sum() for each in useful)),
        method="Each start against those never treated, weighted by acts; errors by unit over all its comparisons.",
        assumptions=("Without the program the treated would have changed as those never treated did.",),
        diagnostics=(
            Diagnostic("common trend before, least p-value", trend, passed=trend >= TREND / len(useful)),
            *looks.looked(found, at),
        ),
        grade="B" if trend >= TREND / len(useful) else "C",
    )


def _bound(useful: Sequence[Seen], question: Question) -> looks.Bound | None:
    """Of several starts, the one of which least is known by now asks for most."""
    bounds = [bound for each in useful if (bound := looks.bound(each, question)) is not None]
    return max(bounds, key=lambda bound: bound.height, default=None)
