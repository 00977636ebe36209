"""Difference in differences: the treated against others in the same months (M6)."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from plaudit.evidence import drawn
from plaudit.evidence.answer import Answer, Diagnostic, Figure, Grade, Refusal, Said, Unanswered, more, verdict
from plaudit.evidence.methods import lots, panel
from plaudit.evidence.methods.panel import Change, Halves, difference, halves
from plaudit.evidence.methods.wild import MANY, wild
from plaudit.evidence.question import Question
from plaudit.evidence.studies.lift import looks
from plaudit.evidence.studies.lift.adjusted import LEAST_DRAWN, adjusted
from plaudit.evidence.studies.lift.meanwhile import meanwhile
from plaudit.evidence.studies.lift.monthly import month_by_month
from plaudit.evidence.studies.lift.pairs import by_lot, named, paired, unpaired
from plaudit.evidence.studies.lift.second import ALIKE, by_binomial, second
from plaudit.evidence.studies.lift.seen import LEAST_EVENTS, Seen, side_empty
from plaudit.evidence.studies.lift.unpaid import unpaid

MORE_ACTS = ("it caused more acts than there would have been", "it caused more acts")
LEAST_PERIODS, LEAST_UNITS, ALPHA = 4, 3, 0.05
TREND = 0.1
SPILLED = Refusal(
    "spill-over",
    "The treated and the others work on the same accounts, so the others were touched by it too.",
    "A start by teams that share no account.",
)


def compared(everybody: Seen, question: Question) -> Iterator[Said]:
    name = f"lift: {everybody.launch.title}"
    seen, refusal = comparable(everybody, question)
    if refusal is not None:
        yield Unanswered(name, refusal)
        return
    drawn_anew = lots.redrawn(seen.treated, question.random(name), seen.pairs)
    parts = halves(seen.counts, seen.exposure, seen.before, seen.during)
    found = difference(parts, seen.treated, seen.pairs)
    trend = panel.parallel((seen.counts[:, seen.before], seen.exposure[:, seen.before]), seen.treated, drawn_anew)
    p = panel.by_lot(parts, seen.treated, drawn_anew)
    turned = _turned(seen, parts, question.random(f"{name}, wild"))
    drawn_by_lot = by_lot(question)
    at = looks.bound(seen, question)
    grade: Grade = "A" if drawn_by_lot else "B" if trend >= TREND else "C"
    yield Answer(
        name=name,
        says=_says(found, at) + _costs(trend, grade),
        unit="percent",
        point=found.share,
        interval80=looks.interval(found, 0.8, at),
        interval95=looks.interval(found, 0.95, at),
        n=len(seen.units),
        events=float(seen.counts.sum()),
        exposure=float(seen.exposure.sum()),
        method=f"Poisson difference in differences over {seen.pre} months before and {seen.post} of the program; "
        + (
            "errors by the unit that was treated; p by drawing the treated anew."
            if seen.pairs is None
            else "errors by the pair; p by tossing the coin of each pair anew."
        ),
        assumptions=(
            "Without the program the treated would have changed as the others did.",
            "The others were not touched by it: no shared accounts, no envy.",
        ),
        diagnostics=(*_looked(seen, trend, p), *_agrees(found, turned), *looks.looked(found, at)),
        grade=grade,
        figures={
            "acts a month": _table(seen),
            "month by month, against all months before": month_by_month(seen),
            "p by drawing anew": p,
            "second reading: least squares on rates": second(seen, at),
            **({ALIKE: by_binomial(seen, at)} if drawn_by_lot else {}),
            **({} if turned is None else {"p by wild cluster bootstrap": turned}),
            "smallest p that so few can give": _least(seen),
            "80 % interval if they drifted as in the worst half before": _honest(seen, found, at),
        },
        beside=("sellers",),
    )
    if drawn_by_lot:
        yield adjusted(seen, question, at)
    yield from _net(seen, grade, at)
    yield from unpaid(seen, question, grade)
    yield from meanwhile(seen, question)


def comparable(everybody: Seen, question: Question) -> tuple[Seen, Refusal | None]:
    """Whoever is compared, or why nobody can be."""
    told = named(question)
    seen = paired(everybody, told)
    return seen, unpaired(everybody, told) or refused(seen, question)


def refused(seen: Seen, question: Question) -> Refusal | None:
    """In the order in which more of it would help."""
    arms = int(seen.treated.sum()), int((~seen.treated).sum())
    what = seen.launch.those
    least = _least(seen)
    if question.yes("shared_accounts"):
        return SPILLED
    if seen.pre < LEAST_PERIODS:
        missing = f"{seen.pre} months are known before the start; a common trend needs {LEAST_PERIODS}."
        return Refusal("before-too-short", missing, f"{more(LEAST_PERIODS - seen.pre, 'months')} before the start.")
    needed = LEAST_DRAWN if by_lot(question) else LEAST_UNITS
    if min(arms) < needed:
        missing = f"{arms[0]} {what} were treated and {arms[1]} were not; each side needs {needed}."
        return Refusal("units-too-few", missing, f"{more(needed - min(arms), what)} on the smaller side.")
    if least >= ALPHA:
        missing = (
            f"With {arms[0]} and {arms[1]} {what} no result can be told from chance: the smallest p is {least:.2g}."
        )
        return Refusal(
            "units-too-few-for-p", missing, f"{more(_more(arms), what)}, so that each side has {_equal(arms)}."
        )
    if seen.counts.sum() < LEAST_EVENTS:
        missing = f"{seen.counts.sum():.0f} acts are too few."
        return Refusal("events-too-few", missing, f"{more(LEAST_EVENTS - int(seen.counts.sum()), 'acts')}.")
    return side_empty(seen, seen.counts)


def _least(seen: Seen) -> float:
    if seen.pairs is not None:
        return lots.least_p_of_pairs(int(seen.treated.sum()))
    return lots.least_p(len(seen.units), int(seen.treated.sum()))


def _turned(seen: Seen, parts: Halves, random: np.random.Generator) -> float | None:
    """Coins in pairs need no bootstrap: all their sides are counted."""
    return wild(parts, seen.treated, random) if seen.pairs is None and len(seen.units) < MANY else None


def _equal(arms: tuple[int, int]) -> int:
    size = max(arms)
    while lots.least_p(2 * size, size) >= ALPHA:
        size += 1
    return size


def _more(arms: tuple[int, int]) -> int:
    return 2 * _equal(arms) - sum(arms)


def _says(found: Change, at: looks.Bound | None) -> str:
    bounds, word = looks.interval(found, 0.8, at), looks.word(found, at)
    head = verdict(word, *MORE_ACTS)
    return f"{head}: {drawn.change(found.share)} (80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])})."


def _costs(trend: float, grade: Grade) -> str:
    if grade != "C":
        return ""
    return f" They moved apart before it started already (joint p {trend:.2g}), which costs a grade: C in place of B."


def _looked(seen: Seen, trend: float, p: float) -> Iterator[Diagnostic]:
    yield Diagnostic("common trend in all months before, joint p by drawing anew", trend, passed=trend >= TREND)
    scatter = panel.dispersion(seen.counts)
    yield Diagnostic("scatter over chance", scatter, passed=None)
    logs = []
    for place in range(len(seen.units)):
        left = np.arange(len(seen.units)) != place
        if 0 < seen.treated[left].sum() < left.sum():
            again = halves(seen.counts[left], seen.exposure[left], seen.before, seen.during)
            mask = seen.treated[left]
            logs.append(panel.growth(again.of(mask)) - panel.growth(again.of(~mask)))
    one = [float(np.expm1(min(logs))), float(np.expm1(max(logs)))]
    yield Diagnostic("range when one unit is left out", [one[0], one[1]], passed=one[0] * one[1] > 0)
    yield Diagnostic("p by drawing anew at most 0.2", p, passed=p <= 0.2)


def _agrees(found: Change, turned: float | None) -> Iterator[Diagnostic]:
    """Few units can make an interval too narrow; two ways to the same 5 % say whether they did."""
    if turned is not None:
        low, high = found.interval(0.95)
        name = "wild cluster bootstrap says the same of 5 % as the interval, p"
        yield Diagnostic(name, turned, passed=(turned < ALPHA) == (low > 0 or high < 0))


def _honest(seen: Seen, found: Change, at: looks.Bound | None) -> list[Figure]:
    drift = panel.worst_drift(seen.counts, seen.exposure, seen.treated, seen.before)
    low, high = (looks.interval(replace(found, log=found.log + way), 0.8, at) for way in (-drift, drift))
    return [low[0], high[1]]


def _table(seen: Seen) -> list[Figure]:
    """The four numbers that a reader checks by eye."""
    rows: list[Figure] = []
    for who, mask in (("treated", seen.treated), ("others", ~seen.treated)):
        before = seen.counts[mask][:, seen.before].sum() / seen.pre
        during = seen.counts[mask][:, seen.during].sum() / seen.post
        rows.append({"who": who, "units": int(mask.sum()), "before": float(before), "during": float(during)})
    return rows


def _net(seen: Seen, grade: Grade, at: looks.Bound | None) -> Iterator[Said]:
    """Over the program and as many months after it: what was only pulled forward is gone from this."""
    name = f"lift: {seen.launch.title}, net"
    if not seen.washout.any():
        missing = "The months after the program are not over, so what was only done earlier cannot be told from more."
        yield Unanswered(name, Refusal("washout-open", missing, f"{seen.post} months after its end."))
        return
    both = seen.during | seen.washout
    found = difference(halves(seen.counts, seen.exposure, seen.before, both), seen.treated, seen.pairs)
    bounds = looks.interval(found, 0.8, at)
    yield Answer(
        name=name,
        says=f"Over the program and {int(seen.washout.sum())} months after it: {drawn.change(found.share)} "
        f"(80 %: {drawn.change(bounds[0])} to {drawn.change(bounds[1])}), with what was pulled forward taken out.",
        unit="percent",
        point=found.share,
        interval80=bounds,
        interval95=looks.interval(found, 0.95, at),
        n=len(seen.units),
        events=float(seen.counts.sum()),
        method="The same over program and washout together.",
        diagnostics=tuple(looks.looked(found, at)),
        grade=grade,
    )
