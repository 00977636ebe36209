"""A program that starts at different times: each start against those who never had it, then all starts together (M6).

One regression over all of them would hold late starters against early ones that are treated already, and is not done.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Refusal, Said, Unanswered, more, verdict
from plaudit.evidence.methods import lots, panel
from plaudit.evidence.methods.panel import Change, halves
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.compared import LEAST_PERIODS, LEAST_UNITS, TREND
from plaudit.evidence.studies.lift.launch import Launch
from plaudit.evidence.studies.lift.pairs import by_lot
from plaudit.evidence.studies.lift.seen import LEAST_EVENTS, Seen, side_empty

LEAST_STARTS = 2
Starts = Sequence[tuple[Launch, Seen | None]]


def staggered(starts: Starts, question: Question) -> Iterator[Said]:
    """A start around which no whole months are known has nothing to show."""
    refusal = refused(starts)
    if refusal is not None:
        yield Unanswered(f"lift: {starts[0][0].program}, all starts", refusal)
        return
    useful = _useful(starts)
    random = question.random(f"{starts[0][0].program}, all starts")
    trends = [
        panel.parallel(
            (each.counts[:, each.before], each.exposure[:, each.before]),
            each.treated,
            lots.redrawn(each.treated, random),
        )
        for each in useful
    ]
    yield _answer(useful, question, together(useful), min(trends))


def together(useful: Sequence[Seen]) -> Change:
    """Weighted by the acts of the treated; a unit that is compared several times pulls once, with all its pulls."""
    treated, others = _sides(useful)
    weights = _weights(useful)
    log, pull = 0.0, dict.fromkeys(sorted(treated | others), 0.0)
    for each, weight in zip(useful, weights / weights.sum(), strict=True):
        found = halves(each.counts, each.exposure, each.before, each.during)
        log += weight * (panel.growth(found.of(each.treated)) - panel.growth(found.of(~each.treated)))
        for mask, sign in ((each.treated, 1.0), (~each.treated, -1.0)):
            names = [name for name, mine in zip(each.units, mask, strict=True) if mine]
            for name, mine in zip(names, panel.pulls(found.of(mask)), strict=True):
                pull[name] += sign * weight * float(mine)
    smaller = min(len(treated), len(others))
    error = float(np.sqrt(sum(each**2 for each in pull.values()) * smaller / (smaller - 1)))
    return Change(log, error, smaller - 1)


def refused(starts: Starts) -> Refusal | None:
    """In the order in which more of it would help."""
    useful = _useful(starts)
    if len(useful) < LEAST_STARTS:
        missing = f"Of {len(starts)} starts, {len(useful)} can be held against those never treated; it needs 2."
        return Refusal("starts-too-few", missing, next(filter(None, (_lacks(*each) for each in starts))))
    what = starts[0][0].those
    treated, others = map(len, _sides(useful))
    if min(treated, others) < LEAST_UNITS:
        missing = f"{treated} {what} were treated at some start and {others} never; each side needs {LEAST_UNITS}."
        lacking = more(LEAST_UNITS - min(treated, others), what)
        return Refusal("units-too-few", missing, f"{lacking} on the smaller side.")
    brought = int(_weights(useful).sum())
    if brought < LEAST_EVENTS:
        missing = f"{brought} acts of the treated since their starts are too few."
        return Refusal("events-too-few", missing, f"{more(LEAST_EVENTS - brought, 'acts')} of the treated.")
    return None


def _lacks(launch: Launch, seen: Seen | None) -> str | None:
    """What a start would need to be put together with others."""
    if seen is None:
        return f"Whole months before and after {launch.start}."
    if seen.treated.all():
        return f"{LEAST_UNITS} {launch.those} who are never treated."
    if seen.pre < LEAST_PERIODS:
        return f"{more(LEAST_PERIODS - seen.pre, 'months')} before {launch.start}."
    empty = side_empty(seen, seen.counts)
    return None if empty is None else empty.smallest


def _useful(starts: Starts) -> list[Seen]:
    return [seen for launch, seen in starts if seen is not None and _lacks(launch, seen) is None]


def _sides(useful: Sequence[Seen]) -> tuple[set[str], set[str]]:
    treated = {name for each in useful for name, mine in zip(each.units, each.treated, strict=True) if mine}
    return treated, {name for each in useful for name in each.units} - treated


def _weights(useful: Sequence[Seen]) -> panel.Array:
    return np.array([each.counts[each.treated][:, each.during].sum() for each in useful], dtype=np.float64)


def _answer(useful: Sequence[Seen], question: Question, found: Change, trend: float) -> Answer:
    at = _bound(useful, question)
    (low, high), word = looks.interval(found, 0.8, at), looks.word(found, at)
    head = verdict(word, "it caused more", "it caused more acts")
    return Answer(
        name=f"lift: {useful[0].launch.program}, all starts",
        says=f"{head}: {drawn.change(found.share)} over {len(useful)} {_several(useful)} "
        f"(80 %: {drawn.change(low)} to {drawn.change(high)}).",
        unit="percent",
        point=found.share,
        interval80=(low, high),
        interval95=looks.interval(found, 0.95, at),
        n=len({name for each in useful for name in each.units}),
        events=float(sum(each.counts[each.treated].sum() for each in useful)),
        method="Each start against those never treated, weighted by acts; errors by unit over all its comparisons.",
        assumptions=("Without the program the treated would have changed as those never treated did.",),
        diagnostics=(
            Diagnostic("common trend before, least p-value", trend, passed=trend >= TREND / len(useful)),
            *looks.looked(found, at),
        ),
        grade="A" if by_lot(question) else "B" if trend >= TREND / len(useful) else "C",
    )


def _several(useful: Sequence[Seen]) -> str:
    return "starts" if len({each.launch.start for each in useful}) > 1 else "arms"


def _bound(useful: Sequence[Seen], question: Question) -> looks.Bound | None:
    """Of several starts, the one of which least is known by now asks for most."""
    bounds = [bound for each in useful if (bound := looks.bound(each, question)) is not None]
    return max(bounds, key=lambda bound: bound.height, default=None)
